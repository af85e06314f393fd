package dev.landfall.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class ContentionTest {
    private long now;

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "55P03"})
    void othersAreGivenAMinuteHoweverOftenThatIsTried(String state) {
        Contention contention = new Contention(() -> now);
        SQLException failure = refusal("somebody else", state);

        for (int i = 0; i < 1_000; i++) {
            assertThat(contention.isWorthAnotherTry(failure)).isTrue();
        }
        now = Duration.ofSeconds(59).toNanos();
        assertThat(contention.isWorthAnotherTry(failure)).isTrue();
        now = Duration.ofSeconds(60).toNanos();
        assertThat(contention.isWorthAnotherTry(failure)).isFalse();
    }

    @Test
    void aRowThatIsToBlameIsNotTriedAgain() {
        Contention contention = new Contention(() -> now);

        assertThat(contention.isWorthAnotherTry(refusal("duplicate key", "23505")))
                .isFalse();
        assertThat(contention.isWorthAnotherTry(new SQLException("no state"))).isFalse();
    }

    /** It has taken the read view with it, and the same again would read something else. */
    @Test
    void aDeadlockOnTheSourceIsNone() {
        assertThat(Contention.is(new SQLException("Deadlock found when trying to get lock", "40001", 1213)))
                .isFalse();
    }

    private static PSQLException refusal(String text, String state) {
        return new PSQLException(new ServerErrorMessage("SERROR\0C" + state + "\0M" + text + "\0"));
    }
}
