package dev.landfall.run;

import dev.landfall.apply.Chunk;
import dev.landfall.apply.ChunkLoader;
import dev.landfall.apply.ChunkReceipt;
import dev.landfall.apply.Portion;
import dev.landfall.catalog.CatalogReader;
import dev.landfall.catalog.TableName;
import dev.landfall.config.MigrationConfig;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
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

/** Copies what is not copied yet: each chunk read at its session's position, written and marked in one transaction. */
final class CopyPhase {
    private final Servers servers;
    private final MigrationConfig config;
    private final MigrationPlan plan;
    private final Progress progress;
    private final Throttle throttle;
    private final CopyProgress counted;
    private final RefusedChunks refused;
    private final ChunkCutter cutter;
    private final Map<TableName, TablePlan> tables = new HashMap<>();

    CopyPhase(Servers servers, MigrationConfig config, MigrationPlan plan, Progress progress) {
        this.servers = servers;
        this.config = config;
        this.plan = plan;
        this.progress = progress;
        this.throttle = new Throttle(config.snapshot().workers(), System::nanoTime);
        this.counted = new CopyProgress(plan, progress);
        Set<TableName> awaited = new HashSet<>();
        for (TablePlan table : plan.tables()) {
            tables.put(table.source().name(), table);
            awaited.addAll(table.copyAfter());
        }
        this.refused = new RefusedChunks(awaited, progress);
        this.cutter = new ChunkCutter(config.name(), config.snapshot().chunkRows());
    }

    @SuppressWarnings("try") // the watch watches by being open
    void run(List<Chunk> chunks) throws Exception {
        counted.begin(chunks);
        List<Chunk> pending = chunks.stream()
                .filter(chunk -> !chunk.done())
                .sorted(Comparator.comparing((Chunk chunk) -> refused.isAwaited(chunk.table()))
                        .thenComparing(Chunk::expectedRows)
                        .reversed())
                .toList();
        if (pending.isEmpty()) {
            return;
        }
        long doneBefore = counted.workDone();
        List<SnapshotSession> sessions = SnapshotSessions.open(
                servers.source(), Math.min(config.snapshot().workers(), mostChunks(pending)));
        try {
            requirePlannedSchema();
            CopyQueue queue = new CopyQueue(
                    pending,
                    plan,
                    sessions.stream().map(SnapshotSession::position).toList());
            boolean resumed = pending.size() < chunks.size();
            try (CopyWatch watch = CopyWatch.start(
                    servers, config, throttle, queue, () -> counted.work(doneBefore), progress, resumed)) {
                Workers.run(
                        "copy",
                        sessions.size(),
                        queue,
                        worker -> open(sessions.get(worker)),
                        (chunk, ends) -> copy(queue, chunk, ends));
            }
        } finally {
            for (SnapshotSession session : sessions) {
                session.close();
            }
        }
        refused.throwIfAny();
    }

    /**
     * The rows are taken apart as the plan describes them. What is altered from here on, after the read views, MariaDB itself
     * refuses to read in them (ER_TABLE_DEF_CHANGED).
     */
    private void requirePlannedSchema() throws SQLException {
        try (Connection source = servers.source().connect()) {
            SchemaDrift.requireNone(
                    plan.catalog(), new CatalogReader(source, config.source().database()).read());
        }
    }

    private ChunkEnds open(SnapshotSession session) throws SQLException {
        Connection target = servers.target().connect();
        try (Statement statement = target.createStatement()) {
            statement.execute(SqlFile.load("target/keep_session.sql"));
            return new ChunkEnds(session, target);
        } catch (SQLException e) {
            target.close();
            throw e;
        }
    }

    /** How many chunks may come of these: one of a large table may be cut. */
    private int mostChunks(List<Chunk> pending) {
        return pending.stream().anyMatch(chunk -> plan(chunk).chunked() && ChunkPlanner.isLarge(plan(chunk)))
                ? Integer.MAX_VALUE
                : pending.size();
    }

    private TablePlan plan(Chunk chunk) {
        return Objects.requireNonNull(tables.get(chunk.table()));
    }

    private void copy(CopyQueue queue, Chunk taken, ChunkEnds ends) throws SQLException {
        TablePlan table = plan(taken);
        List<Chunk> parts = cutter.cut(table, taken, ends);
        counted.cut(table, parts.size() - 1);
        queue.putBack(parts.subList(1, parts.size()));
        Chunk chunk = parts.get(0);
        if (table.source().transactional()) {
            refused.orLeave(table, chunk, ends, () -> copy(table, chunk, ends));
            return;
        }
        try (SnapshotSession locked = SnapshotSession.locking(servers.source(), chunk.table())) {
            ChunkEnds lockedEnds = new ChunkEnds(locked, ends.target());
            refused.orLeave(table, chunk, lockedEnds, () -> copy(table, chunk, lockedEnds));
        }
    }

    private void copy(TablePlan table, Chunk chunk, ChunkEnds ends) throws SQLException {
        CopyProgress.OfChunk own = counted.chunk(table);
        try (ChunkLoader loader = new ChunkLoader(ends.target(), table, (sentRows, sentBytes) -> {
            own.sent(sentRows);
            // Whoever waits for a lock waits less when nobody holds the copy back.
            return table.source().transactional() ? admit(ends.source(), sentRows, sentBytes) : Portion.ALL;
        })) {
            ends.read(table, chunk, loader::accept);
            ChunkReceipt receipt =
                    loader.complete(config.name(), chunk, ends.source().position());
            cutter.copied(table, receipt);
            own.copied(receipt.bytes());
        } finally {
            own.end();
        }
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
}
