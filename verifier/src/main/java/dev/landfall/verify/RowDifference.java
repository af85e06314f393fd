package dev.landfall.verify;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One row that is not the same.
 *
 * @param key the row's key in canonical text, for example {@code id=42}; without a key the row's digest
 * @param cause of the whole row; of a changed one that of its columns, if they share it
 */
public record RowDifference(Kind kind, String key, Cause cause, List<ColumnDifference> columns) {
    public RowDifference {
        columns = List.copyOf(columns);
    }

    static RowDifference changed(String key, List<ColumnDifference> columns) {
        List<Cause> causes =
                columns.stream().map(ColumnDifference::cause).distinct().toList();
        Cause cause = causes.size() == 1 ? causes.get(0) : causes.isEmpty() ? Cause.OTHER : Cause.SEVERAL;
        return new RowDifference(Kind.CHANGED, key, cause, columns);
    }

    RowDifference by(Cause other) {
        return new RowDifference(kind, key, other, columns);
    }

    /** Its key, and what is wrong: the columns, or the side that does not have it. */
    public String inShort() {
        return key
                + switch (kind) {
                    case MISSING -> " missing on the target";
                    case EXTRA -> " on the target only";
                    case CHANGED ->
                        columns.stream().map(ColumnDifference::column).collect(Collectors.joining(", ", " in ", ""));
                };
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
            @Nullable String target,
            Cause cause) {
        ColumnDifference by(Cause other) {
            return new ColumnDifference(column, source, target, other);
        }
    }
}
