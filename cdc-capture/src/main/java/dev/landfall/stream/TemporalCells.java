package dev.landfall.stream;

import dev.landfall.event.ZeroDate;
import dev.landfall.wire.LittleEndian;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.Locale;

/**
 * Dates and times in the storage format of MariaDB 10.1 and later. Read from the raw bytes, because the binary log client
 * turns {@code 0000-00-00} and its kin into null, which would make them the same as SQL NULL.
 */
final class TemporalCells {
    /** DATETIME and TIME keep a sign by an offset of half their range. */
    private static final long DATE_TIME_OFFSET = 0x80_0000_0000L;

    private static final int TIME_OFFSET = 0x80_0000;
    private static final int DATE_TIME_BYTES = 5;
    private static final int TIME_BYTES = 3;
    private static final int TIMESTAMP_BYTES = 4;

    private TemporalCells() {}

    /** Three bytes, little-endian: day, month, year. */
    static Object date(byte[] row, int offset, int length) {
        int value = (int) LittleEndian.unsigned(row, offset, length);
        int day = value & 31;
        int month = value >> 5 & 15;
        int year = value >> 9;
        return onCalendar(year, month, day)
                ? LocalDate.of(year, month, day)
                : new ZeroDate(text("%04d-%02d-%02d", year, month, day));
    }

    static Object dateTime(byte[] row, int offset, int length, int fractionalDigits) {
        long value = bigEndian(row, offset, DATE_TIME_BYTES) - DATE_TIME_OFFSET;
        int date = (int) (value >> 17);
        int year = (date >> 5) / 13;
        int month = (date >> 5) % 13;
        int day = date & 31;
        int hour = (int) (value >> 12 & 31);
        int minute = (int) (value >> 6 & 63);
        int second = (int) (value & 63);
        int micros = micros(row, offset + DATE_TIME_BYTES, length - DATE_TIME_BYTES);
        if (onCalendar(year, month, day)) {
            return LocalDateTime.of(LocalDate.of(year, month, day), LocalTime.of(hour, minute, second, micros * 1_000));
        }
        return new ZeroDate(text("%04d-%02d-%02d %02d:%02d:%02d", year, month, day, hour, minute, second)
                + fraction(micros, fractionalDigits));
    }

    /** Seconds since 1970, unsigned; TIMESTAMP cannot hold 1970-01-01 00:00:00, so 0 stands for the zero date. */
    static Object timestamp(byte[] row, int offset, int length, int fractionalDigits) {
        long seconds = bigEndian(row, offset, TIMESTAMP_BYTES);
        int micros = micros(row, offset + TIMESTAMP_BYTES, length - TIMESTAMP_BYTES);
        if (seconds == 0 && micros == 0) {
            return new ZeroDate("0000-00-00 00:00:00" + fraction(0, fractionalDigits));
        }
        return Instant.ofEpochSecond(seconds, micros * 1_000L);
    }

    /** A negative value is stored as the complement of whole and fraction together, so that bytes sort like values. */
    static Duration time(byte[] row, int offset, int length) {
        int fractionBytes = length - TIME_BYTES;
        long whole = bigEndian(row, offset, TIME_BYTES) - TIME_OFFSET;
        long fractionUnits = bigEndian(row, offset + TIME_BYTES, fractionBytes);
        if (whole < 0 && fractionUnits != 0) {
            whole++;
            fractionUnits -= 1L << fractionBytes * Byte.SIZE;
        }
        long magnitude = Math.abs(whole);
        long seconds = (magnitude >> 12 & 1023) * 3_600 + (magnitude >> 6 & 63) * 60 + (magnitude & 63);
        long micros = Math.abs(fractionUnits) * microsPerUnit(fractionBytes);
        boolean negative = whole < 0 || fractionUnits < 0;
        Duration span = Duration.ofSeconds(seconds, micros * 1_000);
        return negative ? span.negated() : span;
    }

    private static boolean onCalendar(int year, int month, int day) {
        return month > 0
                && month <= 12
                && day > 0
                && day <= YearMonth.of(year, month).lengthOfMonth();
    }

    private static int micros(byte[] row, int offset, int length) {
        return (int) bigEndian(row, offset, length) * microsPerUnit(length);
    }

    /** A fraction takes a byte per two digits. */
    private static int microsPerUnit(int fractionBytes) {
        return switch (fractionBytes) {
            case 0 -> 0;
            case 1 -> 10_000;
            case 2 -> 100;
            default -> 1;
        };
    }

    private static long bigEndian(byte[] row, int offset, int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | Byte.toUnsignedLong(row[offset + i]);
        }
        return value;
    }

    private static String fraction(int micros, int digits) {
        return digits == 0 ? "" : "." + text("%06d", micros).substring(0, digits);
    }

    private static String text(String format, Object... numbers) {
        return String.format(Locale.ROOT, format, numbers);
    }
}
