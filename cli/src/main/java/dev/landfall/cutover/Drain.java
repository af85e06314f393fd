package dev.landfall.cutover;

import dev.landfall.event.GtidSet;
import dev.landfall.failure.MigrationException;
import dev.landfall.run.Follower;
import dev.landfall.run.TargetProgress;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Waits for the target to reach a position, whichever process streams. */
final class Drain {
    private static final Duration LOOK = Duration.ofMillis(20);

    private final TargetProgress applied;
    private final @Nullable Follower follower;

    /** @param follower the stream within this process; null when another process streams */
    Drain(TargetProgress applied, @Nullable Follower follower) {
        this.applied = applied;
        this.follower = follower;
    }

    /** @throws MigrationException what has ended the stream within this process */
    void check() {
        if (follower != null) {
            follower.check();
        }
    }

    /** @return false when it was not reached within {@code patience} */
    boolean await(GtidSet position, Duration patience) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!applied.applied().contains(position)) {
            check();
            if (System.nanoTime() >= deadline) {
                return false;
            }
            // The position is a row that another process moves: it can only be asked for again.
            Thread.sleep(LOOK.toMillis());
        }
        return true;
    }
}
