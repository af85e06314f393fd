package dev.landfall.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.event.ZeroDate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemporalCellsTest {
    @ParameterizedTest
    @CsvSource({
        "800000, PT0S",
        "B46EFB, PT838H59M59S",
        "4B9105, PT-838H-59M-59S",
        "7FFFFFFFFFFF, PT-0.000001S",
        "7FFFFF0000 00, PT-1S",
        "8000000F423F, PT0.999999S",
        "B46EFB0F423F, PT838H59M59.999999S",
        "4B9104F0BDC1, PT-838H-59M-59.999999S",
        "7FFFFEA6, PT-1.9S",
    })
    void timesAreSpansOfEitherSign(String bytes, Duration expected) {
        byte[] row = bytes(bytes);

        assertThat(TemporalCells.time(row, 0, row.length)).isEqualTo(expected);
    }

    @Test
    void aTimestampGoesBeyond2038() {
        byte[] row = bytes("FFFFFFFF");

        assertThat(TemporalCells.timestamp(row, 0, 4, 0)).isEqualTo(Instant.parse("2106-02-07T06:28:15Z"));
    }

    @Test
    void zeroIsNoMoment() {
        assertThat(TemporalCells.timestamp(new byte[4], 0, 4, 0)).isEqualTo(new ZeroDate("0000-00-00 00:00:00"));
        assertThat(TemporalCells.timestamp(new byte[6], 0, 6, 3)).isEqualTo(new ZeroDate("0000-00-00 00:00:00.000"));
    }

    @ParameterizedTest
    @CsvSource({"0000-00-00", "2024-00-10", "2024-10-00", "2023-02-29", "2024-04-31", "2024-13-01"})
    void whatNoCalendarHasKeepsItsText(String text) {
        assertThat(date(text)).isEqualTo(new ZeroDate(text));
    }

    @ParameterizedTest
    @CsvSource({"0001-01-01", "0050-02-28", "2024-02-29", "9999-12-31"})
    void everyOtherDateIsADate(String text) {
        assertThat(date(text)).isEqualTo(LocalDate.parse(text));
    }

    private static Object date(String text) {
        int year = Integer.parseInt(text, 0, 4, 10);
        int month = Integer.parseInt(text, 5, 7, 10);
        int day = Integer.parseInt(text, 8, 10, 10);
        int packed = year << 9 | month << 5 | day;
        return TemporalCells.date(new byte[] {(byte) packed, (byte) (packed >> 8), (byte) (packed >> 16)}, 0, 3);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
