package dev.landfall.verify;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares a table strip by strip: hashes or digests of all strips are added up. Where the sums of hashes differ, they tell the keys of a
 * few rows by themselves; where there are more of them, the rows of those buckets are listed whose digests differ. Views have to hold still from the first strip to the last one. Confined to its sessions' thread.
 */
final class StripComparer {
    private final Frames frames;
    private final Paced paced;
    private final RowReader reader;
    private final RowComparer rows;
    private final SketchedKeys keys;

    StripComparer(Frames frames, Settler settler, Paced paced) {
        this.frames = frames;
        this.paced = paced;
        this.reader = new RowReader(frames, paced);
        this.rows = new RowComparer(frames, settler);
        this.keys = new SketchedKeys(frames);
    }

    /** Reads the first strip, and tells by it how to read all of them. @param strips two at least */
    StripWork begin(TableCheck table, List<Strip> strips) throws InterruptedException, TargetLagsException {
        Strip first = strips.get(0);
        StripWork work = StripWork.by(table.method().next(), strips);
        compare(table, first, work);
        if (table.method().next() == work.method()) {
            return work;
        }
        StripWork other = StripWork.by(table.method().next(), strips);
        compare(table, first, other);
        return table.method().next() == other.method() ? other : work;
    }

    /** Adds to the table what is found with the last strip. @return what to do once more, by another method; empty for nothing */
    Optional<StripWork> compare(TableCheck table, Strip strip, StripWork work)
            throws InterruptedException, TargetLagsException {
        frames.current();
        return work.method() == Method.CHECKSUMS ? byChecksums(table, strip, work) : byRows(table, strip, work);
    }

    private Optional<StripWork> byRows(TableCheck table, Strip strip, StripWork work) throws InterruptedException {
        SessionPair.Both<RowSums, RowSums> sums = reader.read(
                table, Parts.one(KeyRange.ALL), keys.words(table), Slice.of(strip.onSource()), onTarget(strip));
        Optional<SessionPair.Both<StripTotal, StripTotal>> all = work.rows()
                .add(
                        strip,
                        new SessionPair.Both<>(
                                sums.source().stripTotal(), sums.target().stripTotal()));
        return all.isPresent() ? judge(table, work, all.get()) : Optional.empty();
    }

    private Optional<StripWork> judge(TableCheck table, StripWork work, SessionPair.Both<StripTotal, StripTotal> all)
            throws InterruptedException {
        RowTotal source = all.source().rows();
        RowTotal target = all.target().rows();
        if (!source.equals(target)
                && !keys.suspect(table, all.source().keys().minus(all.target().keys()))) {
            return Optional.of(StripWork.by(Method.CHECKSUMS, work.strips()));
        }
        table.compared(source.rows(), target.rows());
        table.rangesCompared(work.strips().size());
        return Optional.empty();
    }

    private Optional<StripWork> byChecksums(TableCheck table, Strip strip, StripWork work)
            throws InterruptedException, TargetLagsException {
        SessionPair sessions = frames.sessions();
        Slice target = onTarget(strip);
        long startedAt = System.nanoTime();
        SessionPair.Both<BucketDigests, BucketDigests> digests = sessions.both(
                () -> SliceDigests.buckets(sessions.source(), table.source(), Slice.of(strip.onSource())),
                () -> target == null
                        ? BucketDigests.NONE
                        : SliceDigests.buckets(sessions.target(), table.target(), target));
        long read = digests.source().sum().rows();
        table.method().tried(Method.CHECKSUMS, read, 0, System.nanoTime() - startedAt);
        paced.read(read, 0);
        Optional<SessionPair.Both<BucketDigests, BucketDigests>> all =
                work.buckets().add(strip, digests);
        if (all.isPresent()) {
            rows.compare(
                    table, Slice.of(KeyRange.ALL), all.get().source(), all.get().target());
            table.rangesCompared(work.strips().size());
        }
        return Optional.empty();
    }

    private static @Nullable Slice onTarget(Strip strip) {
        KeyRange range = strip.onTarget();
        return range == null ? null : Slice.of(range);
    }
}
