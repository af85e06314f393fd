package dev.landfall.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadViewAdviceTest {
    @Test
    void aYoungViewOfAQuietSourceIsFine() {
        assertThat(ReadViewAdvice.of(Duration.ofMinutes(60), 5_000_000, 6_000_000))
                .isEmpty();
    }

    @Test
    void aGrownHistoryListOrAnOldViewIsNot() {
        assertThat(ReadViewAdvice.of(Duration.ofMinutes(10), 100, 1_000_101).orElseThrow())
                .startsWith("The snapshot's read view is 10m 00s old, and the source's history list is 1,000,101 long"
                        + " (100 when the copy began)")
                .contains("More workers do");
        assertThat(ReadViewAdvice.of(Duration.ofMinutes(61), 100, 100)).isPresent();
    }
}
