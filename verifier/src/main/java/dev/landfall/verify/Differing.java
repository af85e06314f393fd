package dev.landfall.verify;

import dev.landfall.catalog.TableName;
import java.util.List;
import java.util.Map;

/** The rows that a verification has found to differ: of each table as many as it was to keep. Immutable. */
public final class Differing {
    private final Map<TableName, List<Explained>> rows;

    Differing(Map<TableName, List<Explained>> rows) {
        this.rows = Map.copyOf(rows);
    }

    List<Explained> of(TableName table) {
        return rows.getOrDefault(table, List.of());
    }
}
