package dev.landfall.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MediansTest {
    @Test
    void theMiddleOneWhateverTheirOrder() {
        assertThat(Medians.median(List.of(Duration.ofSeconds(9), Duration.ofSeconds(1), Duration.ofSeconds(2))))
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void halfwayBetweenTheTwoInTheMiddle() {
        assertThat(Medians.median(List.of(Duration.ofSeconds(4), Duration.ofSeconds(1))))
                .isEqualTo(Duration.ofMillis(2_500));
    }

    @Test
    void nothingHasNone() {
        assertThatThrownBy(() -> Medians.median(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void partsKeepTheirOrderAndHaveAMedianEach() {
        assertThat(Medians.parts(List.of(
                        List.of(part("read", 5), part("load", 1)),
                        List.of(part("read", 7), part("load", 2)),
                        List.of(part("read", 6), part("load", 9), part("align", 3)))))
                .containsExactly(part("read", 6), part("load", 2), part("align", 3));
    }

    private static Part part(String name, long seconds) {
        return new Part(name, Duration.ofSeconds(seconds));
    }

    @Test
    void aPercentileIsOneOfTheDurations() {
        List<Duration> hundred =
                IntStream.rangeClosed(1, 100).mapToObj(Duration::ofMillis).toList();

        assertThat(Medians.percentile(hundred, 50)).isEqualTo(Duration.ofMillis(50));
        assertThat(Medians.percentile(hundred, 99)).isEqualTo(Duration.ofMillis(99));
        assertThat(Medians.percentile(hundred, 100)).isEqualTo(Duration.ofMillis(100));
        assertThat(Medians.percentile(List.of(Duration.ofMillis(7)), 50)).isEqualTo(Duration.ofMillis(7));
        assertThatThrownBy(() -> Medians.percentile(List.of(), 50)).isInstanceOf(IllegalArgumentException.class);
    }
}
