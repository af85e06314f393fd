package dev.landfall.verify;

import dev.landfall.failure.MigrationException;
import java.sql.SQLException;
import java.util.Optional;

/** Takes pieces of work until there are none. Confined to one thread. */
final class Worker {
    /** MariaDB's ER_TABLE_DEF_CHANGED: the table was truncated or altered after the snapshot was taken. */
    private static final int TABLE_CHANGED = 1412;

    private static final int ATTEMPTS = 5;

    private final WorkQueue queue;
    private final Verdicts verdicts;
    private final Frames frames;
    private final Definitions definitions;
    private final Settler settler;
    private final SliceComparer comparer;
    private final KeyComparer keyComparer;
    private final RangePlanner planner;
    private final long rangeRows;

    /** @param definitions of the tables before frames were frozen */
    Worker(WorkQueue queue, Verdicts verdicts, Frames frames, Definitions definitions, VerifyOptions options) {
        this.queue = queue;
        this.verdicts = verdicts;
        this.frames = frames;
        this.definitions = definitions;
        this.settler = new Settler(frames, options.patience());
        this.comparer = new SliceComparer(frames, settler);
        this.keyComparer = new KeyComparer(frames, settler);
        this.rangeRows = options.rangeRows();
        this.planner = new RangePlanner(frames.sessions().source(), options.rangeRows());
    }

    void run() throws InterruptedException {
        for (Optional<WorkUnit> unit = next(); unit.isPresent(); unit = next()) {
            work(unit.get());
            queue.finished();
        }
    }

    /** Whoever waits for the work of others holds no locks meanwhile: a schema change would wait for all of that work. */
    private Optional<WorkUnit> next() throws InterruptedException {
        Optional<WorkUnit> unit = queue.poll();
        if (unit.isEmpty()) {
            frames.release();
            unit = queue.take();
        }
        return unit;
    }

    private void work(WorkUnit unit) throws InterruptedException {
        TableCheck table = unit.table();
        table.started();
        try {
            read(unit, table);
        } catch (MigrationException e) {
            if (!frames.frozen() || !tableChanged(e) && !isRedefined(table, e)) {
                throw e;
            }
            table.changed();
        }
        if (frames.frozen()) {
            frames.release();
        }
        if (table.unitDone()) {
            settler.settle(table);
            new MissingRanges(frames).name(table);
            if (frames.frozen() && isRedefined(table)) {
                table.changed();
            }
            verdicts.add(table);
        }
    }

    /** Whether what was read was the table that the views were frozen of, whether reading it failed or not. */
    private boolean isRedefined(TableCheck table) {
        return !definitions.same(frames.sessions().source(), table.plan());
    }

    private boolean isRedefined(TableCheck table, MigrationException failure) {
        try {
            return isRedefined(table);
        } catch (MigrationException e) {
            failure.addSuppressed(e);
            return false;
        }
    }

    private void read(WorkUnit unit, TableCheck table) throws InterruptedException {
        if (unit instanceof WorkUnit.Range whole && whole.split()) {
            planner.split(table, range -> {
                table.unitAdded();
                queue.add(new WorkUnit.Range(table, range, false));
            });
        } else {
            compare(unit, ATTEMPTS);
        }
    }

    private void compare(WorkUnit unit, int attempts) throws InterruptedException {
        try {
            if (unit instanceof WorkUnit.Range part) {
                comparer.compare(part.table(), part.range());
            } else if (unit instanceof WorkUnit.Changed changed
                    && !keyComparer.compare(changed)
                    && changed.table().needsAll()) {
                changed.table().unitAdded();
                queue.add(WorkUnit.Range.all(changed.table(), rangeRows));
            }
        } catch (TargetLagsException e) {
            unit.table().unsettled(e.reason());
        } catch (MigrationException e) {
            if (attempts == 1 || frames.frozen() || !tableChanged(e)) {
                throw e;
            }
            frames.close();
            compare(unit, attempts - 1);
        }
    }

    private static boolean tableChanged(MigrationException e) {
        return e.getCause() instanceof SQLException cause && cause.getErrorCode() == TABLE_CHANGED;
    }
}
