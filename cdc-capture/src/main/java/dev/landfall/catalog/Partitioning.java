package dev.landfall.catalog;

import dev.landfall.sql.Identifiers;
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

    /**
     * information_schema describes a DEFAULT partition of a LIST as {@code 0} (seen on 10.11 and 11.4), as if it took zeros
     * only.
     *
     * @param tableDefinition as SHOW CREATE TABLE prints it
     */
    Partitioning withDefaults(String tableDefinition) {
        List<Part> corrected = parts.stream()
                .map(part -> tableDefinition.contains("PARTITION " + Identifiers.mariaDb(part.name()) + " DEFAULT")
                        ? new Part(part.name(), "DEFAULT")
                        : part)
                .toList();
        return new Partitioning(method, expression, subpartitioned, corrected);
    }

    /** @param description VALUES of the partition in MariaDB's dialect: an upper bound, or a list; empty for HASH and KEY */
    public record Part(String name, String description) {}
}
