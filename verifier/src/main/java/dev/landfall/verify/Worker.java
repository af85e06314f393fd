package dev.landfall.verify;

import dev.landfall.catalog.TableDefinitions;
import dev.landfall.failure.MigrationException;
import java.sql.SQLException;
import java.util.Optional;

/** Takes pieces of work until there are none. Confined to one thread. */
final class Worker implements WorkUnit.Cases<Boolean> {
    /** MariaDB's ER_TABLE_DEF_CHANGED: the table was truncated or altered after the snapshot was taken. */
    private static final int TABLE_CHANGED = 1412;

    private static final int ATTEMPTS = 5;

    private final WorkQueue queue;
    private final Verdicts verdicts;
    private final Frames frames;
    private final TableDefinitions definitions;
    private final Settler settler;
    private final SliceComparer comparer;
    private final KeyComparer keyComparer;
    private final RangePlanner planner;
    private final long rangeRows;
    private final Paced paced;

    /** @param definitions of the tables before frames were frozen */
    Worker(
            WorkQueue queue,
            Verdicts verdicts,
            Frames frames,
            TableDefinitions definitions,
            VerifyOptions options,
            Paced paced) {
        this.queue = queue;
        this.verdicts = verdicts;
        this.frames = frames;
        this.definitions = definitions;
        this.settler = new Settler(frames, options);
        this.comparer = new SliceComparer(frames, settler, paced);
        this.keyComparer = new KeyComparer(frames, settler, paced);
        this.paced = paced;
        this.rangeRows = options.rangeRows();
        this.planner = new RangePlanner(frames.sessions().source(), options.rangeRows());
    }

    void run() throws InterruptedException {
        for (Optional<WorkUnit> unit = next(); unit.isPresent(); unit = next()) {
            paced.await(frames);
            work(unit.get());
            paced.done();
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
            read(unit, unit.repeatable() ? ATTEMPTS : 1);
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
            SwappedRows.name(table);
            new KeySpace(frames).measure(table);
            if (frames.frozen() && isRedefined(table)) {
                table.changed();
            }
            verdicts.add(table);
        }
    }

    /** Whether what was read was the table that the views were frozen of, whether reading it failed or not. */
    private boolean isRedefined(TableCheck table) {
        return !frames.sessions()
                .source()
                .with(connection ->
                        definitions.same(connection, table.plan().source().storedIn()));
    }

    private boolean isRedefined(TableCheck table, MigrationException failure) {
        try {
            return isRedefined(table);
        } catch (MigrationException e) {
            failure.addSuppressed(e);
            return false;
        }
    }

    private void read(WorkUnit unit, int attempts) throws InterruptedException {
        try {
            unit.match(this);
        } catch (TargetLagsException e) {
            unit.table().unsettled(e.reason());
        } catch (MigrationException e) {
            if (attempts == 1 || frames.frozen() || !tableChanged(e)) {
                throw e;
            }
            frames.close();
            read(unit, attempts - 1);
        }
    }

    @Override
    public Boolean range(WorkUnit.Range unit) throws InterruptedException, TargetLagsException {
        if (unit.split()) {
            planner.split(unit.table(), range -> add(new WorkUnit.Range(unit.table(), range, false)));
        } else {
            comparer.compare(unit.table(), unit.range());
            unit.table().rangeCompared();
        }
        return true;
    }

    @Override
    public Boolean changed(WorkUnit.Changed unit) throws InterruptedException, TargetLagsException {
        if (!keyComparer.compare(unit) && unit.table().needsAll()) {
            add(WorkUnit.Range.all(unit.table(), rangeRows));
        }
        return true;
    }

    private void add(WorkUnit unit) {
        unit.table().unitAdded();
        queue.add(unit);
    }

    private static boolean tableChanged(MigrationException e) {
        return e.getCause() instanceof SQLException cause && cause.getErrorCode() == TABLE_CHANGED;
    }
}
