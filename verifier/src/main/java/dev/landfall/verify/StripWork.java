package dev.landfall.verify;

import java.util.List;

/**
 * All strips of a table, and what they add up to so far. Thread-safe.
 *
 * @param method one for all strips: sums of different hashes cannot be added
 * @param rows by {@link Method#ROWS}
 * @param buckets by {@link Method#CHECKSUMS}
 */
record StripWork(List<Strip> strips, Method method, StripSums<StripTotal> rows, StripSums<BucketDigests> buckets) {
    StripWork {
        strips = List.copyOf(strips);
    }

    /** None of them has been read. */
    static StripWork by(Method method, List<Strip> strips) {
        return new StripWork(
                strips,
                method,
                new StripSums<>(strips, StripTotal.NONE, StripTotal::plus),
                new StripSums<>(strips, BucketDigests.NONE, BucketDigests::plus));
    }
}
