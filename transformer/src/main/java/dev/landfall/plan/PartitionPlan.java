package dev.landfall.plan;

import java.util.List;

/**
 * How a target table is partitioned.
 *
 * @param key PARTITION BY clause without these words: {@code RANGE ("day")}
 */
public record PartitionPlan(String key, List<Part> parts) {
    public PartitionPlan {
        parts = List.copyOf(parts);
    }

    /** @param name of the partition's own table; @param bounds {@code FOR VALUES ...} or {@code DEFAULT} */
    public record Part(String name, String bounds) {}
}
