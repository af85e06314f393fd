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
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one worker copies from and to. Closes the target's session only: the source's belongs to the snapshot.
 *
 * @param shown the tables that the source's session shows
 */
record ChunkEnds(SnapshotSession source, TableDefinitions shown, Connection target) implements AutoCloseable {
    /** MariaDB's ER_TABLE_DEF_CHANGED and ER_NO_SUCH_TABLE. */
    private static final Set<Integer> TABLE_CHANGED = Set.of(1412, 1146);

    /** The same target, and a source that shows one table as it is now. @param locked alone may read and change it */
    ChunkEnds locked(SnapshotSession locked, TablePlan table) throws SQLException {
        return new ChunkEnds(
                locked,
                TableDefinitions.of(locked.connection(), List.of(table.source().storedIn())),
                target);
    }

    /**
     * @throws MigrationException at the end of what was read, when that is not the table as it was at the session's position
     * @throws SQLException when reading fails, or what the sink throws
     */
    void read(TablePlan table, Chunk chunk, CellQuery.RowSink sink) throws SQLException {
        String key = table.chunked()
                ? table.columns().get(table.chunkColumn()).source().name()
                : null;
        ask(table, connection -> {
            new RowReader(table.source()).read(source, key, chunk.range(), sink);
            return chunk;
        });
        if (!shown.same(source.connection(), table.source().storedIn())) {
            throw changed(table, null);
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
            if (TABLE_CHANGED.contains(e.getErrorCode())) {
                throw changed(table, e);
            }
            throw e;
        }
    }

    private static MigrationException changed(TablePlan table, @Nullable SQLException cause) {
        return new MigrationException(
                FailureCode.SOURCE_FAILED,
                "The table " + table.source().storedIn()
                        + " was altered, truncated, renamed, dropped or replaced by another one while"
                        + " the copy held read views from before: they do not show its rows.",
                "Nothing wrong was copied. Run the command again: it reads what is left at a new position. Where rows were"
                        + " copied before the change, it may end with STREAM-001, and the snapshot has to be made afresh:"
                        + " keep schema changes away until it is through.",
                cause);
    }

    @Override
    public void close() throws SQLException {
        target.close();
    }
}
