package dev.landfall.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.event.ZeroDate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemporalTextTest {
    @Test
    void datesKeepTheirYear() {
        assertThat(TemporalText.date("0050-01-01")).isEqualTo(LocalDate.of(50, 1, 1));
        assertThat(TemporalText.date("9999-12-31")).isEqualTo(LocalDate.of(9999, 12, 31));
    }

    @Test
    void fractionsKeepEveryDigit() {
        assertThat(TemporalText.dateTime("9999-12-31 23:59:59.999999"))
                .isEqualTo(LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000));
        assertThat(TemporalText.dateTime("2001-02-03 04:05:06.7"))
                .isEqualTo(LocalDateTime.of(2001, 2, 3, 4, 5, 6, 700_000_000));
    }

    @Test
    void timestampsAreUtc() {
        assertThat(TemporalText.timestamp("2038-01-19 03:14:07")).isEqualTo(Instant.parse("2038-01-19T03:14:07Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-00-00", "2024-00-10", "2024-02-31", "2024-01-00"})
    void aDateOfNoCalendarIsKeptApart(String text) {
        assertThat(TemporalText.date(text)).isEqualTo(new ZeroDate(text));
        assertThat(TemporalText.dateTime(text + " 00:00:00")).isEqualTo(new ZeroDate(text + " 00:00:00"));
        assertThat(TemporalText.timestamp(text + " 00:00:00")).isEqualTo(new ZeroDate(text + " 00:00:00"));
    }

    @Test
    void timesGoBeyondADayAndBelowZero() {
        Duration longest = Duration.ofHours(838).plusMinutes(59).plusSeconds(59).plusNanos(999_999_000);

        assertThat(TemporalText.time("838:59:59.999999")).isEqualTo(longest);
        assertThat(TemporalText.time("-838:59:59.999999")).isEqualTo(longest.negated());
        assertThat(TemporalText.time("-00:00:00.000001")).isEqualTo(Duration.ofNanos(-1_000));
        assertThat(TemporalText.time("12:30:00")).isEqualTo(Duration.ofMinutes(750));
    }
}
