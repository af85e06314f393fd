package dev.landfall.forecast;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** The statements that are still to be executed on one table after its copy. Not thread-safe. */
final class TableBuilds {
    private final Map<Stage, Map<Effort, Integer>> left = new EnumMap<>(Stage.class);

    TableBuilds(Map<Stage, Map<Effort, Integer>> all) {
        for (Stage stage : Stage.values()) {
            Map<Effort, Integer> counts = new EnumMap<>(Effort.class);
            counts.putAll(all.getOrDefault(stage, Map.of()));
            left.put(stage, counts);
        }
    }

    /** @param units of one statement */
    double units(Stage stage, ToDoubleFunction<Effort> units) {
        return left(stage).entrySet().stream()
                .mapToDouble(each -> each.getValue() * units.applyAsDouble(each.getKey()))
                .sum();
    }

    boolean hasUnknown(Stage stage) {
        return left(stage).getOrDefault(Effort.UNKNOWN, 0) > 0;
    }

    void built(Stage stage, Effort effort) {
        left(stage).computeIfPresent(effort, (same, count) -> Math.max(0, count - 1));
    }

    private Map<Effort, Integer> left(Stage stage) {
        return Objects.requireNonNull(left.get(stage));
    }
}
