package dev.landfall.mapping.view;

import dev.landfall.catalog.SourceColumn;
import dev.landfall.target.PgType;

/** A column of a table or view, with both its names; the type decides what MariaDB's operators mean on it. */
public record ViewColumn(String sourceName, String targetName, ValueType type) {
    /** @param type what the column has become on the target */
    public static ViewColumn of(SourceColumn source, String targetName, PgType type) {
        return new ViewColumn(source.name(), targetName, ValueType.of(source.type(), type));
    }
}
