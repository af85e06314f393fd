package dev.landfall.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
    private long nanos = -5;
    private final Pace pace = new Pace(() -> nanos);

    @ParameterizedTest
    @CsvSource({"1000, 7", "1000, 50", "50000, 2600", "20000000, 131072", "100000000, 131072"})
    void overTenSecondsTheLimitIsKeptWithinATenth(long perSecond, long portion) {
        // Given
        pace.rate(OptionalLong.of(perSecond));
        long end = nanos + Duration.ofSeconds(10).toNanos();
        long sent = 0;

        // When
        while (nanos < end) {
            pace.spend(portion);
            sent += portion;
            nanos += pace.waitNanos();
        }

        // Then
        assertThat((double) sent).isBetween(9.0 * perSecond, 11.0 * perSecond);
    }

    @Test
    void anIdleHourIsNotCaughtUpWith() {
        // Given
        pace.rate(OptionalLong.of(1_000));
        nanos += Duration.ofHours(1).toNanos();

        // When
        pace.spend(1_100);

        // Then
        assertThat(Duration.ofNanos(pace.waitNanos())).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aHigherRateShortensTheWaitThatIsUnderWay() {
        // Given
        pace.rate(OptionalLong.of(10));
        pace.spend(1_000);
        assertThat(Duration.ofNanos(pace.waitNanos())).isEqualTo(Duration.ofSeconds(100));

        // When
        pace.rate(OptionalLong.of(1_000));

        // Then
        assertThat(Duration.ofNanos(pace.waitNanos())).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void withoutARateNothingIsOwed() {
        // Given
        pace.rate(OptionalLong.of(1));
        pace.spend(1_000_000);

        // When
        pace.rate(OptionalLong.empty());
        pace.spend(1_000_000);

        // Then
        assertThat(pace.waitNanos()).isZero();
        pace.rate(OptionalLong.of(1));
        assertThat(pace.waitNanos()).isZero();
    }
}
