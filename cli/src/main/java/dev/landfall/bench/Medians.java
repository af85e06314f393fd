package dev.landfall.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Medians of durations; of an even number, halfway between the two in the middle. */
final class Medians {
    private Medians() {}

    /** @throws IllegalArgumentException of nothing */
    static Duration median(List<Duration> durations) {
        if (durations.isEmpty()) {
            throw new IllegalArgumentException("nothing has no median");
        }
        List<Duration> sorted = durations.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : sorted.get(middle - 1).plus(sorted.get(middle)).dividedBy(2);
    }

    /**
     * The least duration that so many percent of all do not exceed.
     *
     * @throws IllegalArgumentException of nothing
     */
    static Duration percentile(List<Duration> durations, int percent) {
        if (durations.isEmpty()) {
            throw new IllegalArgumentException("nothing has no percentile");
        }
        int rank = (durations.size() * percent + 99) / 100;
        return durations.stream().sorted().toList().get(Math.max(1, rank) - 1);
    }

    /** The median of each part over the runs that have it, in the order of their first appearance. */
    static List<Part> parts(List<List<Part>> runs) {
        Map<String, List<Duration>> byName = new LinkedHashMap<>();
        for (List<Part> run : runs) {
            for (Part part : run) {
                byName.computeIfAbsent(part.name(), name -> new ArrayList<>()).add(part.took());
            }
        }
        return byName.entrySet().stream()
                .map(part -> new Part(part.getKey(), median(part.getValue())))
                .toList();
    }
}
