package dev.landfall.run;

import dev.landfall.apply.Chunk;
import dev.landfall.apply.Contention;
import dev.landfall.apply.Flow;
import dev.landfall.apply.RefusedRows;
import dev.landfall.apply.RowsAside;
import dev.landfall.catalog.TableName;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.TablePlan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Chunks that are left for the sake of rows in them, while the others go on. Thread-safe. */
final class RefusedChunks {
    /** With more of them something is wrong with the plan rather than with rows. */
    private static final int MOST = 20;

    /** PostgreSQL waits for a second before each; every time somebody gets ahead, and there are only a few workers. */
    private static final int MOST_COLLISIONS = 20;

    private final Set<TableName> awaited;
    private final Progress progress;
    private final List<MigrationException> failures = new ArrayList<>();

    /** @param awaited tables that others wait for: those must not go ahead of a chunk that is left */
    RefusedChunks(Set<TableName> awaited, Progress progress) {
        this.awaited = Set.copyOf(awaited);
        this.progress = progress;
    }

    boolean isAwaited(TableName table) {
        return awaited.contains(table);
    }

    /** Copies one chunk. */
    interface Copying {
        void run(RowsAside aside) throws SQLException;
    }

    /**
     * @param flow holds back the search for what is refused
     * @throws MigrationException with everything that was refused so far, when the chunk must not be left
     */
    void orLeave(TablePlan table, Chunk chunk, ChunkEnds ends, Flow flow, Copying copying) throws SQLException {
        for (int collisions = 0; ; collisions++) {
            try {
                copyOrLeave(table, chunk, ends, flow, copying);
                return;
            } catch (SQLException e) {
                // By a unique index of the target's own, two chunks wait for each other's rows: one of them goes on.
                if (!Contention.is(e) || collisions == MOST_COLLISIONS) {
                    throw e;
                }
            }
        }
    }

    private void copyOrLeave(TablePlan table, Chunk chunk, ChunkEnds ends, Flow flow, Copying copying)
            throws SQLException {
        List<RefusedRows.Refused> aside = List.of();
        while (true) {
            try {
                copying.run(RowsAside.of(aside));
                return;
            } catch (MigrationException e) {
                if (e.code() != FailureCode.VALUE_REFUSED) {
                    throw e;
                }
                leave(chunk, e);
                return;
            } catch (SQLException e) {
                if (!RefusedRows.mayBeARow(e)) {
                    throw e;
                }
                List<RefusedRows.Refused> found = search(table, chunk, ends, flow, e);
                if (!maySetAside(table, found)) {
                    leave(chunk, refused(table, found, e));
                    return;
                }
                // Since the last search another chunk may have brought rows that these stand against, but none goes
                // again.
                if (found.size() <= aside.size()) {
                    throw e;
                }
                aside = found;
            }
        }
    }

    private static boolean maySetAside(TablePlan table, List<RefusedRows.Refused> found) {
        return table.setsRefusedRowsAside()
                && found.stream().allMatch(RefusedRows.Refused::byPostgreSql)
                && found.size() < RefusedRows.MOST_ASIDE;
    }

    private synchronized void leave(Chunk chunk, MigrationException failure) {
        failures.add(failure);
        if (isAwaited(chunk.table()) || failures.size() >= MOST) {
            throwIfAny();
        }
        progress.note(failure.getMessage() + " Everything else is copied first.");
    }

    /** Finds the rows by reading the chunk again, as it was. @param seen what PostgreSQL said of the whole chunk */
    private static List<RefusedRows.Refused> search(
            TablePlan table, Chunk chunk, ChunkEnds ends, Flow flow, SQLException seen) throws SQLException {
        List<RefusedRows.Refused> found =
                RefusedRows.find(ends.target(), table, flow, sink -> ends.read(table, chunk, sink));
        if (found.isEmpty()) {
            throw seen;
        }
        return found;
    }

    private static MigrationException refused(TablePlan table, List<RefusedRows.Refused> found, SQLException seen) {
        String rows = found.stream()
                .limit(RefusedRows.MOST)
                .map(row -> table.source().name() + " [" + row.key() + "]: PostgreSQL refuses the row: " + row.reason()
                        + ".")
                .collect(Collectors.joining("\n"));
        return new MigrationException(
                FailureCode.ROW_REFUSED,
                rows + (found.size() >= RefusedRows.MOST ? "\nThere may be more of them in this chunk." : ""),
                "Correct the rows on the source, or the rule on the target, and run the command again: it copies what is"
                        + " left. Or start the migration afresh with the policy refusedRow: reject (docs/types.md), which"
                        + " sets aside fewer than " + RefusedRows.MOST_ASIDE + " rows of a chunk.",
                seen);
    }

    /** @throws MigrationException with everything that was refused */
    synchronized void throwIfAny() {
        if (failures.isEmpty()) {
            return;
        }
        throw new MigrationException(
                failures.get(0).code(),
                joined(MigrationException::getMessage),
                joined(MigrationException::advice),
                failures.get(0));
    }

    private String joined(Function<MigrationException, String> part) {
        return failures.stream().map(part).distinct().collect(Collectors.joining("\n"));
    }
}
