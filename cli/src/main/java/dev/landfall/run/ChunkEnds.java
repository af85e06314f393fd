package dev.landfall.run;

import dev.landfall.apply.Chunk;
import dev.landfall.catalog.TableDefinitions;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.TablePlan;
import dev.landfall.snapshot.RowReader;
import dev.landfall.snapshot.SnapshotSession;
import dev.landfall.wire.CellQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one worker copies from and to. Closes the target's session only: the source's belongs to the snapshot.
 *
 * @param shown the tables that the source's session shows, as the plan knows them
 */
record ChunkEnds(SnapshotSession source, TableDefinitions shown, Connection target) implements AutoCloseable {
    /** MariaDB's ER_LOCK_DEADLOCK. */
    private static final int DEADLOCK = 1213;

    /** MariaDB's ER_TABLE_DEF_CHANGED and ER_NO_SUCH_TABLE. */
    private static final Set<Integer> TABLE_CHANGED = Set.of(1412, 1146);

    /** The same target, and a source that alone may read one table, as it is now. */
    ChunkEnds locked(SnapshotSession locked) {
        return new ChunkEnds(locked, shown, target);
    }

    /**
     * @throws MigrationException {@code SOURCE-006} when what was read is not the table as it was at the session's position, or is shown no longer
     * @throws SQLException when reading fails, or what the sink throws
     */
    void read(TablePlan table, Chunk chunk, CellQuery.RowSink sink) throws SQLException {
        String key = table.chunked()
                ? table.columns().get(table.chunkColumn()).source().name()
                : null;
        try {
            ask(table, connection -> {
                new RowReader(table.source()).read(source, key, chunk.range(), sink);
                return chunk;
            });
        } catch (SQLException | RuntimeException e) {
            requireShown(table, e);
            throw e;
        }
        if (!shown.same(source.connection(), table.source().storedIn())) {
            throw changed(table, null);
        }
    }

    /** Rows of another table may be none that the plan can read, or that the target takes: they are not to blame then. */
    private void requireShown(TablePlan table, Exception failure) {
        boolean other = false;
        try {
            other = !source.connection().isClosed()
                    && !shown.same(source.connection(), table.source().storedIn());
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
        if (other) {
            throw changed(table, failure);
        }
    }

    /** Something to find out on the source. */
    interface Question<T> {
        T of(Connection source) throws SQLException;
    }

    /**
     * @throws MigrationException when the table cannot be read any more as the session shows it
     * @throws SQLException when reading fails
     */
    <T> T ask(TablePlan table, Question<T> question) throws SQLException {
        try {
            return question.of(source.connection());
        } catch (SQLException e) {
            if (e.getErrorCode() == DEADLOCK) {
                throw lost(table, e);
            }
            if (TABLE_CHANGED.contains(e.getErrorCode())) {
                throw changed(table, e);
            }
            throw e;
        }
    }

    private static MigrationException changed(TablePlan table, @Nullable Exception cause) {
        return new MigrationException(
                FailureCode.SOURCE_FAILED,
                "The table " + table.source().storedIn()
                        + " was altered, truncated, renamed, dropped or replaced by another"
                        + " one while the copy held read views from before: they do not show its rows.",
                "Nothing wrong was copied. Run the command again: it reads what is left at a new position. Where rows were"
                        + " copied before the change it may say (SCHEMA-002, STREAM-001) that the snapshot has to be made"
                        + " afresh: keep schema changes away until it is through.",
                cause);
    }

    /** The server ends the whole transaction, and whatever is read afterwards would be as of another position. */
    private static MigrationException lost(TablePlan table, SQLException cause) {
        return new MigrationException(
                FailureCode.SOURCE_FAILED,
                "At table " + table.source().storedIn()
                        + " MariaDB has ended the copy's read view, to break a deadlock with a"
                        + " session that locks tables (LOCK TABLES, schema changes).",
                "Nothing wrong was copied. Run the command again: it reads what is left at a new position.",
                cause);
    }

    @Override
    public void close() throws SQLException {
        target.close();
    }
}
