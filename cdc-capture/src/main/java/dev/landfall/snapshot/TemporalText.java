package dev.landfall.snapshot;

import dev.landfall.event.ZeroDate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** Dates and times in MariaDB's text form; the driver's own conversions turn zero dates into null. */
final class TemporalText {
    private TemporalText() {}

    /** {@code 2024-01-31}: a {@link LocalDate} or a {@link ZeroDate}. */
    static Object date(String text) {
        try {
            return localDate(text);
        } catch (DateTimeException e) {
            return new ZeroDate(text);
        }
    }

    /** {@code 2024-01-31 23:59:59.999999}: a {@link LocalDateTime} or a {@link ZeroDate}. */
    static Object dateTime(String text) {
        try {
            return localDateTime(text);
        } catch (DateTimeException e) {
            return new ZeroDate(text);
        }
    }

    /** As {@link #dateTime}, read as UTC: an {@link java.time.Instant} or a {@link ZeroDate}. */
    static Object timestamp(String text) {
        try {
            return localDateTime(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return new ZeroDate(text);
        }
    }

    /** {@code -838:59:59.999999}. */
    static Object time(String text) {
        boolean negative = text.startsWith("-");
        int hoursAt = negative ? 1 : 0;
        int colon = text.indexOf(':');
        int hours = number(text, hoursAt, colon);
        int minutes = number(text, colon + 1, colon + 3);
        int seconds = number(text, colon + 4, colon + 6);
        Duration span = Duration.ofSeconds(hours * 3_600L + minutes * 60L + seconds, nanos(text, colon + 6));
        return negative ? span.negated() : span;
    }

    private static LocalDate localDate(String text) {
        return LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
    }

    private static LocalDateTime localDateTime(String text) {
        LocalTime time = text.length() < 19
                ? LocalTime.MIDNIGHT
                : LocalTime.of(number(text, 11, 13), number(text, 14, 16), number(text, 17, 19), nanos(text, 19));
        return LocalDateTime.of(localDate(text), time);
    }

    /** The fraction that starts with a point at {@code at}, if there is one. */
    private static int nanos(String text, int at) {
        int nanos = 0;
        int digits = 0;
        for (int i = at + 1; i < text.length() && digits < 9; i++, digits++) {
            nanos = nanos * 10 + (text.charAt(i) - '0');
        }
        for (; digits < 9; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
