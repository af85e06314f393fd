package dev.landfall.run;

import dev.landfall.apply.Chunk;
import dev.landfall.apply.ChunkLedger;
import dev.landfall.apply.ChunkReceipt;
import dev.landfall.catalog.TableName;
import dev.landfall.failpoint.Failpoint;
import dev.landfall.plan.TablePlan;
import dev.landfall.snapshot.RangeProbe;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Cuts chunks that have far more rows than planned, since keys are not spread evenly, or that would take too long at the speed
 * that their table has shown: what a killed run repeats stays small, and no worker is left alone with half a table. Thread-safe.
 */
final class ChunkCutter {
    private static final long LONGEST_MILLIS = TimeUnit.SECONDS.toMillis(10);
    /** A copy that was paused looks slower than it is: no chunk is cut to less than this part of what was planned. */
    private static final long SMALLEST_PART = 16;
    /** An estimate may be twice what is there, and a cut reads the index up to it: only a clear excess is worth it. */
    private static final int FAR_ABOVE = 4;

    private final ChunkLedger ledger;
    private final long mostRows;
    private final Map<TableName, Double> rowsPerMilli = new HashMap<>();

    /** @param mostRows of a chunk, as it was planned */
    ChunkCutter(String migration, long mostRows) {
        this.ledger = new ChunkLedger(migration);
        this.mostRows = mostRows;
    }

    /** Learns how fast a worker copies a table. */
    synchronized void copied(TablePlan table, ChunkReceipt receipt) {
        if (receipt.rows() > 0) {
            rowsPerMilli.put(table.source().name(), (double) receipt.rows() / Math.max(1, receipt.millis()));
        }
    }

    /** @return the part to copy now and, where there is one, the part for later; kept in the ledger */
    List<Chunk> cut(TablePlan table, Chunk chunk, ChunkEnds ends) throws SQLException {
        if (!table.chunked() || !table.source().transactional()) {
            return List.of(chunk);
        }
        long most = most(table);
        Optional<BigDecimal> key = ends.ask(table, source -> boundary(source, table, chunk, most));
        return key.isEmpty() ? List.of(chunk) : keep(ends.target(), chunk, key.get(), most);
    }

    /** @return the key of the first row that is too much */
    private static Optional<BigDecimal> boundary(Connection source, TablePlan table, Chunk chunk, long most)
            throws SQLException {
        RangeProbe probe = new RangeProbe(
                table.source(),
                table.columns().get(table.chunkColumn()).source().name());
        if (probe.about(source, chunk.range()) <= most * FAR_ABOVE) {
            return Optional.empty();
        }
        Optional<BigDecimal> first = probe.keyAt(source, chunk.range(), 0);
        // Rows with the same key stay together.
        return probe.keyAt(source, chunk.range(), most)
                .filter(key -> !Optional.of(key).equals(first));
    }

    private synchronized List<Chunk> keep(Connection target, Chunk chunk, BigDecimal key, long rows)
            throws SQLException {
        target.setAutoCommit(true);
        List<Chunk> parts = ledger.cut(target, chunk, key, rows);
        Failpoint.SNAPSHOT_CHUNK_CUT.reach();
        return parts;
    }

    private synchronized long most(TablePlan table) {
        return most(
                ChunkPlanner.rows(table, mostRows),
                rowsPerMilli.get(table.source().name()));
    }

    /** @param rowsPerMilli null while it is not known */
    static long most(long planned, @Nullable Double rowsPerMilli) {
        return rowsPerMilli == null
                ? planned
                : Math.min(planned, Math.max(1 + planned / SMALLEST_PART, (long) (rowsPerMilli * LONGEST_MILLIS)));
    }
}
