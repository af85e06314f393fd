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

    /** Where rows are set aside, some are held at a time: both servers can be asked about them once the lists are closed. */
    private void report(TableCheck table, Slice slice) throws InterruptedException {
        Slice rest = slice;
        while (settler.mayBeAside(table)) {
            List<Candidate> some = new ArrayList<>();
            String after = read(table, rest, some);
            settler.report(table, some);
            if (after == null) {
                return;
            }
            rest = rest.after(after);
        }
        reportAll(table, rest);
    }

    /** Holds those that are to be explained; the others only count. */
    private void reportAll(TableCheck table, Slice slice) throws InterruptedException {
        List<Candidate> first = new ArrayList<>();
        int held = table.room();
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

    /** @return as {@link #read} */
    private @Nullable String collect(TableCheck table, Slice slice) throws InterruptedException {
        List<Candidate> candidates = new ArrayList<>();
        try {
            return read(table, slice, candidates);
        } finally {
            table.pend(candidates);
        }
    }

    /** @return the key's digest after which there is more to look at; null when all was looked at */
    private @Nullable String read(TableCheck table, Slice slice, List<Candidate> into) throws InterruptedException {
        try (Listings listings = Listings.open(frames.sessions(), table, slice)) {
            for (Optional<Candidate> next = listings.next(); next.isPresent(); next = listings.next()) {
                into.add(next.get());
                if (into.size() == HELD_CANDIDATES) {
                    return next.get().key().digest();
                }
            }
            return null;
        }
    }
}
