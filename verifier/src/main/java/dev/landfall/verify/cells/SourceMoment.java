package dev.landfall.verify.cells;

/**
 * MariaDB's dates and moments in the binary protocol: year (2 bytes), month, day, hour, minute, second (1 each) and
 * microseconds (4), of which trailing zeros are left out.
 */
final class SourceMoment {
    /** What is no date of the calendar; no moment of either server is as far away. */
    static final long NONE = Long.MIN_VALUE + 1;

    private static final int DATE_BYTES = 4;
    private static final int SECOND_BYTES = 7;
    private static final int FRACTION_BYTES = 11;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;
    private static final int DAYS_PER_ERA = 146_097;
    private static final int YEARS_PER_ERA = 400;
    /** From 0000-03-01 to 2000-01-01. */
    private static final long DAYS_TO_2000 = 730_425;

    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private SourceMoment() {}

    /** @return days since 2000-01-01, or {@link #NONE} */
    static long days(byte[] bytes, int offset, int length) {
        if (length < DATE_BYTES) {
            return NONE;
        }
        int year = (int) Bytes.littleEndian(bytes, offset, 2);
        int month = bytes[offset + 2];
        int day = bytes[offset + 3];
        return month < 1 || month > DAYS.length || day < 1 || day > days(year, month) ? NONE : days(year, month, day);
    }

    /** @return microseconds since 2000-01-01, or {@link #NONE} */
    static long micros(byte[] bytes, int offset, int length) {
        long days = days(bytes, offset, length);
        if (days == NONE || length == DATE_BYTES) {
            return days == NONE ? NONE : days * MICROS_PER_DAY;
        }
        long seconds = (bytes[offset + 4] * 60L + bytes[offset + 5]) * 60 + bytes[offset + 6];
        long fraction = length < FRACTION_BYTES
                ? 0
                : Bytes.littleEndian(bytes, offset + SECOND_BYTES, FRACTION_BYTES - SECOND_BYTES);
        return days * MICROS_PER_DAY + seconds * MICROS_PER_SECOND + fraction;
    }

    private static int days(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % YEARS_PER_ERA == 0);
        return month == 2 && leap ? 29 : DAYS[month - 1];
    }

    /** Years begin in March, so that the leap day is a year's last. */
    private static long days(int year, int month, int day) {
        int shifted = month > 2 ? year : year - 1;
        int era = Math.floorDiv(shifted, YEARS_PER_ERA);
        int yearOfEra = shifted - era * YEARS_PER_ERA;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365L + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return (long) era * DAYS_PER_ERA + dayOfEra - DAYS_TO_2000;
    }
}
