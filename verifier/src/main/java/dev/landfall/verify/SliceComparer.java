package dev.landfall.verify;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares a range of a table: first the hashes of its rows or its digests; where they differ and the range is long, the
 * digests of its buckets; at last the list of its rows. Hashes only ever clear a range: what they suspect, the servers' own
 * expressions judge. Confined to its sessions' thread.
 */
final class SliceComparer {
    /** Up to here the servers sort a list of digests in memory, in less time than it takes to narrow the range down. */
    private static final long LISTED_ROWS = 100_000;
    /** With more of them to look at, choosing rows by bucket costs more than it saves. */
    private static final int CHOSEN_BUCKETS = 1024;

    private final Frames frames;
    private final RowComparer rows;

    SliceComparer(Frames frames, Settler settler) {
        this.frames = frames;
        this.rows = new RowComparer(frames, settler);
    }

    /** Adds to the table what it finds; candidates stay pending unless they become too many to hold. */
    void compare(TableCheck table, KeyRange range) throws InterruptedException, TargetLagsException {
        Slice slice = Slice.of(range);
        frames.current();
        if (!table.plan().chunked() && table.estimatedRows() > LISTED_ROWS) {
            if (table.method().next() != Method.ROWS || !sameRows(table, slice)) {
                compareBuckets(table, slice);
            }
        } else {
            compareWhole(table, slice);
        }
    }

    /** @return whether the rows are the same, by their hashes; false where those say nothing */
    private boolean sameRows(TableCheck table, Slice slice) throws InterruptedException {
        SessionPair sessions = frames.sessions();
        long startedAt = System.nanoTime();
        SessionPair.Both<RowSums, RowSums> sums = sessions.both(
                () -> RowSums.source(sessions.source(), table, slice),
                () -> RowSums.target(sessions.target(), table, slice));
        boolean same = sums.source().digest().equals(sums.target().digest());
        table.method()
                .tried(
                        Method.ROWS,
                        sums.source().digest().rows(),
                        sums.source().bytes() + sums.target().bytes(),
                        System.nanoTime() - startedAt);
        if (same) {
            table.compared(sums.source().digest().rows(), sums.target().digest().rows());
        }
        return same;
    }

    private void compareWhole(TableCheck table, Slice slice) throws InterruptedException, TargetLagsException {
        boolean suspicious = table.method().next() == Method.ROWS;
        if (suspicious && sameRows(table, slice)) {
            return;
        }
        SessionPair sessions = frames.sessions();
        long startedAt = System.nanoTime();
        SessionPair.Both<Digest, Digest> digests = sessions.both(
                () -> SliceDigests.whole(sessions.source(), table.source(), slice),
                () -> SliceDigests.whole(sessions.target(), table.target(), slice));
        table.method().tried(Method.CHECKSUMS, digests.source().rows(), 0, System.nanoTime() - startedAt);
        if (suspicious && digests.source().equals(digests.target())) {
            table.method().falseAlarm();
        }
        long rowsOnSource = digests.source().rows();
        long rowsOnTarget = digests.target().rows();
        if (Math.max(rowsOnSource, rowsOnTarget) > LISTED_ROWS
                && !digests.source().equals(digests.target())) {
            compareBuckets(table, slice);
            return;
        }
        if (!digests.source().equals(digests.target())) {
            rows.compare(table, slice);
        }
        table.compared(rowsOnSource, rowsOnTarget);
    }

    private void compareBuckets(TableCheck table, Slice slice) throws InterruptedException, TargetLagsException {
        SessionPair sessions = frames.sessions();
        SessionPair.Both<Map<String, Digest>, Map<String, Digest>> buckets = sessions.both(
                () -> SliceDigests.buckets(sessions.source(), table.source(), slice),
                () -> SliceDigests.buckets(sessions.target(), table.target(), slice));
        List<String> different = different(buckets.source(), buckets.target());
        if (!different.isEmpty()) {
            rows.compare(table, different.size() > CHOSEN_BUCKETS ? slice : slice.inBuckets(different));
        }
        table.compared(rows(buckets.source()), rows(buckets.target()));
    }

    private static List<String> different(Map<String, Digest> source, Map<String, Digest> target) {
        Map<String, Digest> all = new TreeMap<>(source);
        all.putAll(target);
        return all.keySet().stream()
                .filter(name -> !source.getOrDefault(name, Digest.NONE).equals(target.getOrDefault(name, Digest.NONE)))
                .toList();
    }

    private static long rows(Map<String, Digest> buckets) {
        return buckets.values().stream().mapToLong(Digest::rows).sum();
    }
}
