package dev.landfall.run;

import dev.landfall.apply.ChunkLedger;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.snapshot.KeyRange;
import dev.landfall.snapshot.KeyRangePlanner;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Plans the pieces in which tables are copied. */
final class ChunkPlanner {
    /** About a second or two of work: what a killed run repeats per worker, where keys are spread evenly. */
    private static final long CHUNK_BYTES = 64L * 1024 * 1024;

    /** Of huge rows that many are enough, and more ranges would gain nothing. */
    private static final long FEWEST_ROWS = 100;

    private ChunkPlanner() {}

    /**
     * Keeps the chunks of every table in the ledger; the caller commits.
     *
     * @param mostRows of a chunk, about; long rows make it fewer
     */
    static void plan(Connection source, Connection target, String migration, MigrationPlan plan, long mostRows)
            throws SQLException {
        ChunkLedger ledger = new ChunkLedger(migration);
        for (TablePlan table : plan.tables()) {
            List<KeyRange> ranges = table.chunked()
                    ? KeyRangePlanner.plan(
                            source,
                            table.source(),
                            table.columns().get(table.chunkColumn()).source().name(),
                            rows(table, mostRows))
                    : List.of(KeyRange.ALL);
            ledger.plan(target, table.source().name(), ranges, table.source().approximateRows());
        }
    }

    /** Whether a table is worth more than one chunk. */
    static boolean isLarge(TablePlan table) {
        return table.source().approximateBytes() > CHUNK_BYTES;
    }

    static long bytesPerRow(TablePlan table) {
        return table.source().approximateBytes() / Math.max(1, table.source().approximateRows());
    }

    /** At the most of a chunk. */
    static long rows(TablePlan table, long most) {
        return Math.min(most, Math.max(FEWEST_ROWS, CHUNK_BYTES / Math.max(1, bytesPerRow(table))));
    }
}
