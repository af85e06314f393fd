package dev.landfall.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares rows that have changed since they were proven equal. Confined to its sessions' thread. */
final class KeyComparer {
    /** Candidates that are held at once, with their keys a few megabytes. */
    private static final int HELD_CANDIDATES = 10_000;

    private final Frames frames;
    private final Settler settler;

    KeyComparer(Frames frames, Settler settler) {
        this.frames = frames;
        this.settler = settler;
    }

    /**
     * Adds candidates to the table.
     *
     * @return false when rows cannot be told apart: the table has to be compared as a whole
     */
    boolean compare(WorkUnit.Changed changed) throws InterruptedException, TargetLagsException {
        TableCheck table = changed.table();
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
            compare(table, some);
        }
        return true;
    }

    /**
     * A collation may call values equal on one side only, so that a row appears on that side alone: whoever settles the candidates
     * looks each up by its whole key.
     */
    private void compare(TableCheck table, ChangedKeys keys) throws InterruptedException, TargetLagsException {
        frames.current();
        List<Candidate> candidates = new ArrayList<>();
        boolean more;
        try (Listings listings = Listings.open(frames.sessions(), table, keys)) {
            Optional<Candidate> next = listings.next();
            while (next.isPresent() && candidates.size() < HELD_CANDIDATES) {
                candidates.add(next.get());
                next = listings.next();
            }
            more = next.isPresent();
            table.compared(listings.sourceRows(), listings.targetRows());
        }
        table.pend(candidates);
        if (more) {
            table.unsettled(
                    "more than " + HELD_CANDIDATES + " rows with the same reference seem to differ; run migrate verify,"
                            + " which compares the whole table");
        }
        if (table.pendingCount() > HELD_CANDIDATES) {
            settler.settle(table);
        }
    }
}
