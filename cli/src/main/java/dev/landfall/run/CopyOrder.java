package dev.landfall.run;

import dev.landfall.apply.Chunk;
import dev.landfall.catalog.TableName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * In which order chunks are handed out. Large ones come first, so that no worker is left alone with one at the end; but one of each
 * table that has several comes early, since rows, bytes and pace of a table are known from then on and the ETA with them.
 */
final class CopyOrder {
    /** The first ones are slow: neither the servers nor the code that copies are warm. */
    private static final int COLD = 8;

    private CopyOrder() {}

    /** @param awaited tables that others wait for come first of all */
    static List<Chunk> of(List<Chunk> pending, Predicate<TableName> awaited) {
        List<Chunk> largestFirst = pending.stream()
                .sorted(Comparator.comparing((Chunk chunk) -> awaited.test(chunk.table()))
                        .thenComparing(Chunk::expectedRows)
                        .reversed())
                .toList();
        List<Chunk> cold = largestFirst.subList(0, Math.min(COLD, largestFirst.size()));
        Set<Chunk> ordered = new LinkedHashSet<>(cold);
        ordered.addAll(scouts(largestFirst));
        ordered.addAll(largestFirst);
        return List.copyOf(ordered);
    }

    /** From the middle: the oldest rows of a table are often fewer and other than the rest. */
    private static List<Chunk> scouts(List<Chunk> chunks) {
        Map<TableName, List<Chunk>> tables = new LinkedHashMap<>();
        chunks.forEach(chunk ->
                tables.computeIfAbsent(chunk.table(), none -> new ArrayList<>()).add(chunk));
        return tables.values().stream()
                .filter(own -> own.size() > 1)
                .map(own -> own.get(own.size() / 2))
                .toList();
    }
}
