package dev.landfall.run;

import dev.landfall.apply.Chunk;
import dev.landfall.apply.ChunkLoader;
import dev.landfall.apply.ChunkReceipt;
import dev.landfall.apply.ChunkTransaction;
import dev.landfall.apply.Contention;
import dev.landfall.apply.Flow;
import dev.landfall.apply.Portion;
import dev.landfall.apply.RefusedRows;
import dev.landfall.apply.RowsAside;
import dev.landfall.catalog.TableName;
import dev.landfall.config.MigrationConfig;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.snapshot.SnapshotSession;
import dev.landfall.throttle.Throttle;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Copies what a worker has taken from the queue: read at its session's position, written and marked in one transaction. Thread-safe. */
final class ChunkCopier {
    private final Servers servers;
    private final String migration;
    private final Throttle throttle;
    private final CopyProgress counted;
    private final RefusedChunks refused;
    private final ChunkCutter cutter;
    private final Map<TableName, TablePlan> tables = new HashMap<>();

    ChunkCopier(
            Servers servers,
            MigrationConfig config,
            MigrationPlan plan,
            Throttle throttle,
            CopyProgress counted,
            Progress progress) {
        this.servers = servers;
        this.migration = config.name();
        this.throttle = throttle;
        this.counted = counted;
        Set<TableName> awaited = new HashSet<>();
        for (TablePlan table : plan.tables()) {
            tables.put(table.source().name(), table);
            awaited.addAll(table.copyAfter());
        }
        this.refused = new RefusedChunks(awaited, progress);
        this.cutter = new ChunkCutter(config.name(), config.snapshot().chunkRows());
    }

    boolean isAwaited(TableName table) {
        return refused.isAwaited(table);
    }

    TablePlan plan(Chunk chunk) {
        return Objects.requireNonNull(tables.get(chunk.table()));
    }

    /** @param taken gives back to the queue what is too much of it */
    void copy(CopyQueue queue, List<Chunk> taken, ChunkEnds ends) throws SQLException {
        CopyProgress.Turn turn = counted.turn();
        List<Chunk> now = new ArrayList<>();
        List<Chunk> later = new ArrayList<>();
        for (Chunk chunk : taken) {
            List<Chunk> parts = cutter.cut(plan(chunk), chunk, ends);
            counted.cut(plan(chunk), chunk, parts);
            now.add(parts.get(0));
            later.addAll(parts.subList(1, parts.size()));
        }
        queue.putBack(later);
        if (now.size() > 1 && together(now, turn, ends)) {
            return;
        }
        for (Chunk chunk : now) {
            alone(chunk, turn, ends);
        }
    }

    /** @throws MigrationException what was refused of all chunks, if anything was */
    void throwIfRefused() {
        refused.throwIfAny();
    }

    /** @return false when a row was refused or others were in the way: nothing is copied then, and each goes by itself */
    private boolean together(List<Chunk> chunks, CopyProgress.Turn turn, ChunkEnds ends) throws SQLException {
        try {
            load(chunks, RowsAside.NONE, turn, ends, admission(ends));
            return true;
        } catch (MigrationException e) {
            if (e.code() != FailureCode.VALUE_REFUSED) {
                throw e;
            }
        } catch (SQLException e) {
            if (!RefusedRows.mayBeARow(e) && !Contention.is(e)) {
                throw e;
            }
        }
        return false;
    }

    private void alone(Chunk chunk, CopyProgress.Turn turn, ChunkEnds ends) throws SQLException {
        TablePlan table = plan(chunk);
        if (table.source().transactional()) {
            Flow held = admission(ends);
            refused.orLeave(table, chunk, ends, held, aside -> load(List.of(chunk), aside, turn, ends, held));
            return;
        }
        admit(ends.source(), 0, 0);
        Debt debt;
        try (SnapshotSession locked =
                SnapshotSession.locking(servers.source(), table.source().storedIn())) {
            debt = new Debt(locked);
            Debt unheld = debt;
            ChunkEnds lockedEnds = ends.locked(locked);
            refused.orLeave(
                    table, chunk, lockedEnds, debt, aside -> load(List.of(chunk), aside, turn, lockedEnds, unheld));
        }
        admit(ends.source(), debt.rows, debt.bytes);
    }

    /** Of a table whose writers wait for a lock: they wait less when nobody holds the copy back, and limits are paid afterwards. */
    private static final class Debt implements Flow {
        private final SnapshotSession locked;
        private long rows;
        private long bytes;

        Debt(SnapshotSession locked) {
            this.locked = locked;
        }

        @Override
        public Portion sent(long sentRows, long sentBytes) throws SQLException {
            if (Thread.interrupted()) {
                throw interrupted(locked, null);
            }
            rows += sentRows;
            bytes += sentBytes;
            return Portion.ALL;
        }
    }

    private Flow admission(ChunkEnds ends) {
        return (sentRows, sentBytes) -> admit(ends.source(), sentRows, sentBytes);
    }

    private record Loaded(TablePlan table, CopyProgress.OfChunk counted, ChunkReceipt receipt) {}

    private void load(List<Chunk> chunks, RowsAside aside, CopyProgress.Turn turn, ChunkEnds ends, Flow flow)
            throws SQLException {
        List<CopyProgress.OfChunk> begun = new ArrayList<>();
        try (ChunkTransaction transaction = new ChunkTransaction(ends.target(), migration)) {
            List<Loaded> loaded = new ArrayList<>();
            for (Chunk chunk : chunks) {
                CopyProgress.OfChunk own = turn.chunk(plan(chunk), chunk);
                begun.add(own);
                loaded.add(new Loaded(plan(chunk), own, load(transaction, chunk, aside, own, ends, flow)));
            }
            transaction.commit();
            for (Loaded each : loaded) {
                cutter.copied(each.table(), each.receipt());
                each.counted().copied();
            }
        } finally {
            begun.forEach(CopyProgress.OfChunk::end);
        }
    }

    private ChunkReceipt load(
            ChunkTransaction transaction,
            Chunk chunk,
            RowsAside aside,
            CopyProgress.OfChunk own,
            ChunkEnds ends,
            Flow flow)
            throws SQLException {
        TablePlan table = plan(chunk);
        try (ChunkLoader loader = transaction.load(table, aside, (sentRows, sentBytes) -> {
            own.sent(sentRows, sentBytes);
            Portion portion = flow.sent(sentRows, sentBytes);
            own.waited();
            return portion;
        })) {
            ends.read(table, chunk, loader::accept);
            return loader.complete(chunk, ends.source().position());
        }
    }

    /** A worker that is interrupted here does not read on to the end of its chunk, as closing its result would. */
    private Portion admit(SnapshotSession source, long sentRows, long sentBytes) throws SQLException {
        try {
            return throttle.admit(sentRows, sentBytes);
        } catch (InterruptedException e) {
            throw interrupted(source, e);
        }
    }

    private static MigrationException interrupted(SnapshotSession source, @Nullable InterruptedException cause)
            throws SQLException {
        source.abort();
        Thread.currentThread().interrupt();
        return new MigrationException(
                FailureCode.INTERRUPTED, "The copy was interrupted.", "Nothing is lost; run it again.", cause);
    }
}
