package dev.landfall.transform;

import dev.landfall.rules.Loss;
import dev.landfall.rules.Policy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What policies did to the values of one table: counts and a few keys. Not thread-safe; the owner writes it down with the
 * rows and clears it.
 */
public final class LossLog {
    private static final int SAMPLES = 3;

    private final Map<Case, Entry> entries = new LinkedHashMap<>();

    /** @param column in the source's spelling */
    public record Case(String column, Loss loss, Policy policy) {
        /** A row that PostgreSQL refuses, set aside. */
        public static final Case OF_REFUSED_ROW =
                new Case(Transformed.ALL_COLUMNS, Loss.REFUSED_ROW, Policy.of(Policy.Kind.REJECT));
    }

    /** @param keys of the first rows, as {@code id=5} */
    public record Total(Case what, long values, List<String> keys) {}

    private static final class Entry {
        private long values;
        private final List<String> keys = new ArrayList<>(SAMPLES);
    }

    /** @param key of the row, for people */
    public void add(Case what, String key) {
        Entry entry = entries.computeIfAbsent(what, none -> new Entry());
        entry.values++;
        if (entry.keys.size() < SAMPLES) {
            entry.keys.add(key);
        }
    }

    public List<Total> totals() {
        return entries.entrySet().stream()
                .map(entry -> new Total(entry.getKey(), entry.getValue().values, List.copyOf(entry.getValue().keys)))
                .toList();
    }

    public void clear() {
        entries.clear();
    }
}
