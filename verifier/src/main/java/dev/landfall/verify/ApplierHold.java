package dev.landfall.verify;

import dev.landfall.event.GtidSet;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * An applier that stands still between two transactions, for as long as this is open, and goes on by itself should its holder
 * die. One thread. What stands on it must prove the position by {@link #shownBy}: an applier that is held for too long goes on.
 */
public interface ApplierHold extends AutoCloseable {
    /**
     * Returns when the applier has applied everything up to a position and stands there.
     *
     * @throws NotFencedException when it does not get there in time
     */
    void moveTo(GtidSet position, Duration patience) throws SQLException, InterruptedException, NotFencedException;

    /** The position that a session's snapshot of the target shows: it commits together with the rows. */
    Optional<GtidSet> shownBy(Connection target) throws SQLException;

    /**
     * The same, which nobody moves before that session's transaction ends: nothing is applied meanwhile, by anybody.
     *
     * @throws dev.landfall.failure.MigrationException {@code RUN-002} when the target owns the data by now
     */
    GtidSet lockedBy(Connection target) throws SQLException;

    /** The applier goes on. */
    @Override
    void close() throws SQLException;
}
