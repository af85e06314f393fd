package dev.landfall.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.event.ZeroDate;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class TemporalFieldsTest {
    private static final byte[] NOTHING = {};

    @Test
    void whatIsNotSentIsZero() {
        assertThat(TemporalFields.date(day(50, 1, 1), 0, 4)).isEqualTo(LocalDate.of(50, 1, 1));
        assertThat(TemporalFields.dateTime(day(9999, 12, 31), 0, 4, 6))
                .isEqualTo(LocalDateTime.of(9999, 12, 31, 0, 0, 0));
        assertThat(TemporalFields.dateTime(moment(2001, 2, 3, 4, 5, 6, 0), 0, 7, 6))
                .isEqualTo(LocalDateTime.of(2001, 2, 3, 4, 5, 6));
        assertThat(TemporalFields.time(NOTHING, 0, 0)).isEqualTo(Duration.ZERO);
    }

    @Test
    void fractionsKeepEveryDigit() {
        assertThat(TemporalFields.dateTime(moment(9999, 12, 31, 23, 59, 59, 999_999), 0, 11, 6))
                .isEqualTo(LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000));
        assertThat(TemporalFields.dateTime(moment(2001, 2, 3, 4, 5, 6, 1), 0, 11, 6))
                .isEqualTo(LocalDateTime.of(2001, 2, 3, 4, 5, 6, 1_000));
    }

    @Test
    void timestampsAreUtc() {
        assertThat(TemporalFields.timestamp(moment(2038, 1, 19, 3, 14, 7, 0), 0, 7, 0))
                .isEqualTo(Instant.parse("2038-01-19T03:14:07Z"));
    }

    @Test
    void aDateOfNoCalendarIsKeptApart() {
        assertThat(TemporalFields.date(NOTHING, 0, 0)).isEqualTo(new ZeroDate("0000-00-00"));
        assertThat(TemporalFields.date(day(2024, 0, 10), 0, 4)).isEqualTo(new ZeroDate("2024-00-10"));
        assertThat(TemporalFields.date(day(2024, 2, 31), 0, 4)).isEqualTo(new ZeroDate("2024-02-31"));
        assertThat(TemporalFields.dateTime(NOTHING, 0, 0, 3)).isEqualTo(new ZeroDate("0000-00-00 00:00:00.000"));
        assertThat(TemporalFields.dateTime(moment(2024, 1, 0, 1, 2, 3, 4_000), 0, 11, 3))
                .isEqualTo(new ZeroDate("2024-01-00 01:02:03.004"));
        assertThat(TemporalFields.timestamp(NOTHING, 0, 0, 0)).isEqualTo(new ZeroDate("0000-00-00 00:00:00"));
    }

    @Test
    void timesGoBeyondADayAndBelowZero() {
        Duration longest = Duration.ofHours(838).plusMinutes(59).plusSeconds(59).plusNanos(999_999_000);

        assertThat(TemporalFields.time(time(0, 34, 22, 59, 59, 999_999), 0, 12)).isEqualTo(longest);
        assertThat(TemporalFields.time(time(1, 34, 22, 59, 59, 999_999), 0, 12)).isEqualTo(longest.negated());
        assertThat(TemporalFields.time(time(1, 0, 0, 0, 0, 1), 0, 12)).isEqualTo(Duration.ofNanos(-1_000));
        assertThat(TemporalFields.time(time(0, 0, 12, 30, 0, 0), 0, 8)).isEqualTo(Duration.ofMinutes(750));
    }

    private static byte[] day(int year, int month, int day) {
        return new byte[] {(byte) year, (byte) (year >> 8), (byte) month, (byte) day};
    }

    private static byte[] moment(int year, int month, int day, int hour, int minute, int second, int micros) {
        return ByteBuffer.allocate(11)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(day(year, month, day))
                .put((byte) hour)
                .put((byte) minute)
                .put((byte) second)
                .putInt(micros)
                .array();
    }

    private static byte[] time(int sign, int days, int hour, int minute, int second, int micros) {
        return ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) sign)
                .putInt(days)
                .put((byte) hour)
                .put((byte) minute)
                .put((byte) second)
                .putInt(micros)
                .array();
    }
}
