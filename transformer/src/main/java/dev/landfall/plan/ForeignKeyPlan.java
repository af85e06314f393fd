package dev.landfall.plan;

import dev.landfall.catalog.ForeignKey;
import java.util.List;

/** A foreign key to build after the copy; names are the target's. */
public record ForeignKeyPlan(
        ForeignKey source, String name, List<String> columns, String parentTable, List<String> parentColumns) {
    public ForeignKeyPlan {
        columns = List.copyOf(columns);
        parentColumns = List.copyOf(parentColumns);
    }
}
