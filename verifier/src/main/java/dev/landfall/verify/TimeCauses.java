package dev.landfall.verify;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Tells in which way a date with a time, or a span of time, has become another. Stateless. */
final class TimeCauses {
    private static final int MOST_DIGITS = 6;
    private static final long QUARTER_SECONDS = 900;
    /** Zones reach from -12 to +14 hours; one of the two is UTC, or near it, where data is shifted by mistake. */
    private static final Duration FARTHEST = Duration.ofHours(14);

    private static final Duration ONE_DAY = Duration.ofDays(1);
    private static final String MIDNIGHT = " 00:00:00";

    private TimeCauses() {}

    /** @param source as {@code 2024-01-01} */
    static Cause ofDates(String source, String target) {
        return ofMoments(source + MIDNIGHT, target + MIDNIGHT);
    }

    /** @param source as {@code 2024-01-01 00:00:00.5} */
    static Cause ofMoments(String source, String target) {
        Optional<LocalDateTime> before = parse(source);
        Optional<LocalDateTime> after = parse(target);
        if (before.isEmpty() || after.isEmpty()) {
            return Cause.OTHER;
        }
        Duration shift = Duration.between(before.get(), after.get());
        if (shift.getNano() == 0
                && shift.getSeconds() % QUARTER_SECONDS == 0
                && shift.abs().compareTo(FARTHEST) <= 0) {
            return Cause.TIME_ZONE;
        }
        if (after.get().equals(before.get().toLocalDate().atStartOfDay())) {
            return Cause.TRUNCATED;
        }
        if (before.get().toLocalTime().equals(after.get().toLocalTime())) {
            boolean midnight = before.get().toLocalTime().equals(LocalTime.MIDNIGHT);
            return !midnight || shift.abs().equals(ONE_DAY) ? Cause.WHOLE_DAYS : Cause.OTHER;
        }
        BigDecimal fraction = BigDecimal.valueOf(before.get().getNano(), 9);
        BigDecimal moved =
                fraction.add(BigDecimal.valueOf(shift.getSeconds()).add(BigDecimal.valueOf(shift.getNano(), 9)));
        return NumberCauses.isCut(fraction, moved, MOST_DIGITS) ? Cause.FRACTION : Cause.OTHER;
    }

    /** @param source microseconds */
    static Cause ofSpans(String source, String target) {
        try {
            return NumberCauses.isCut(
                            new BigDecimal(source).movePointLeft(MOST_DIGITS),
                            new BigDecimal(target).movePointLeft(MOST_DIGITS),
                            MOST_DIGITS)
                    ? Cause.FRACTION
                    : Cause.OTHER;
        } catch (NumberFormatException e) {
            // PostgreSQL's intervals may have months.
            return Cause.OTHER;
        }
    }

    /** Empty for what is no date of the calendar, or beyond it. */
    private static Optional<LocalDateTime> parse(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text.replace(' ', 'T')));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
