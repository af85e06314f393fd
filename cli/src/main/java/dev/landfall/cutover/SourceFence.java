package dev.landfall.cutover;

import dev.landfall.event.GtidSet;
import dev.landfall.failure.MigrationException;
import dev.landfall.run.MigrationRecord;
import java.sql.Connection;
import java.sql.SQLException;

/** Holds writes back on the source. One thread; the owner closes the connection. */
abstract sealed class SourceFence permits WriteFence, TableFence {
    /** As far as the migration's tables reach: the whole server, unless other tables of it go on taking writes. */
    static SourceFence of(Connection source, MigrationRecord record) {
        return record.isSplit() ? new TableFence(source, record) : new WriteFence(source);
    }

    /** What {@link #lower} puts back. */
    abstract FenceSettings current() throws SQLException;

    /** Refuses writes from here on. Waits for whoever is writing, at the most until the deadline. */
    abstract void raise(FenceSettings before, Deadline deadline) throws SQLException;

    /** @return the position behind everything that was written. @throws MigrationException when it is not reached by the deadline */
    abstract GtidSet proveStill(Deadline deadline) throws SQLException, InterruptedException;

    /** @throws MigrationException when anything was written since, or may be from now on */
    abstract void requireHolding(GtidSet position) throws SQLException;

    /** Puts everything back as it was. */
    abstract void lower(FenceSettings before) throws SQLException;
}
