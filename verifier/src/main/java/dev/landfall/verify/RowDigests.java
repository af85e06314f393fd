package dev.landfall.verify;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Digests of some rows, with how many of them have each: a million equal rows cost no more than one. Immutable. */
record RowDigests(Map<String, Long> counts) {
    static final RowDigests NONE = new RowDigests(Map.of());

    RowDigests {
        counts = Map.copyOf(counts);
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    /** How many rows there are. */
    long count() {
        long rows = 0;
        for (long equal : counts.values()) {
            rows += equal;
        }
        return rows;
    }

    /** The rows of these without an equal among the others. */
    RowDigests without(RowDigests others) {
        Map<String, Long> left = new HashMap<>();
        counts.forEach((digest, equal) -> {
            long more = equal - others.counts.getOrDefault(digest, 0L);
            if (more > 0) {
                left.put(digest, more);
            }
        });
        return new RowDigests(left);
    }

    /** One digest for each row, sorted. @param most of the rows, from the first on */
    List<String> first(int most) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(equal -> Collections.nCopies((int) Math.min(most, equal.getValue()), equal.getKey()).stream())
                .limit(most)
                .toList();
    }
}
