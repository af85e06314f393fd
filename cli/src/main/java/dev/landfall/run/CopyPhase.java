package dev.landfall.run;

import dev.landfall.apply.Chunk;
import dev.landfall.apply.ChunkLedger;
import dev.landfall.apply.ChunkLoader;
import dev.landfall.apply.ChunkReceipt;
import dev.landfall.apply.RefusedRows;
import dev.landfall.catalog.TableName;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.snapshot.KeyRange;
import dev.landfall.snapshot.KeyRangePlanner;
import dev.landfall.snapshot.RowReader;
import dev.landfall.snapshot.SnapshotSession;
import dev.landfall.snapshot.SnapshotSessions;
import dev.landfall.wire.CellQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Copies what is not copied yet: each chunk read at its session's position, written and marked in one transaction. */
final class CopyPhase {
    private static final long COST_PER_COLUMN = 30;
    /** What a killed run loses per worker at the most, and what one transaction of the copy writes: a second or two. */
    private static final long CHUNK_BYTES = 64L * 1024 * 1024;

    /** Chunks of huge rows are small enough with this many. */
    private static final long FEWEST_ROWS = 100;

    private final Servers servers;
    private final String migration;
    private final MigrationPlan plan;
    private final int workers;
    private final Progress progress;
    private final Map<TableName, TablePlan> tables = new HashMap<>();
    /** Tables that others wait for. */
    private final Set<TableName> awaited = new HashSet<>();

    private final RefusedChunks refused = new RefusedChunks();
    private final Map<TableName, Integer> unfinished = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> rows = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> bytes = new ConcurrentHashMap<>();

    CopyPhase(Servers servers, String migration, MigrationPlan plan, int workers, Progress progress) {
        this.servers = servers;
        this.migration = migration;
        this.plan = plan;
        this.workers = workers;
        this.progress = progress;
        for (TablePlan table : plan.tables()) {
            tables.put(table.source().name(), table);
            awaited.addAll(table.copyAfter());
        }
    }

    /**
     * Plans the chunks of every table; the caller commits.
     *
     * @param chunkRows the most rows of a chunk, about; long rows make it fewer
     */
    void planChunks(Connection source, Connection target, long chunkRows) throws SQLException {
        ChunkLedger ledger = new ChunkLedger(migration);
        for (TablePlan table : plan.tables()) {
            List<KeyRange> ranges = table.chunked()
                    ? KeyRangePlanner.plan(source, table.source(), keyColumn(table), rowsPerChunk(table, chunkRows))
                    : List.of(KeyRange.ALL);
            ledger.plan(target, table.source().name(), ranges, table.source().approximateRows());
        }
    }

    void run(List<Chunk> chunks) throws Exception {
        chunks.forEach(this::countDone);
        List<Chunk> pending = chunks.stream()
                .filter(chunk -> !chunk.done())
                .sorted(Comparator.comparing((Chunk chunk) -> awaited.contains(chunk.table()))
                        .thenComparing(Chunk::expectedRows)
                        .reversed())
                .toList();
        pending.forEach(chunk -> unfinished.merge(chunk.table(), 1, Integer::sum));
        plan.tables()
                .forEach(table ->
                        report(table, unfinished.containsKey(table.source().name()) ? "waiting" : "done"));
        if (pending.isEmpty()) {
            return;
        }
        List<SnapshotSession> sessions = SnapshotSessions.open(servers.source(), Math.min(workers, pending.size()));
        try {
            CopyQueue queue = new CopyQueue(
                    pending,
                    plan,
                    sessions.stream().map(SnapshotSession::position).toList());
            Workers.run("copy", sessions.size(), queue, worker -> open(sessions.get(worker)), this::copy);
        } finally {
            for (SnapshotSession session : sessions) {
                session.close();
            }
        }
        refused.throwIfAny();
    }

    private record Ends(SnapshotSession source, Connection target) implements AutoCloseable {
        @Override
        public void close() throws SQLException {
            target.close();
        }
    }

    private Ends open(SnapshotSession session) {
        return new Ends(session, servers.target().connect());
    }

    private void copy(Chunk chunk, Ends ends) throws SQLException {
        if (table(chunk).source().transactional()) {
            copyOrLeave(chunk, ends);
            return;
        }
        try (SnapshotSession locked = SnapshotSession.locking(servers.source(), chunk.table())) {
            copyOrLeave(chunk, new Ends(locked, ends.target()));
        }
    }

