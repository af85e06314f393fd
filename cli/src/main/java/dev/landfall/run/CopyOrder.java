package dev.landfall.run;

import dev.landfall.apply.Chunk;
import dev.landfall.catalog.TableName;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * In which order chunks are handed out. Large ones come first, so that no worker is left alone with one at the end; but one of each
 * table that has several comes early, since rows, bytes and pace of a table are known from then on and the ETA with them.
 */
final class CopyOrder {
    private CopyOrder() {}

    /**
     * @param awaited tables that others wait for come first of all
     * @param work about what a chunk costs, in any unit
     */
    static List<Chunk> of(List<Chunk> pending, Predicate<TableName> awaited, ToDoubleFunction<Chunk> work) {
        List<Chunk> largestFirst = pending.stream()
                .sorted(Comparator.comparing((Chunk chunk) -> awaited.test(chunk.table()))
                        .thenComparing(Comparator.comparingDouble(work))
                        .reversed())
                .toList();
        Map<TableName, List<Chunk>> tables = largestFirst.stream()
                .filter(chunk -> !awaited.test(chunk.table()))
                .collect(Collectors.groupingBy(Chunk::table, LinkedHashMap::new, Collectors.toList()));
        // From the middle: the oldest rows of a table are often fewer and other than the rest.
        List<Chunk> scouts = tables.values().stream()
                .filter(own -> own.size() > 1)
                .map(own -> own.get(own.size() / 2))
                .toList();
        Set<TableName> scouted = scouts.stream().map(Chunk::table).collect(Collectors.toSet());
        Set<Chunk> ordered = new LinkedHashSet<>();
        boolean sent = false;
        for (Chunk chunk : largestFirst) {
            if (!sent && scouted.contains(chunk.table())) {
                ordered.addAll(scouts);
                sent = true;
            }
            ordered.add(chunk);
        }
        return List.copyOf(ordered);
    }
}
