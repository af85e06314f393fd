package dev.landfall.reverse;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Intervals of PostgreSQL, in its own style, as MariaDB's TIME. */
final class Spans {
    private static final Pattern TEXT =
            Pattern.compile("(?:(-?\\d+) days? ?)?(?:([-+]?)(\\d+):(\\d\\d):(\\d\\d)(?:\\.(\\d{1,6}))?)?");
    private static final long MICROS = 1_000_000;
    private static final long MAX = (838 * 3_600L + 59 * 60 + 59) * MICROS + 999_999;

    private Spans() {}

    /** A day has 24 hours. @throws UnholdableValueException for months and years, and beyond 838 hours */
    static String mariaDb(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            throw new UnholdableValueException("the interval " + text + " has no fixed number of hours");
        }
        long micros =
                matcher.group(1) == null ? 0 : Math.multiplyExact(Long.parseLong(matcher.group(1)), 86_400 * MICROS);
        if (matcher.group(3) != null) {
            long clock = (Long.parseLong(matcher.group(3)) * 3_600
                                    + Long.parseLong(matcher.group(4)) * 60
                                    + Long.parseLong(matcher.group(5)))
                            * MICROS
                    + fraction(matcher.group(6));
            micros += "-".equals(matcher.group(2)) ? -clock : clock;
        }
        if (Math.abs(micros) > MAX) {
            throw new UnholdableValueException("the interval " + text + " is longer than MariaDB's 838:59:59.999999");
        }
        long size = Math.abs(micros);
        long seconds = size / MICROS;
        return String.format(
                Locale.ROOT,
                "%s%d:%02d:%02d.%06d",
                micros < 0 ? "-" : "",
                seconds / 3_600,
                seconds / 60 % 60,
                seconds % 60,
                size % MICROS);
    }

    private static long fraction(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Long.parseLong((digits + "000000").substring(0, 6));
    }
}
