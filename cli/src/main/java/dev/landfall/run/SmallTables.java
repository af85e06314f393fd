package dev.landfall.run;

import dev.landfall.apply.Chunk;
import dev.landfall.catalog.TableName;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.snapshot.KeyRange;
import java.util.HashSet;
import java.util.Set;

/** Tables whose rows take less time than the commit behind them: several of them are copied in one transaction. */
final class SmallTables {
    /** As many as one transaction copies at the most; each of them keeps a lock on its table until the commit. */
    static final int MOST_TOGETHER = 100;

    private static final long MOST_BYTES = 256 * 1024;

    private final Set<TableName> tables = new HashSet<>();

    /** By the source's estimates, which may be wrong: a chunk with far more rows is cut before it is copied. */
    SmallTables(MigrationPlan plan) {
        for (TablePlan table : plan.tables()) {
            // One that must be locked against writes is locked for no longer than it needs itself.
            if (table.source().transactional() && table.source().approximateBytes() <= MOST_BYTES) {
                tables.add(table.source().name());
            }
        }
    }

    /** Whether a chunk is one of these tables, whole: what was asked to be copied in pieces is. */
    boolean contain(Chunk chunk) {
        return tables.contains(chunk.table()) && chunk.range().equals(KeyRange.ALL);
    }
}
