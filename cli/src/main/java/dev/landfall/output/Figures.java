package dev.landfall.output;

import dev.landfall.setting.DataSizes;
import dev.landfall.setting.Durations;
import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
final class Figures {
    private Figures() {}

    /** {@code 1,204,551}. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 row}, {@code 1,204 rows}; for nouns that take an s. */
    static String count(long number, String noun) {
        return count(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** {@code 310.2 MB}, powers of 1000. */
    static String bytes(long bytes) {
        return DataSizes.text(bytes);
    }

    /** Two or three figures: {@code 850ms}, {@code 12.3s}, {@code 30s}, {@code 1m 12s}, {@code 2h 05m}, {@code 3d 04h}. */
    static String duration(Duration duration) {
        return Durations.text(duration);
    }

    /** {@code 51,200}, {@code 3.5}: a decimal only where it says something. */
    static String rate(double perSecond) {
        return perSecond < 10 ? String.format(Locale.ROOT, "%.1f", perSecond) : count(Math.round(perSecond));
    }

    static String percent(double share) {
        return (int) (share * 100) + "%";
    }
}
