package dev.landfall.catalog;

import java.util.List;

/**
 * How a table is partitioned.
 *
 * @param method RANGE, LIST, RANGE COLUMNS, LIST COLUMNS, HASH, KEY (LINEAR too) or SYSTEM_TIME
 * @param expression what is partitioned by, in MariaDB's dialect; empty where there is none
 */
public record Partitioning(String method, String expression, boolean subpartitioned, List<Part> parts) {
    public Partitioning {
        parts = List.copyOf(parts);
    }

    /** @param description VALUES of the partition in MariaDB's dialect: an upper bound, or a list; empty for HASH and KEY */
    public record Part(String name, String description) {}
}
