package dev.landfall.verify;

import dev.landfall.catalog.TableDefinitions;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes pieces of work until there are none. Confined to one thread. */
final class Worker implements WorkUnit.Cases<Boolean> {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    /** MariaDB's ER_TABLE_DEF_CHANGED: the table was truncated or altered after the snapshot was taken. */
    private static final int TABLE_CHANGED = 1412;

    private static final int ATTEMPTS = 5;

    private final WorkQueue queue;
    private final Verdicts verdicts;
    private final Frames frames;
    private final FrozenTables frozenTables;
    private final Settler settler;
    private final SliceComparer comparer;
    private final StripComparer stripComparer;
    private final KeyComparer keyComparer;
    private final RangePlanner planner;
    private final StripPlanner stripPlanner;
    private final long rangeRows;
    private final Paced paced;
    private final RangeKeeper keeper;

    /** @param definitions of the tables before frames were frozen */
    Worker(
            WorkQueue queue,
            Verdicts verdicts,
            Frames frames,
            TableDefinitions definitions,
            VerifyOptions options,
            Paced paced,
            Optional<RangeKeeper.Listener> rangeListener) {
        this.queue = queue;
        this.verdicts = verdicts;
        this.frames = frames;
        this.frozenTables = new FrozenTables(frames, definitions);
        this.settler = new Settler(frames, options);
        this.comparer = new SliceComparer(frames, settler, paced);
        this.stripComparer = new StripComparer(frames, settler, paced);
        this.keyComparer = new KeyComparer(frames, paced);
        this.paced = paced;
        this.keeper = new RangeKeeper(
                rangeListener, table -> frozenTables.redefined(table).isEmpty(), System::nanoTime);
        this.rangeRows = options.rangeRows();
        this.planner = new RangePlanner(frames.sessions().source(), options.rangeRows(), frames::release);
        this.stripPlanner = new StripPlanner(frames.sessions(), planner, options.rangeRows());
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
        look(table, () -> read(unit, unit.repeatable() ? ATTEMPTS : 1));
        if (table.unitDone()) {
            keeper.done(table);
            look(table, () -> conclude(table));
            frozenTables.redefined(table).ifPresent(table::changed);
            verdicts.add(table);
        }
    }

    /** Something that reads a table. */
    private interface Look {
        void take() throws InterruptedException;
    }

    /** Says in the table when it cannot be read because it is no longer the one that views were frozen of. Frozen views keep nothing locked. */
    private void look(TableCheck table, Look look) throws InterruptedException {
        try {
            look.take();
        } catch (MigrationException e) {
            Optional<Side> redefined =
                    frames.frozen() && tableChanged(e) ? Optional.of(Side.SOURCE) : frozenTables.redefined(table, e);
            table.changed(redefined.orElseThrow(() -> e));
        }
        if (frames.frozen()) {
            frames.release();
        }
    }

    /** What all of its pieces have found. */
    private void conclude(TableCheck table) throws InterruptedException {
        settler.settle(table);
        new MissingRanges(frames).name(table);
        SwappedRows.name(table);
        measure(table);
    }

    /** For a drawing, without which a verdict says the same. */
    private void measure(TableCheck table) {
        try {
            new KeySpace(frames).measure(table);
        } catch (MigrationException e) {
            if (e.code() == FailureCode.INTERRUPTED) {
                throw e;
            }
            LOG.atDebug()
                    .setCause(e)
                    .log(
                            "where differences lie in {} is not known",
                            table.plan().source().name());
            frames.release();
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
            planner.split(unit.table(), unit.range(), range -> add(new WorkUnit.Range(unit.table(), range, false)));
        } else {
            compare(unit.table(), unit.range());
        }
        return true;
    }

    private void compare(TableCheck table, KeyRange range) throws InterruptedException, TargetLagsException {
        OptionalLong equalRows = comparer.compare(table, range);
        table.rangesCompared(1);
        if (frames.frozen() && equalRows.isPresent() && !range.equals(KeyRange.ALL)) {
            keeper.found(table, range, equalRows.getAsLong());
        }
    }

    /** Where rows may move between two views, a row could be counted on one side only. */
    @Override
    public Boolean whole(WorkUnit.Whole unit) throws InterruptedException, TargetLagsException {
        TableCheck table = unit.table();
        List<Strip> strips = frames.moving() ? List.of() : stripPlanner.split(table);
        // Nothing is read in the view that PostgreSQL has taken for the question.
        frames.release();
        if (strips.size() < 2) {
            compare(table, KeyRange.ALL);
        } else {
            StripWork work = stripComparer.begin(table, strips);
            add(table, work, strips.subList(1, strips.size()));
        }
        return true;
    }

    @Override
    public Boolean strip(WorkUnit.InStrip unit) throws InterruptedException, TargetLagsException {
        stripComparer
                .compare(unit.table(), unit.strip(), unit.work())
                .ifPresent(again -> add(unit.table(), again, again.strips()));
        return true;
    }

    private void add(TableCheck table, StripWork work, List<Strip> strips) {
        strips.forEach(strip -> add(new WorkUnit.InStrip(table, strip, work)));
    }

    @Override
    public Boolean changed(WorkUnit.Changed unit) throws InterruptedException, TargetLagsException {
        if (!keyComparer.compare(unit) && unit.table().needsAll()) {
            List<KeyRange> ranges = unit.table().equalRanges();
            if (ranges.isEmpty()) {
                add(WorkUnit.all(unit.table(), rangeRows));
            } else {
                ranges.forEach(range -> add(WorkUnit.part(unit.table(), range)));
            }
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
