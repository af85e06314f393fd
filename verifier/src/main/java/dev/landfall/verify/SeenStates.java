package dev.landfall.verify;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The states that some rows were seen in on one server. */
final class SeenStates {
    /** Of each row: enough for many seconds of reading, and bounded. */
    private static final int MAX_STATES = 10_000;

    private final Map<String, Set<RowDigests>> byKey = new HashMap<>();

    void add(Collection<RowKey> keys, Map<String, RowState> now) {
        for (RowKey key : keys) {
            Set<RowDigests> seen = byKey.computeIfAbsent(key.digest(), digest -> new HashSet<>());
            if (seen.size() < MAX_STATES) {
                seen.add(now.getOrDefault(key.digest(), RowState.ABSENT).rows());
            }
        }
    }

    /** Whether a row was seen in the same state here and there. */
    boolean meets(SeenStates other, RowKey key) {
        return !Collections.disjoint(of(key), other.of(key));
    }

    /** Whether a row was seen, and in no other state. */
    boolean only(RowKey key, RowState state) {
        return of(key).equals(Set.of(state.rows()));
    }

    private Set<RowDigests> of(RowKey key) {
        return byKey.getOrDefault(key.digest(), Set.of());
    }
}
