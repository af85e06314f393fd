package dev.landfall.transform;

import org.jspecify.annotations.Nullable;

/** A row in target values, one per column of the table plan (null for SQL NULL and for generated columns). */
public final class TargetRow {
    private final @Nullable Object[] values;

    TargetRow(@Nullable Object[] values) {
        this.values = values;
    }

    public static TargetRow ofNulls(int columns) {
        return new TargetRow(new @Nullable Object[columns]);
    }

    /** @param column position in the plan's column list, from 0 */
    public @Nullable Object get(int column) {
        return values[column];
    }
}
