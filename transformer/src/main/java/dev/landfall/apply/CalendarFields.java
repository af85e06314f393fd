package dev.landfall.apply;

import java.time.LocalDate;

/** Dates and times of MariaDB's binary protocol as PostgreSQL counts them: in days and microseconds since 2000. Stateless. */
final class CalendarFields {
    private static final int EPOCH_DAY_2000 = (int) LocalDate.of(2000, 1, 1).toEpochDay();
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    /** Before the first of each month, in a year that begins in March. */
    private static final int[] DAYS_BEFORE = {306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275};
    /** From 0000-03-01 to 1970-01-01. */
    private static final int DAYS_TO_1970 = 719_468;

    private static final int DAYS_IN_400_YEARS = 146_097;
    private static final int WITH_TIME = 7;
    private static final int WITH_FRACTION = 11;

    private CalendarFields() {}

    /** Whether the cell's date is one of the calendar, from the year 1 on. */
    static boolean isDay(byte[] bytes, int at, int length) {
        if (length == 0) {
            return false;
        }
        int year = year(bytes, at);
        int month = bytes[at + 2];
        int day = bytes[at + 3];
        if (year < 1 || month < 1 || month > 12 || day < 1) {
            return false;
        }
        return day <= DAYS[month - 1] || day == 29 && month == 2 && isLeap(year);
    }

    private static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    private static int year(byte[] bytes, int at) {
        return Byte.toUnsignedInt(bytes[at]) | Byte.toUnsignedInt(bytes[at + 1]) << 8;
    }

    /** @param at where a date begins for which {@link #isDay} holds */
    static int daysSince2000(byte[] bytes, int at) {
        int month = bytes[at + 2];
        int year = year(bytes, at) - (month <= 2 ? 1 : 0);
        int ofEra = year % 400;
        int ofYear = DAYS_BEFORE[month - 1] + bytes[at + 3] - 1;
        int days = year / 400 * DAYS_IN_400_YEARS + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear;
        return days - DAYS_TO_1970 - EPOCH_DAY_2000;
    }

    static long microsSince2000(byte[] bytes, int at, int length) {
        long seconds = daysSince2000(bytes, at) * 86_400L;
        if (length >= WITH_TIME) {
            seconds += bytes[at + 4] * 3_600 + bytes[at + 5] * 60 + bytes[at + 6];
        }
        return seconds * MICROS_PER_SECOND + (length >= WITH_FRACTION ? number(bytes, at + 7) : 0);
    }

    /** Of a TIME: sign, days, hour, minute, second, fraction. */
    static long micros(byte[] bytes, int at, int length) {
        if (length == 0) {
            return 0;
        }
        long seconds = number(bytes, at + 1) * 86_400 + bytes[at + 5] * 3_600 + bytes[at + 6] * 60 + bytes[at + 7];
        long micros = seconds * MICROS_PER_SECOND + (length > 8 ? number(bytes, at + 8) : 0);
        return bytes[at] == 1 ? -micros : micros;
    }

    private static long number(byte[] bytes, int at) {
        return Byte.toUnsignedLong(bytes[at])
                | Byte.toUnsignedLong(bytes[at + 1]) << 8
                | Byte.toUnsignedLong(bytes[at + 2]) << 16
                | Byte.toUnsignedLong(bytes[at + 3]) << 24;
    }
}
