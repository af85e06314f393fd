package dev.landfall.run;

import dev.landfall.apply.Chunk;
import dev.landfall.apply.ChunkLedger;
import dev.landfall.apply.ChunkLoader;
import dev.landfall.apply.ChunkReceipt;
import dev.landfall.apply.Portion;
import dev.landfall.catalog.TableName;
import dev.landfall.config.MigrationConfig;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.snapshot.KeyRange;
import dev.landfall.snapshot.KeyRangePlanner;
import dev.landfall.snapshot.RowReader;
import dev.landfall.snapshot.SnapshotSession;
import dev.landfall.snapshot.SnapshotSessions;
import dev.landfall.sql.SqlFile;
import dev.landfall.throttle.Throttle;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Copies what is not copied yet: each chunk read at its session's position, written and marked in one transaction. */
final class CopyPhase {
    private static final long COST_PER_COLUMN = 30;

    private final Servers servers;
    private final MigrationConfig config;
    private final MigrationPlan plan;
    private final Progress progress;
    private final Throttle throttle;
    private final Map<TableName, TablePlan> tables = new HashMap<>();
    /** Tables that others wait for. */
    private final Set<TableName> awaited = new HashSet<>();

    private final Map<TableName, Integer> unfinished = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> rows = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> bytes = new ConcurrentHashMap<>();

    CopyPhase(Servers servers, MigrationConfig config, MigrationPlan plan, Progress progress) {
        this.servers = servers;
        this.config = config;
        this.plan = plan;
        this.progress = progress;
        this.throttle = new Throttle(config.snapshot().workers(), System::nanoTime);
        for (TablePlan table : plan.tables()) {
            tables.put(table.source().name(), table);
            awaited.addAll(table.copyAfter());
        }
    }

    /** Plans the chunks of every table; the caller commits. */
    void planChunks(Connection source, Connection target) throws SQLException {
        ChunkLedger ledger = new ChunkLedger(config.name());
        for (TablePlan table : plan.tables()) {
            List<KeyRange> ranges = table.chunked()
                    ? KeyRangePlanner.plan(
                            source,
                            table.source(),
                            keyColumn(table),
                            config.snapshot().chunkRows())
                    : List.of(KeyRange.ALL);
            ledger.plan(target, table.source().name(), ranges, table.source().approximateRows());
        }
    }

    @SuppressWarnings("try") // the watch watches by being open
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
        long doneBefore = workDone();
        List<SnapshotSession> sessions = SnapshotSessions.open(
                servers.source(), Math.min(config.snapshot().workers(), pending.size()));
        try {
            CopyQueue queue = new CopyQueue(
                    pending,
                    plan,
                    sessions.stream().map(SnapshotSession::position).toList());
            boolean resumed = pending.size() < chunks.size();
            try (CopyWatch watch =
                    CopyWatch.start(servers, config, throttle, queue, () -> work(doneBefore), progress, resumed)) {
                Workers.run("copy", sessions.size(), queue, worker -> open(sessions.get(worker)), this::copy);
            }
        } finally {
            for (SnapshotSession session : sessions) {
                session.close();
            }
        }
    }

    private record Ends(SnapshotSession source, Connection target) implements AutoCloseable {
        @Override
        public void close() throws SQLException {
            target.close();
        }
    }

    private Ends open(SnapshotSession session) throws SQLException {
        Connection target = servers.target().connect();
        try (Statement statement = target.createStatement()) {
            statement.execute(SqlFile.load("target/keep_session.sql"));
            return new Ends(session, target);
        } catch (SQLException e) {
            target.close();
            throw e;
        }
    }

    private void copy(Chunk chunk, Ends ends) throws SQLException {
        TablePlan table = table(chunk);
        try (ChunkLoader loader = new ChunkLoader(ends.target(), table, (sentRows, sentBytes) -> {
            if (sentRows > 0) {
                counter(rows, table).add(sentRows);
                report(table, "copy");
            }
            return admit(ends.source(), sentRows, sentBytes);
        })) {
            new RowReader(table.source())
                    .read(ends.source(), table.chunked() ? keyColumn(table) : null, chunk.range(), loader::accept);
            ChunkReceipt receipt =
                    loader.complete(config.name(), chunk, ends.source().position());
            counter(bytes, table).add(receipt.bytes());
        }
        report(table, unfinished.merge(chunk.table(), -1, Integer::sum) == 0 ? "copied" : "copy");
    }

    /** A worker that is interrupted here does not read on to the end of its chunk, as closing its result would. */
    private Portion admit(SnapshotSession source, long sentRows, long sentBytes) throws SQLException {
        try {
            return throttle.admit(sentRows, sentBytes);
        } catch (InterruptedException e) {
            source.abort();
            Thread.currentThread().interrupt();
            throw new MigrationException(
                    FailureCode.INTERRUPTED, "The copy was interrupted.", "Nothing is lost; run it again.", e);
        }
    }

    private CopyWork work(long doneBefore) {
        return new CopyWork(
                workDone() - doneBefore,
                plan.tables().stream()
                        .filter(table -> unfinished.getOrDefault(table.source().name(), 0) > 0)
                        .mapToLong(table -> rowCost(table)
                                * Math.max(
                                        0,
                                        table.source().approximateRows()
                                                - counter(rows, table).sum()))
                        .sum());
    }

    private long workDone() {
        return plan.tables().stream()
                .mapToLong(table -> rowCost(table) * counter(rows, table).sum())
                .sum();
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

    /** Its bytes, and as much for each column as about thirty of them cost. */
    private static long rowCost(TablePlan table) {
        long bytesPerRow =
                table.source().approximateBytes() / Math.max(1, table.source().approximateRows());
        return bytesPerRow + COST_PER_COLUMN * table.columns().size();
    }

    private static LongAdder counter(Map<String, LongAdder> counters, TablePlan table) {
        return counters.computeIfAbsent(table.name(), name -> new LongAdder());
    }

    private static String keyColumn(TablePlan table) {
        return table.columns().get(table.chunkColumn()).source().name();
    }
}
