package dev.landfall.setting;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write and read them. */
public final class Durations {
    private static final Pattern SHAPE = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

    private Durations() {}

    /** {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}; empty for anything else. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = SHAPE.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    default -> Duration.ofHours(amount);
                });
    }

    /** Two or three figures: {@code 850ms}, {@code 12.3s}, {@code 30s}, {@code 1m 12s}, {@code 2h 05m}, {@code 3d 04h}. */
    public static String text(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1_000) {
            return millis + "ms";
        }
        if (millis < 59_950) {
            return String.format(Locale.ROOT, millis % 1_000 == 0 ? "%.0fs" : "%.1fs", millis / 1_000.0);
        }
        long seconds = Math.round(millis / 1_000.0);
        if (seconds < 3_600) {
            return pair(seconds, 60, "m", 1, "s");
        }
        return seconds < 86_400 ? pair(seconds, 3_600, "h", 60, "m") : pair(seconds, 86_400, "d", 3_600, "h");
    }

    private static String pair(long seconds, long large, String largeUnit, long small, String smallUnit) {
        return String.format(
                Locale.ROOT, "%d%s %02d%s", seconds / large, largeUnit, seconds % large / small, smallUnit);
    }
}
