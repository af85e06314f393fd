package dev.landfall.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CatchUpTest {
    private long nanos;
    private final CatchUp catchUp = new CatchUp(() -> nanos);

    @Test
    void aLagThatShrinksEnds() {
        assertThat(catchUp.eta(1_000L)).isNull();
        pass(20);
        assertThat(catchUp.eta(800L)).isEqualTo(Duration.ofSeconds(80));
    }

    @Test
    void aLagThatGrowsDoesNot() {
        catchUp.eta(1_000L);
        pass(20);
        assertThat(catchUp.eta(1_000L)).isNull();
        pass(20);
        assertThat(catchUp.eta(1_200L)).isNull();
    }

    @Test
    void tooLittleTimeSaysNothing() {
        catchUp.eta(1_000L);
        pass(10);
        assertThat(catchUp.eta(10L)).isNull();
    }

    @Test
    void whatWasLongAgoDoesNotCount() {
        catchUp.eta(100L);
        pass(60);
        catchUp.eta(1_000L);
        pass(100);
        assertThat(catchUp.eta(500L)).isEqualTo(Duration.ofSeconds(100));
    }

    private void pass(int seconds) {
        nanos += Duration.ofSeconds(seconds).toNanos();
    }
}