    private void copyOrLeave(Chunk chunk, Ends ends) throws SQLException {
        LongAdder sent = new LongAdder();
        try {
            copy(chunk, ends, sent);
        } catch (MigrationException e) {
            if (e.code() != FailureCode.VALUE_REFUSED) {
                throw e;
            }
            leave(chunk, sent, e);
        } catch (SQLException e) {
            if (!RefusedRows.mayBeARow(e)) {
                throw e;
            }
            leave(chunk, sent, refusal(chunk, ends, e));
        }
    }

    /** Goes on without the chunk, unless other tables wait for it: they must not go ahead of it. */
    private void leave(Chunk chunk, LongAdder sent, MigrationException failure) {
        if (awaited.contains(chunk.table())) {
            throw failure;
        }
        counter(rows, table(chunk)).add(-sent.sum());
        refused.add(failure);
        progress.note(failure.getMessage() + " The rest is copied first.");
    }

    /** Looks for the rows by reading the chunk again, as it was. @param seen what PostgreSQL said of the whole chunk */
    private MigrationException refusal(Chunk chunk, Ends ends, SQLException seen) throws SQLException {
        TablePlan table = table(chunk);
        RefusedRows search = new RefusedRows(ends.target(), table);
        read(table, chunk, ends, search::accept);
        List<RefusedRows.Refused> found = search.find();
        if (found.isEmpty()) {
            throw seen;
        }
        return new MigrationException(
                FailureCode.ROW_REFUSED,
                found.stream()
                        .map(row -> table.source().name() + " [" + row.key() + "]: PostgreSQL refuses the row: "
                                + row.reason() + ".")
                        .collect(Collectors.joining("\n")),
                "Correct these rows on the source and run the command again: it copies what is left.",
                seen);
    }

    private static void read(TablePlan table, Chunk chunk, Ends ends, CellQuery.RowSink sink) throws SQLException {
        new RowReader(table.source())
                .read(ends.source(), table.chunked() ? keyColumn(table) : null, chunk.range(), sink);
    }

    private void copy(Chunk chunk, Ends ends, LongAdder sent) throws SQLException {
        TablePlan table = table(chunk);
        try (ChunkLoader loader = new ChunkLoader(ends.target(), table, added -> {
            counter(rows, table).add(added);
            sent.add(added);
            report(table, "copy");
        })) {
            read(table, chunk, ends, loader::accept);
            ChunkReceipt receipt =
                    loader.complete(migration, chunk, ends.source().position());
            counter(bytes, table).add(receipt.bytes());
        }
        report(table, unfinished.merge(chunk.table(), -1, Integer::sum) == 0 ? "copied" : "copy");
    }

    private TablePlan table(Chunk chunk) {
        return Objects.requireNonNull(tables.get(chunk.table()));
    }

    private void countDone(Chunk chunk) {
        if (chunk.done()) {
            TablePlan table = table(chunk);
            counter(rows, table).add(chunk.rows());
            counter(bytes, table).add(chunk.bytes());
        }
    }

    private void report(TablePlan table, String phase) {
        progress.table(new Progress.TableProgress(
                table.source().name().name(),
                phase,
                counter(rows, table).sum(),
                table.source().approximateRows(),
                counter(bytes, table).sum(),
                rowCost(table)));
    }

    private static long rowsPerChunk(TablePlan table, long most) {
        return Math.min(most, Math.max(FEWEST_ROWS, CHUNK_BYTES / Math.max(1, bytesPerRow(table))));
    }

    private static long bytesPerRow(TablePlan table) {
        return table.source().approximateBytes() / Math.max(1, table.source().approximateRows());
    }

    /** Its bytes, and as much for each column as about thirty of them cost. */
    private static long rowCost(TablePlan table) {
        return bytesPerRow(table) + COST_PER_COLUMN * table.columns().size();
    }

    private static LongAdder counter(Map<String, LongAdder> counters, TablePlan table) {
        return counters.computeIfAbsent(table.name(), name -> new LongAdder());
    }

    private static String keyColumn(TablePlan table) {
        return table.columns().get(table.chunkColumn()).source().name();
    }
}
