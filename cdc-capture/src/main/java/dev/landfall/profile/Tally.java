package dev.landfall.profile;

import dev.landfall.catalog.SourceColumn;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts up a table's profile. Thread-safe. */
final class Tally {
    private static final int SAMPLES = 3;

    private final Map<String, Map<Trait, Long>> counts = new HashMap<>();
    private final Map<String, Map<Trait, List<String>>> samples = new HashMap<>();
    private long rows;

    synchronized void rows(long more) {
        rows += more;
    }

    synchronized void found(SourceColumn column, Trait trait, long more) {
        if (more > 0) {
            counts.computeIfAbsent(column.name(), name -> new EnumMap<>(Trait.class))
                    .merge(trait, more, Long::sum);
        }
    }

    synchronized boolean has(SourceColumn column, Trait trait) {
        return counts.getOrDefault(column.name(), Map.of()).containsKey(trait);
    }

    synchronized void sample(SourceColumn column, Trait trait, String key) {
        List<String> keys = samples.computeIfAbsent(column.name(), name -> new EnumMap<>(Trait.class))
                .computeIfAbsent(trait, none -> new ArrayList<>());
        if (keys.size() < SAMPLES && !key.isEmpty()) {
            keys.add(key);
        }
    }

    synchronized TableProfile profile(boolean complete) {
        Map<String, Map<Trait, TraitCount>> columns = new HashMap<>();
        counts.forEach((column, traits) -> {
            Map<Trait, TraitCount> found = new EnumMap<>(Trait.class);
            traits.forEach((trait, count) -> found.put(
                    trait,
                    new TraitCount(count, samples.getOrDefault(column, Map.of()).getOrDefault(trait, List.of()))));
            columns.put(column, found);
        });
        return new TableProfile(rows, complete, columns);
    }
}
