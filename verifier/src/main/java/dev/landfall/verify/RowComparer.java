package dev.landfall.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the rows of a slice that differ, from lists of digests. Confined to its sessions' thread. */
final class RowComparer {
    /** Candidates that are held at once, with their keys a few megabytes. */
    private static final int HELD_CANDIDATES = 10_000;
    /** With more of them to look at, choosing rows by bucket costs more than it saves. */
    private static final int CHOSEN_BUCKETS = 1024;

    private final Frames frames;
    private final Settler settler;

    RowComparer(Frames frames, Settler settler) {
        this.frames = frames;
        this.settler = settler;
    }

    /** What differs in an exact frame is reported; anything else stays pending, or is settled when it becomes too much. */
    void compare(TableCheck table, Slice slice) throws InterruptedException, TargetLagsException {
        if (frames.exact(frames.current())) {
            report(table, slice);
            return;
        }
        String after = collect(table, slice);
        while (after != null) {
            settler.settle(table);
            frames.current();
            after = collect(table, slice.after(after));
        }
    }

    /**
     * The same for the rows of buckets that differ; those of all others are equal.
     *
     * @return whether some differ
     */
    boolean compare(TableCheck table, Slice slice, BucketDigests onSource, BucketDigests onTarget)
            throws InterruptedException, TargetLagsException {
        List<String> different = onSource.different(onTarget);
        if (!different.isEmpty()) {
            compare(table, different.size() > CHOSEN_BUCKETS ? slice : slice.inBuckets(different));
        }
        table.compared(onSource.sum(), onTarget.sum());
        return !different.isEmpty();
    }

    private void report(TableCheck table, Slice slice) throws InterruptedException {
        List<Candidate> first = new ArrayList<>();
        // Those that are set aside are told from the others once both servers can be asked again.
        int held = table.plan().setsRefusedRowsAside() ? HELD_CANDIDATES : table.room();
        long rest = 0;
        try (Listings listings = Listings.open(frames.sessions(), table, slice)) {
            for (Optional<Candidate> next = listings.next(); next.isPresent(); next = listings.next()) {
                if (first.size() < held) {
                    first.add(next.get());
                } else {
                    rest += next.get().differingRows();
                    table.located(next.get());
                }
            }
        }
        settler.report(table, first);
        table.differing(rest, List.of());
    }

    /** @return the key's digest after which there is more to look at; null when all was looked at */
    private @Nullable String collect(TableCheck table, Slice slice) throws InterruptedException {
        List<Candidate> candidates = new ArrayList<>();
        try (Listings listings = Listings.open(frames.sessions(), table, slice)) {
            for (Optional<Candidate> next = listings.next(); next.isPresent(); next = listings.next()) {
                candidates.add(next.get());
                if (candidates.size() == HELD_CANDIDATES) {
                    return next.get().key().digest();
                }
            }
            return null;
        } finally {
            table.pend(candidates);
        }
    }
}
