package dev.landfall.verify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row that is not the same.
 *
 * @param key the row's key in canonical text, for example {@code id=42}; without a key the row's digest
 */
public record RowDifference(Kind kind, String key, List<ColumnDifference> columns) {
    public RowDifference {
        columns = List.copyOf(columns);
    }

    /** Which side is wrong. */
    public enum Kind {
        /** On the source, not on the target. */
        MISSING,
        /** On the target, not on the source. */
        EXTRA,
        /** On both, with other values. */
        CHANGED
    }

    /** Both values in canonical text; null is SQL NULL. */
    public record ColumnDifference(
            String column,
            @Nullable String source,
            @Nullable String target) {}
}
