package dev.landfall.verify;

import dev.landfall.verify.cells.RowForm;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Compares a range of a table: first the hashes of its rows or its digests; where they differ and the range is long, the
 * digests of its parts or buckets; at last the list of its rows. Hashes only ever clear a range: what they suspect, the servers' own
 * expressions judge. Confined to its sessions' thread.
 */
final class SliceComparer {
    /** Up to here the servers sort a list of digests in memory, in less time than it takes to narrow the range down. */
    private static final long LISTED_ROWS = 100_000;
    /** To list fewer takes less time than to narrow them down: a list needs the keys' digests and an order, too. */
    private static final long FEW_ROWS = 5_000;

    private final Frames frames;
    private final RowComparer rows;
    private final RowReader reader;
    private final Paced paced;

    SliceComparer(Frames frames, Settler settler, Paced paced) {
        this.frames = frames;
        this.rows = new RowComparer(frames, settler);
        this.reader = new RowReader(frames, paced);
        this.paced = paced;
    }

    /**
     * Adds to the table what it finds; candidates stay pending unless they become too many to hold.
     *
     * @return how many rows the source has, where both sides are equal; empty where something may differ
     */
    OptionalLong compare(TableCheck table, KeyRange range) throws InterruptedException, TargetLagsException {
        frames.current();
        boolean inBuckets = !table.source().inRanges() && table.estimatedRows() > LISTED_ROWS;
        if (table.method().next() == Method.CHECKSUMS) {
            return judge(table, range, inBuckets);
        }
        RowSums.Difference difference = difference(table, range);
        boolean falseAlarm = false;
        boolean equal = true;
        long rowsOnSource = difference.sameRows();
        for (KeyRange suspect : difference.suspects()) {
            OptionalLong judged = judge(table, suspect, inBuckets);
            falseAlarm |= judged.isPresent();
            equal &= judged.isPresent();
            rowsOnSource += judged.orElse(0);
        }
        table.compared(difference.sameRows(), difference.sameRows());
        if (falseAlarm) {
            table.method().falseAlarm();
        }
        return equal ? OptionalLong.of(rowsOnSource) : OptionalLong.empty();
    }

    /** What is not the same by the hashes of its rows. */
    private RowSums.Difference difference(TableCheck table, KeyRange range) throws InterruptedException {
        Slice slice = Slice.of(range);
        Parts parts = Parts.of(range, RowForm.readsKeys(table.plan()));
        SessionPair.Both<RowSums, RowSums> sums = reader.read(table, parts, slice);
        return sums.source().from(sums.target());
    }

    /** By the servers' own expressions. @return as {@link #compare} */
    private OptionalLong judge(TableCheck table, KeyRange range, boolean inBuckets)
            throws InterruptedException, TargetLagsException {
        return inBuckets ? compareBuckets(table, Slice.of(range)) : compareWhole(table, range);
    }

    private OptionalLong compareWhole(TableCheck table, KeyRange range)
            throws InterruptedException, TargetLagsException {
        SessionPair sessions = frames.sessions();
        Slice slice = Slice.of(range);
        long startedAt = System.nanoTime();
        SessionPair.Both<Digest, Digest> digests = sessions.both(
                () -> SliceDigests.whole(sessions.source(), table.source(), slice),
                () -> SliceDigests.whole(sessions.target(), table.target(), slice));
        table.method().tried(Method.CHECKSUMS, digests.source().rows(), 0, System.nanoTime() - startedAt);
        paced.read(digests.source().rows(), 0);
        long rowsOnSource = digests.source().rows();
        long rowsOnTarget = digests.target().rows();
        boolean differs = !digests.source().equals(digests.target());
        long most = Math.max(rowsOnSource, rowsOnTarget);
        if (differs && most > LISTED_ROWS) {
            return compareBuckets(table, slice);
        }
        if (differs) {
            for (KeyRange part : most > FEW_ROWS ? narrowed(table, range) : List.of(range)) {
                rows.compare(table, Slice.of(part));
            }
        }
        table.compared(digests.source(), digests.target());
        return differs ? OptionalLong.empty() : OptionalLong.of(rowsOnSource);
    }

    /** The parts of a range in which something differs; the range itself where that cannot be told. */
    private List<KeyRange> narrowed(TableCheck table, KeyRange range) throws InterruptedException {
        Parts parts = Parts.of(
                range,
                RowForm.readsKeys(table.plan()) && table.source().documents().isEmpty());
        if (parts.count() == 1) {
            return List.of(range);
        }
        SessionPair sessions = frames.sessions();
        SessionPair.Both<Map<Integer, Digest>, Map<Integer, Digest>> digests = sessions.both(
                () -> SliceDigests.parts(sessions.source(), table.source(), parts),
                () -> SliceDigests.parts(sessions.target(), table.target(), parts));
        boolean[] differing = new boolean[parts.count()];
        for (int part = 0; part < differing.length; part++) {
            differing[part] = !digests.source()
                    .getOrDefault(part, Digest.NONE)
                    .equals(digests.target().getOrDefault(part, Digest.NONE));
        }
        List<KeyRange> ranges = parts.ranges(differing);
        return ranges.isEmpty() ? List.of(range) : ranges;
    }

    private OptionalLong compareBuckets(TableCheck table, Slice slice)
            throws InterruptedException, TargetLagsException {
        SessionPair sessions = frames.sessions();
        SessionPair.Both<BucketDigests, BucketDigests> buckets = sessions.both(
                () -> SliceDigests.buckets(sessions.source(), table.source(), slice),
                () -> SliceDigests.buckets(sessions.target(), table.target(), slice));
        long rowsOnSource = buckets.source().sum().rows();
        paced.read(rowsOnSource, 0);
        return rows.compare(table, slice, buckets.source(), buckets.target())
                ? OptionalLong.empty()
                : OptionalLong.of(rowsOnSource);
    }
}
