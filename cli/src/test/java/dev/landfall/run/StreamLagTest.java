package dev.landfall.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StreamLagTest {
    @Test
    void whatIsNotKnownCountsAsBehind() {
        StreamLag lag = new StreamLag(0, 0, 0L).orMore(Duration.ofSeconds(7));

        assertThat(lag.isCaughtUp()).isFalse();
        assertThat(lag.millis()).isEqualTo(7_000);
        assertThat(new StreamLag(3, 9_000, null).orMore(Duration.ofSeconds(7)).millis())
                .isEqualTo(9_000);
    }
}
