package dev.landfall.run;

import dev.landfall.catalog.TableName;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import java.util.HashSet;
import java.util.Set;

/** Tables whose rows are so large that a worker needs a good part of the memory for one: few workers copy such at the same time. */
final class LargeRows {
    /** With rows of 100 MB the launcher's 512 MB are enough for two. */
    static final int MOST_WORKERS = 2;

    /** On average: where that much is usual, some are far larger. */
    private static final long LARGE_BYTES = 1024 * 1024;

    private final Set<TableName> tables = new HashSet<>();

    /** By the source's estimates. */
    LargeRows(MigrationPlan plan) {
        for (TablePlan table : plan.tables()) {
            if (ChunkPlanner.bytesPerRow(table) > LARGE_BYTES) {
                tables.add(table.source().name());
            }
        }
    }

    boolean contain(TableName table) {
        return tables.contains(table);
    }
}
