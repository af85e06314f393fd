package dev.landfall.verify;

import java.util.List;

/**
 * Part of a table that is read at once.
 *
 * @param buckets beginnings of the key's digest; empty for all
 * @param after only rows whose key's digest is greater; empty for all
 */
record Slice(KeyRange range, List<String> buckets, String after) {
    Slice {
        buckets = List.copyOf(buckets);
    }

    static Slice of(KeyRange range) {
        return new Slice(range, List.of(), "");
    }

    Slice inBuckets(List<String> names) {
        return new Slice(range, names, after);
    }

    Slice after(String keyDigest) {
        return new Slice(range, buckets, keyDigest);
    }
}
