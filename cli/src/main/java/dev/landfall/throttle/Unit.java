package dev.landfall.throttle;

import dev.landfall.setting.DataSizes;
import dev.landfall.setting.Durations;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/** What a limit counts in. */
enum Unit {
    COUNT("a whole number from 1 on") {
        @Override
        OptionalLong read(String text) {
            return text.matches("[0-9]{1,15}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
        }

        @Override
        String exact(long value) {
            return Long.toString(value);
        }

        @Override
        String shown(long value) {
            return String.format(Locale.ROOT, "%,d", value);
        }
    },
    /** In bytes. */
    SIZE("a size such as 500kB, 20MB or 16MiB") {
        @Override
        OptionalLong read(String text) {
            return DataSizes.parse(text);
        }

        @Override
        String exact(long value) {
            return DataSizes.exact(value);
        }

        @Override
        String shown(long value) {
            return DataSizes.text(value);
        }
    },
    /** From 1 to 100. */
    PERCENT("a percentage from 1% to 100%, such as 25%") {
        @Override
        OptionalLong read(String text) {
            return text.matches("([0-9]{1,2}|100)%")
                    ? OptionalLong.of(Long.parseLong(text.substring(0, text.length() - 1)))
                    : OptionalLong.empty();
        }

        @Override
        String exact(long value) {
            return value + "%";
        }

        @Override
        String shown(long value) {
            return exact(value);
        }
    },
    /** In milliseconds. */
    DURATION("a duration such as 500ms, 30s or 5m") {
        @Override
        OptionalLong read(String text) {
            return Durations.parse(text)
                    .map(duration -> OptionalLong.of(duration.toMillis()))
                    .orElse(OptionalLong.empty());
        }

        @Override
        String exact(long value) {
            if (value % 1_000 != 0) {
                return value + "ms";
            }
            return value % 3_600_000 == 0 ? value / 3_600_000 + "h" : value / 1_000 + "s";
        }

        @Override
        String shown(long value) {
            return Durations.text(Duration.ofMillis(value));
        }
    };

    private final String expected;

    Unit(String expected) {
        this.expected = expected;
    }

    String expected() {
        return expected;
    }

    /** Empty for text that is no value, and for zero: a limit of nothing would never let anything pass. */
    OptionalLong parse(String text) {
        OptionalLong value = read(text.strip());
        return value.isPresent() && value.getAsLong() > 0 ? value : OptionalLong.empty();
    }

    abstract OptionalLong read(String text);

    abstract String exact(long value);

    abstract String shown(long value);
}
