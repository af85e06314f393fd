package dev.landfall.run;

import dev.landfall.apply.Chunk;
import dev.landfall.catalog.TableName;
import dev.landfall.forecast.SnapshotForecast;
import dev.landfall.forecast.Stage;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How far each table is, for people and for the forecast. Thread-safe. */
final class CopyProgress {
    private static final Set<String> RUNNING =
            Stream.of(Stage.values()).map(Stage::text).collect(Collectors.toUnmodifiableSet());

    private final MigrationPlan plan;
    private final Progress progress;
    private final SnapshotForecast forecast;
    private final LongSupplier nanoClock;
    private final Map<TableName, Counts> counts = new HashMap<>();
    private final Set<TablePlan> copying = Collections.newSetFromMap(new IdentityHashMap<>());

    /** @param nanoClock as {@link System#nanoTime} */
    CopyProgress(MigrationPlan plan, Progress progress, SnapshotForecast forecast, LongSupplier nanoClock) {
        this.plan = plan;
        this.progress = progress;
        this.forecast = forecast;
        this.nanoClock = nanoClock;
        plan.tables().forEach(table -> counts.put(table.source().name(), new Counts()));
    }

    private static final class Counts {
        private long rows;
        private long bytes;
        private int unfinished;
        private int inWork;
        private String phase = "";
    }

    /** A table that is copied or built on now, and what was done of it so far. */
    record Running(String table, String phase, long rows, long bytes) {}

    synchronized List<Running> running() {
        return plan.tables().stream()
                .filter(table -> RUNNING.contains(of(table).phase))
                .map(table -> new Running(name(table), of(table).phase, of(table).rows, of(table).bytes))
                .toList();
    }

    synchronized void begin(List<Chunk> chunks) {
        for (Chunk chunk : chunks) {
            Counts table = Objects.requireNonNull(counts.get(chunk.table()));
            table.rows += chunk.rows();
            table.bytes += chunk.bytes();
            table.unfinished += chunk.done() ? 0 : 1;
            String name = chunk.table().name();
            if (chunk.done()) {
                forecast.earlier(name, chunk.rows(), chunk.bytes(), chunk.expectedRows());
            } else {
                forecast.planned(name, 1, chunk.expectedRows());
            }
        }
        forecast.begin(Stage.COPY, nanoClock.getAsLong());
        plan.tables().forEach(table -> report(table, of(table).unfinished > 0 ? "waiting" : "copied"));
    }

    synchronized void cut(TablePlan table, Chunk whole, List<Chunk> parts) {
        of(table).unfinished += parts.size() - 1;
        forecast.planned(
                name(table),
                parts.size() - 1,
                parts.stream().mapToLong(Chunk::expectedRows).sum() - whole.expectedRows());
    }

    /** Something is built on a table, or it is looked at as a whole. */
    synchronized void building(TablePlan table, Stage stage) {
        report(table, stage.text());
    }

    /** Nothing more is built on a table for now. */
    synchronized void built(TablePlan table, boolean forGood) {
        report(table, forGood ? "done" : "copied");
    }

    Turn turn() {
        return new Turn();
    }

    /** One worker, from when it has taken some chunks. One thread. */
    final class Turn {
        private long mark = nanoClock.getAsLong();

        private Turn() {}

        OfChunk chunk(TablePlan table, Chunk chunk) {
            return new OfChunk(this, table, chunk.expectedRows());
        }

        /** Since it was asked last. */
        private long took() {
            long since = mark;
            mark = nanoClock.getAsLong();
            return mark - since;
        }
    }

    /** Counts one chunk; what it has sent counts no more when it ends without being copied. One thread. */
    final class OfChunk {
        private final Turn turn;
        private final TablePlan table;
        private final long expectedRows;
        private long rows;
        private long bytes;
        private boolean done;

        private OfChunk(Turn turn, TablePlan table, long expectedRows) {
            this.turn = turn;
            this.table = table;
            this.expectedRows = expectedRows;
            beginWork(table);
        }

        void sent(long moreRows, long moreBytes) {
            long worked = turn.took();
            synchronized (CopyProgress.this) {
                rows += moreRows;
                bytes += moreBytes;
                of(table).rows += moreRows;
                of(table).bytes += moreBytes;
                forecast.copied(name(table), moreRows, moreBytes, worked, turn.mark);
                report(table, "copy");
            }
        }

        /** It was not let go on before now. */
        void waited() {
            long waited = turn.took();
            forecast.waited(waited, turn.mark);
        }

        void copied() {
            long worked = turn.took();
            synchronized (CopyProgress.this) {
                done = true;
                Counts all = of(table);
                all.unfinished--;
                forecast.finished(name(table), rows, expectedRows, worked, turn.mark);
                if (all.unfinished == 0) {
                    copying.remove(table);
                }
                report(table, all.unfinished == 0 ? "copied" : "copy");
            }
        }

        void end() {
            synchronized (CopyProgress.this) {
                Counts all = of(table);
                all.inWork--;
                if (!done) {
                    all.rows -= rows;
                    all.bytes -= bytes;
                    forecast.lost(name(table), rows, bytes);
                }
            }
        }
    }

    /** Tables that others have overtaken wait from then on. */
    private synchronized void beginWork(TablePlan table) {
        of(table).inWork++;
        copying.add(table);
        for (TablePlan each : List.copyOf(copying)) {
            if (of(each).inWork == 0) {
                copying.remove(each);
                report(each, "waiting");
            }
        }
    }

    private void report(TablePlan table, String phase) {
        Counts all = of(table);
        all.phase = phase;
        progress.table(new Progress.TableProgress(
                name(table), phase, all.rows, table.source().approximateRows(), all.bytes));
    }

    private Counts of(TablePlan table) {
        return Objects.requireNonNull(counts.get(table.source().name()));
    }

    private static String name(TablePlan table) {
        return table.source().name().name();
    }
}
