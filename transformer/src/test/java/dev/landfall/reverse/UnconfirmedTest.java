package dev.landfall.reverse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnconfirmedTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aCommitIsConfirmedWhenItIsOldEnough() {
        Unconfirmed unconfirmed = new Unconfirmed(Duration.ofSeconds(10));

        unconfirmed.committed(7, 0);

        assertThat(unconfirmed.due(9 * SECOND)).isZero();
        assertThat(unconfirmed.due(10 * SECOND)).isEqualTo(7);
        assertThat(unconfirmed.due(11 * SECOND)).isZero();
    }

    @Test
    void theLastOfManyIsConfirmedThoughNothingFollowsIt() {
        Unconfirmed unconfirmed = new Unconfirmed(Duration.ofSeconds(10));

        unconfirmed.committed(7, 0);
        unconfirmed.committed(8, SECOND);
        unconfirmed.committed(9, 2 * SECOND);

        assertThat(unconfirmed.due(10 * SECOND)).isEqualTo(7);
        assertThat(unconfirmed.due(11 * SECOND)).isZero();
        assertThat(unconfirmed.due(12 * SECOND)).isEqualTo(9);
        assertThat(unconfirmed.due(60 * SECOND)).isZero();
    }

    @Test
    void whatNoCrashUndoesIsConfirmedAtOnce() {
        Unconfirmed unconfirmed = new Unconfirmed(Duration.ZERO);

        unconfirmed.committed(7, 0);
        unconfirmed.committed(8, 0);

        assertThat(unconfirmed.due(0)).isEqualTo(8);
    }
}
