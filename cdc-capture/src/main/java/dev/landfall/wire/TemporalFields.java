package dev.landfall.wire;

import dev.landfall.event.ZeroDate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/** Dates and times of the binary protocol: year (2 bytes), month, day, hour, minute, second, microseconds (4), as far as sent. */
final class TemporalFields {
    private static final int WITH_FRACTION = 11;
    private static final int WITH_TIME = 7;

    private TemporalFields() {}

    /** A {@link LocalDate} or a {@link ZeroDate}. */
    static Object date(byte[] bytes, int offset, int length) {
        int year = length == 0 ? 0 : (int) LittleEndian.unsigned(bytes, offset, 2);
        int month = length == 0 ? 0 : bytes[offset + 2];
        int day = length == 0 ? 0 : bytes[offset + 3];
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException e) {
            return new ZeroDate(String.format(Locale.ROOT, "%04d-%02d-%02d", year, month, day));
        }
    }

    /** A {@link LocalDateTime} or a {@link ZeroDate}. */
    static Object dateTime(byte[] bytes, int offset, int length, int fractionalDigits) {
        Object date = date(bytes, offset, length);
        int hour = length < WITH_TIME ? 0 : bytes[offset + 4];
        int minute = length < WITH_TIME ? 0 : bytes[offset + 5];
        int second = length < WITH_TIME ? 0 : bytes[offset + 6];
        long micros = length < WITH_FRACTION ? 0 : LittleEndian.unsigned(bytes, offset + 7, 4);
        if (date instanceof LocalDate day) {
            return day.atTime(hour, minute, second, (int) micros * 1_000);
        }
        String fraction = fractionalDigits == 0
                ? ""
                : String.format(Locale.ROOT, ".%06d", micros).substring(0, 1 + fractionalDigits);
        return new ZeroDate(((ZeroDate) date).text()
                + String.format(Locale.ROOT, " %02d:%02d:%02d", hour, minute, second)
                + fraction);
    }

    /** As {@link #dateTime}, read as UTC: an {@link java.time.Instant} or a {@link ZeroDate}. */
    static Object timestamp(byte[] bytes, int offset, int length, int fractionalDigits) {
        Object value = dateTime(bytes, offset, length, fractionalDigits);
        return value instanceof LocalDateTime dateTime ? dateTime.toInstant(ZoneOffset.UTC) : value;
    }

    /** Sign (1 byte), days (4), hour, minute, second, microseconds (4). */
    static Duration time(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return Duration.ZERO;
        }
        long hours = LittleEndian.unsigned(bytes, offset + 1, 4) * 24 + bytes[offset + 5];
        long micros = length == 8 ? 0 : LittleEndian.unsigned(bytes, offset + 8, 4);
        Duration span = Duration.ofSeconds(hours * 3_600 + bytes[offset + 6] * 60L + bytes[offset + 7], micros * 1_000);
        return bytes[offset] == 1 ? span.negated() : span;
    }
}
