package dev.landfall.cutover;

import dev.landfall.event.GtidSet;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.run.MigrationRecord;
import dev.landfall.run.SourceHead;
import dev.landfall.window.SourceGuard;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * Holds writes back from the tables of one migration, while others of the same source take them. Its triggers are made when nobody is
 * left who could commit a change to their tables, so the position does not have to stand still; what does pass them, {@link Stragglers}
 * sees in the binary log.
 */
final class TableFence extends SourceFence {
    /** For readers of a table that is opened again. */
    private static final Duration READERS = Duration.ofSeconds(5);

    private final Connection source;
    private final SourceGuard guard;

    TableFence(Connection source, MigrationRecord record) {
        this.source = source;
        this.guard = new SourceGuard(record.plan());
    }

    /** Kept with the others; none of it is touched. */
    @Override
    FenceSettings current() throws SQLException {
        return FenceSettings.read(source);
    }

    @Override
    void raise(FenceSettings before, Deadline deadline) throws SQLException {
        guard.raise(source, () -> {
            deadline.check("the transactions that use these tables");
            waitAtMost(deadline.left());
        });
    }

    @Override
    GtidSet proveStill(Deadline deadline) throws SQLException {
        return SourceHead.position(source);
    }

    @Override
    void requireHolding(GtidSet position) throws SQLException {
        List<String> gaps = guard.gaps(source);
        if (!gaps.isEmpty()) {
            throw new MigrationException(
                    FailureCode.CUTOVER_ABORTED,
                    "Behind the fence somebody has dropped triggers that hold writes back, or renamed their tables: "
                            + String.join(", ", gaps) + ".",
                    "Let schema changes and other tools leave these tables alone, then run migrate cutover again.");
        }
    }

    @Override
    void lower(FenceSettings before) throws SQLException {
        guard.lower(source, () -> waitAtMost(READERS));
    }

    /** MariaDB counts whole seconds. */
    private void waitAtMost(Duration longest) throws SQLException {
        try (Statement statement = source.createStatement()) {
            statement.execute("SET SESSION lock_wait_timeout = " + Math.max(1, longest.toSeconds()));
        }
    }
}
