package dev.landfall.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class OutageTest {
    private static final String AWAY = "";
    private static final SQLException CUT = new SQLException("An I/O error occurred", "08006");
    private static final SQLException SHUT_DOWN = new SQLException("terminating connection", "57P01");
    private static final MigrationException HELD =
            new MigrationException(FailureCode.ALREADY_RUNNING, "another process holds the role", "Wait.");

    private final AtomicBoolean stopRequested = new AtomicBoolean();
    private final Deque<String> answers = new ArrayDeque<>(List.of("monday"));
    private long now;

    @Test
    void whoeverComesBackWithinAMinuteIsGoneOnWith() throws Exception {
        Outage outage = outage();
        answers.addAll(List.of(AWAY, AWAY, AWAY, "monday"));

        assertThat(outage.isOver(CUT)).isTrue();
        assertThat(answers).isEmpty();
    }

    @Test
    void whoeverStaysAwayForAMinuteIsGivenUp() throws Exception {
        Outage outage = outage();
        for (int i = 0; i < 100; i++) {
            answers.add(AWAY);
        }

        assertThat(outage.isOver(CUT)).isFalse();
        assertThat(now)
                .isBetween(
                        Duration.ofSeconds(60).toNanos(), Duration.ofSeconds(66).toNanos());
    }

    @Test
    void outagesInQuickSuccessionHaveOneMinuteTogether() throws Exception {
        Outage outage = outage();
        boolean over = true;
        int survived = -1;
        while (over && survived < 100) {
            survived++;
            answers.addAll(List.of(AWAY, "monday"));
            now += Duration.ofSeconds(10).toNanos();
            over = outage.isOver(CUT);
        }
        assertThat(survived).isBetween(4, 6);
    }

    @Test
    void aMinuteOfCalmGivesAnotherMinute() throws Exception {
        Outage outage = outage();
        for (int i = 0; i < 100; i++) {
            answers.addAll(List.of(AWAY, AWAY, "monday"));
            now += Duration.ofSeconds(61).toNanos();
            assertThat(outage.isOver(CUT)).isTrue();
        }
    }

    @Test
    void aSessionThatAnAdministratorHasEndedStaysEnded() throws Exception {
        Outage outage = outage();
        answers.add("monday");

        assertThat(outage.isOver(SHUT_DOWN)).isFalse();
    }

    @Test
    void aServerThatWasRestartedIsGoneOnWith() throws Exception {
        Outage outage = outage();
        answers.addAll(List.of(AWAY, "tuesday"));

        assertThat(outage.isOver(SHUT_DOWN)).isTrue();
    }

    @Test
    void theRoleOfTheLostSessionIsWaitedForOnlyAfterAnOutage() throws Exception {
        Outage outage = outage();
        assertThat(outage.isOver(HELD)).isFalse();
        answers.addAll(List.of("monday", "monday"));

        assertThat(outage.isOver(CUT)).isTrue();
        assertThat(outage.isOver(HELD)).isTrue();
    }

    @Test
    void otherFailuresAreNotWaitedFor() throws Exception {
        Outage outage = outage();

        assertThat(outage.isOver(new SQLException("duplicate key", "23505"))).isFalse();
        assertThat(outage.isOver(new MigrationException(FailureCode.FENCED_OUT, "moved", "Look.")))
                .isFalse();
        assertThat(outage.isOver(new MigrationException(FailureCode.TARGET_FAILED, "moved", "Look.")))
                .isFalse();
    }

    @Test
    void aStopEndsTheWait() throws Exception {
        Outage outage = outage();
        stopRequested.set(true);

        assertThat(outage.isOver(CUT)).isFalse();
        assertThat(now).isZero();
    }

    @Test
    void aMariaDbThatEndsItsSessionsIsWaitedForByWhoWritesToIt() throws Exception {
        Outage home = new Outage(
                Side.HOME, this::answer, Progress.NONE, stopRequested, () -> now, length -> now += length.toNanos());
        answers.addAll(List.of(AWAY, "monday", "monday"));

        assertThat(home.isOver(failedSource("08000"))).isTrue();
        assertThat(home.isOver(failedSource("70100"))).isTrue();
        assertThat(home.isOver(failedSource("22001"))).isFalse();
        assertThat(home.isOver(new MigrationException(FailureCode.TARGET_UNREACHABLE, "no connection", "Check it.")))
                .as("that is the other one's")
                .isFalse();
    }

    private static MigrationException failedSource(String state) {
        return new MigrationException(FailureCode.SOURCE_FAILED, "failed", "Look.", new SQLException("failed", state));
    }

    private Outage outage() throws SQLException {
        return new Outage(
                Side.TARGET, this::answer, Progress.NONE, stopRequested, () -> now, length -> now += length.toNanos());
    }

    private String answer() {
        String answer = answers.remove();
        if (answer.equals(AWAY)) {
            throw new MigrationException(FailureCode.TARGET_UNREACHABLE, "no connection", "Check it.");
        }
        return answer;
    }
}
