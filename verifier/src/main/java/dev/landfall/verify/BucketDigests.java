package dev.landfall.verify;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Digests of rows by the bucket of their key; a bucket without rows is absent. */
record BucketDigests(Map<String, Digest> byName) {
    static final BucketDigests NONE = new BucketDigests(Map.of());

    BucketDigests {
        byName = Map.copyOf(byName);
    }

    BucketDigests plus(BucketDigests other) {
        Map<String, Digest> sum = new TreeMap<>(byName);
        other.byName.forEach((name, digest) -> sum.merge(name, digest, Digest::plus));
        return new BucketDigests(sum);
    }

    /** Names of buckets in which something differs. */
    List<String> different(BucketDigests other) {
        Map<String, Digest> all = new TreeMap<>(byName);
        all.putAll(other.byName);
        return all.keySet().stream()
                .filter(name ->
                        !byName.getOrDefault(name, Digest.NONE).equals(other.byName.getOrDefault(name, Digest.NONE)))
                .toList();
    }

    Digest sum() {
        return byName.values().stream().reduce(Digest.NONE, Digest::plus);
    }
}
