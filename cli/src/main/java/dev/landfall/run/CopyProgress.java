package dev.landfall.run;

import dev.landfall.apply.Chunk;
import dev.landfall.catalog.TableName;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How far the copy of each table is, and what is left to do. Thread-safe. */
final class CopyProgress {
    /** What a column costs, in bytes that cost as much. */
    private static final long COST_PER_COLUMN = 30;

    private final MigrationPlan plan;
    private final Progress progress;
    private final Map<TableName, Counts> counts = new HashMap<>();

    CopyProgress(MigrationPlan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
        plan.tables().forEach(table -> counts.put(table.source().name(), new Counts()));
    }

    private static final class Counts {
        private long rows;
        private long bytes;
        private int unfinished;
    }

    synchronized void begin(List<Chunk> chunks) {
        for (Chunk chunk : chunks) {
            Counts table = Objects.requireNonNull(counts.get(chunk.table()));
            table.rows += chunk.rows();
            table.bytes += chunk.bytes();
            table.unfinished += chunk.done() ? 0 : 1;
        }
        plan.tables().forEach(table -> report(table, of(table).unfinished > 0 ? "waiting" : "done"));
    }

    /** @param more chunks than before */
    synchronized void cut(TablePlan table, int more) {
        of(table).unfinished += more;
    }

    OfChunk chunk(TablePlan table) {
        return new OfChunk(table);
    }

    /** Counts one chunk; what it has sent counts no more when it ends without being copied. One thread. */
    final class OfChunk {
        private final TablePlan table;
        private long sent;
        private boolean done;

        private OfChunk(TablePlan table) {
            this.table = table;
        }

        void sent(long rows) {
            synchronized (CopyProgress.this) {
                sent += rows;
                of(table).rows += rows;
                report(table, "copy");
            }
        }

        void copied(long bytes) {
            synchronized (CopyProgress.this) {
                done = true;
                Counts all = of(table);
                all.bytes += bytes;
                all.unfinished--;
                report(table, all.unfinished == 0 ? "copied" : "copy");
            }
        }

        void end() {
            synchronized (CopyProgress.this) {
                of(table).rows -= done ? 0 : sent;
            }
        }
    }

    /** In rows by what they cost, with what earlier runs have done. */
    synchronized long workDone() {
        return plan.tables().stream()
                .mapToLong(table -> rowCost(table) * of(table).rows)
                .sum();
    }

    synchronized CopyWork work(long doneBefore) {
        return new CopyWork(
                workDone() - doneBefore,
                plan.tables().stream()
                        .filter(table -> of(table).unfinished > 0)
                        .mapToLong(table ->
                                rowCost(table) * Math.max(0, table.source().approximateRows() - of(table).rows))
                        .sum());
    }

    private void report(TablePlan table, String phase) {
        Counts all = of(table);
        progress.table(new Progress.TableProgress(
                table.source().name().name(),
                phase,
                all.rows,
                table.source().approximateRows(),
                all.bytes,
                rowCost(table)));
    }

    private Counts of(TablePlan table) {
        return Objects.requireNonNull(counts.get(table.source().name()));
    }

    static long bytesPerRow(TablePlan table) {
        return table.source().approximateBytes() / Math.max(1, table.source().approximateRows());
    }

    private static long rowCost(TablePlan table) {
        return bytesPerRow(table) + COST_PER_COLUMN * table.columns().size();
    }
}
