package dev.landfall.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares rows that have changed since they were proven equal. Confined to its sessions' thread. */
final class KeyComparer {
    /** Candidates that are held at once, with their keys a few megabytes. */
    private static final int HELD_CANDIDATES = 10_000;

    /** Of one statement. More are compared in less time as ranges, by several workers. */
    private static final long MOST_ROWS = 50_000;

    private static final Pattern PLAN_ROWS = Pattern.compile("\"Plan Rows\": (\\d+)");

    private final Frames frames;
    private final Paced paced;

    KeyComparer(Frames frames, Paced paced) {
        this.frames = frames;
        this.paced = paced;
    }

    /**
     * Adds candidates to the table.
     *
     * @return false when rows cannot be told apart: the table has to be compared as a whole
     */
    boolean compare(WorkUnit.Changed changed) throws InterruptedException, TargetLagsException {
        TableCheck table = changed.table();
        if (table.wantsAll()) {
            return true;
        }
        frames.current();
        List<ChangedValues> values = frames.sessions()
                .target()
                .with(target -> changed.ledger()
                        .changed(target, table.plan().source().name().name(), changed.part(), changed.parts()));
        Optional<List<ChangedKeys>> keys = ChangedTable.keys(table.plan(), values);
        if (keys.isEmpty()) {
            return false;
        }
        for (ChangedKeys some : keys.get()) {
            paced.await(frames);
            if (!some.unique() && expectedRows(table, some) > MOST_ROWS || !compare(table, some)) {
                return false;
            }
        }
        return true;
    }

    /** As PostgreSQL's planner has it: a tenant, or a parent with many children, may be most of the table. */
    private long expectedRows(TableCheck table, ChangedKeys keys) {
        String plan = frames.sessions().target().query(table.target().expectation(keys), row -> {
            row.next();
            return row.getString(1);
        });
        Matcher rows = PLAN_ROWS.matcher(plan);
        return rows.find() ? Long.parseLong(rows.group(1)) : Long.MAX_VALUE;
    }

    /**
     * A collation may call values equal on one side only, so that a row appears on that side alone: whoever settles the candidates
     * looks each up by its whole key.
     *
     * @return false when there are too many candidates to hold
     */
    private boolean compare(TableCheck table, ChangedKeys keys) throws InterruptedException, TargetLagsException {
        frames.current();
        List<Candidate> candidates = new ArrayList<>();
        try (Listings listings = Listings.open(frames.sessions(), table, keys)) {
            for (Optional<Candidate> next = listings.next(); next.isPresent(); next = listings.next()) {
                if (candidates.size() == HELD_CANDIDATES) {
                    return false;
                }
                candidates.add(next.get());
            }
            paced.read(listings.sourceRows(), 0);
            table.comparedChanged(listings.sourceRows(), listings.targetRows(), candidates);
        }
        return table.pendingChangedCount() <= HELD_CANDIDATES;
    }
}
