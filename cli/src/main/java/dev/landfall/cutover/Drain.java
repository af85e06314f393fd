package dev.landfall.cutover;

import dev.landfall.event.GtidSet;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.run.Follower;
import dev.landfall.run.TargetProgress;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Waits for the target to reach a position, whichever process streams. */
final class Drain {
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration SILENCE = Duration.ofSeconds(10);
    /** A server that is on time says itself what it has waited for. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final TargetProgress applied;
    private final @Nullable Follower follower;

    /** @param follower the stream within this process; null when another process streams */
    Drain(TargetProgress applied, @Nullable Follower follower) {
        this.applied = applied;
        this.follower = follower;
    }

    /**
     * In front of the fence: that it could begin now.
     *
     * @throws MigrationException what has ended the stream within this process, or {@code TARGET-001} when PostgreSQL says nothing any more
     */
    void require() throws SQLException {
        check();
        limitSilence(SILENCE);
        applied(SILENCE);
    }

    private void check() {
        if (follower != null) {
            follower.check();
        }
    }

    /**
     * @return false when it was not reached within {@code patience}
     * @throws MigrationException what has ended the stream within this process, or {@code TARGET-001} when PostgreSQL says nothing any more
     */
    boolean await(GtidSet position, Duration patience) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        limitSilence(patience);
        while (!applied(patience).contains(position)) {
            check();
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            limitSilence(Duration.ofNanos(left));
            // The position is a row that another process moves: it can only be asked for again.
            Thread.sleep(LOOK.toMillis());
        }
        return true;
    }

    private GtidSet applied(Duration patience) throws SQLException {
        try {
            return applied.applied();
        } catch (SQLException e) {
            if (!(e.getCause() instanceof SocketTimeoutException)) {
                throw e;
            }
            throw new MigrationException(
                    FailureCode.TARGET_UNREACHABLE,
                    "PostgreSQL says nothing any more: it did not tell the stream's position within "
                            + patience.toSeconds() + " s.",
                    "Look for what holds it up, then run the command again.",
                    e);
        }
    }

    private void limitSilence(Duration left) throws SQLException {
        applied.limitSilence(left.plus(GRACE));
    }
}
