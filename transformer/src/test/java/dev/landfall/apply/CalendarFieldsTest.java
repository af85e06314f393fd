package dev.landfall.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class CalendarFieldsTest {
    private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);

    @Test
    void everyDayOfTheCalendarIsCountedAsJavaCountsIt() {
        LocalDate last = LocalDate.of(9999, 12, 31);
        for (LocalDate day = LocalDate.of(1, 1, 1); !day.isAfter(last); day = day.plusDays(1)) {
            byte[] bytes = fields(day.getYear(), day.getMonthValue(), day.getDayOfMonth());

            if (!CalendarFields.isDay(bytes, 0, 4)
                    || CalendarFields.daysSince2000(bytes, 0) != ChronoUnit.DAYS.between(EPOCH, day)) {
                assertThat(CalendarFields.daysSince2000(bytes, 0))
                        .as(day.toString())
                        .isEqualTo(-1);
            }
        }
    }

    @Test
    void whatIsNoDayIsLeftAlone() {
        assertThat(CalendarFields.isDay(new byte[0], 0, 0)).isFalse();
        for (int year : new int[] {0, 1900, 2000, 2023, 2024}) {
            for (int month = 0; month <= 13; month++) {
                for (int day = 0; day <= 32; day++) {
                    assertThat(CalendarFields.isDay(fields(year, month, day), 0, 4))
                            .as("%d-%d-%d", year, month, day)
                            .isEqualTo(year > 0 && exists(year, month, day));
                }
            }
        }
    }

    @Test
    void timesReachBothEnds() {
        byte[] longest = {1, 34, 0, 0, 0, 22, 59, 59, 0x3F, 0x42, 0x0F, 0};

        assertThat(CalendarFields.micros(longest, 0, 12)).isEqualTo(-3_020_399_999_999L);
        assertThat(CalendarFields.micros(longest, 0, 8)).isEqualTo(-3_020_399_000_000L);
        assertThat(CalendarFields.micros(longest, 0, 0)).isZero();
        byte[] moment = {(byte) 0xD0, 7, 1, 2, 3, 4, 5, 6, 0, 0, 0};
        assertThat(CalendarFields.microsSince2000(moment, 0, 11)).isEqualTo(97_445_000_006L);
        assertThat(CalendarFields.microsSince2000(moment, 0, 7)).isEqualTo(97_445_000_000L);
        assertThat(CalendarFields.microsSince2000(moment, 0, 4)).isEqualTo(86_400_000_000L);
    }

    private static boolean exists(int year, int month, int day) {
        try {
            return LocalDate.of(year, month, day).getYear() == year;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static byte[] fields(int year, int month, int day) {
        return new byte[] {(byte) year, (byte) (year >> 8), (byte) month, (byte) day};
    }
}
