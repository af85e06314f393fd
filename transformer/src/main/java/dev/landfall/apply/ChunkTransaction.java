package dev.landfall.apply;

import dev.landfall.failpoint.Failpoint;
import dev.landfall.plan.TablePlan;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Chunks whose rows, and the note that they are copied, become visible together. One thread; load one chunk after the other,
 * then {@link #commit}; {@link #close} without it leaves nothing behind.
 */
public final class ChunkTransaction implements AutoCloseable {
    private final Connection target;
    private final String migration;

    /** @param target used by nobody else until this is closed, which does not close it */
    public ChunkTransaction(Connection target, String migration) throws SQLException {
        this.target = target;
        this.migration = migration;
        target.setAutoCommit(false);
    }

    /** Waits for the flow before anything is begun. @param aside rows of the chunk that are set aside instead */
    public ChunkLoader load(TablePlan table, RowsAside aside, Flow flow) throws SQLException {
        return new ChunkLoader(target, migration, table, aside, flow);
    }

    public void commit() throws SQLException {
        Failpoint.SNAPSHOT_CHUNK_LOADED.reach();
        target.commit();
        Failpoint.SNAPSHOT_CHUNK_KEPT.reach();
    }

    /** Rolls back what is not committed; the connection can be used again. */
    @Override
    public void close() throws SQLException {
        if (!target.isClosed()) {
            target.rollback();
        }
    }
}
