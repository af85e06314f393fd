package dev.landfall.output;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Numbers as people read them. */
final class Figures {
    private static final List<String> BYTE_UNITS = List.of("kB", "MB", "GB", "TB", "PB");

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
        if (bytes < 1_000) {
            return bytes + " B";
        }
        double value = bytes / 1_000.0;
        int unit = 0;
        while (value >= 999.95 && unit < BYTE_UNITS.size() - 1) {
            value /= 1_000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, BYTE_UNITS.get(unit));
    }

    /** Two or three figures: {@code 850ms}, {@code 12.3s}, {@code 30s}, {@code 1m 12s}, {@code 2h 05m}, {@code 3d 04h}. */
    static String duration(Duration duration) {
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

    /** {@code 51,200}, {@code 3.5}: a decimal only where it says something. */
    static String rate(double perSecond) {
        return perSecond < 10 ? String.format(Locale.ROOT, "%.1f", perSecond) : count(Math.round(perSecond));
    }

    static String percent(double share) {
        return (int) (share * 100) + "%";
    }

    private static String pair(long seconds, long large, String largeUnit, long small, String smallUnit) {
        return String.format(
                Locale.ROOT, "%d%s %02d%s", seconds / large, largeUnit, seconds % large / small, smallUnit);
    }
}
