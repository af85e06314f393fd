package dev.landfall.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WalRateTest {
    private long nanos;
    private final WalRate rate = new WalRate(() -> nanos);

    @Test
    void thereIsNoRateOfOnePosition() {
        assertThat(rate.add(1_000)).isEqualTo(new Reading.Unreadable("measured first"));
    }

    @Test
    void itIsTheRateOfTheLastTenSeconds() {
        // Given: a hundred per second
        for (int second = 0; second <= 30; second++) {
            rate.add(second * 100);
            nanos += Duration.ofSeconds(1).toNanos();
        }

        // When: nothing for ten seconds
        Reading half = new Reading.Measured(-1);
        for (int second = 0; second < 5; second++) {
            half = rate.add(3_000);
            nanos += Duration.ofSeconds(1).toNanos();
        }
        Reading none = half;
        for (int second = 0; second < 10; second++) {
            none = rate.add(3_000);
            nanos += Duration.ofSeconds(1).toNanos();
        }

        // Then
        assertThat(half).isEqualTo(new Reading.Measured(50));
        assertThat(none).isEqualTo(new Reading.Measured(0));
    }
}
