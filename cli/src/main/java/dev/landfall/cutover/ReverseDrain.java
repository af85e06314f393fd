package dev.landfall.cutover;

import dev.landfall.reverse.ReverseLedger;
import dev.landfall.reverse.ReversePosition;
import dev.landfall.run.ReverseFollower;
import dev.landfall.window.Window;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Waits until MariaDB has everything up to a mark, whichever process brings it back. */
final class ReverseDrain {
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Connection source;
    private final ReverseLedger ledger;
    private final ReverseFollower follower;

    ReverseDrain(Connection source, Window window, ReverseFollower follower) {
        this.source = source;
        this.ledger = new ReverseLedger(window.migration(), window.token());
        this.follower = follower;
    }

    /** @return false when it was not reached within {@code patience} */
    boolean await(long mark, Duration patience) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (ledger.read(source).map(ReversePosition::beat).orElse(-1L) < mark) {
            follower.check();
            if (System.nanoTime() >= deadline) {
                return false;
            }
            // The position is a row that another session moves: it can only be asked for again.
            Thread.sleep(LOOK.toMillis());
        }
        return true;
    }
}
