package dev.landfall.verify;

import java.util.ArrayList;
import java.util.List;

/**
 * What one server holds for a key: the digest of every row that has it, sorted. That is one row, or none; only without a
 * key, or where the target lacks its primary key, can it be more.
 *
 * @param version changes whenever the target writes the row, even with the same values; 0 on the source
 */
record RowState(List<String> rows, long version) {
    static final RowState ABSENT = new RowState(List.of(), 0);

    RowState {
        rows = List.copyOf(rows);
    }

    boolean sameRows(RowState other) {
        return rows.equals(other.rows);
    }

    /** The rows of this state without an equal in the other one. */
    List<String> without(RowState other) {
        List<String> left = new ArrayList<>(rows);
        other.rows.forEach(left::remove);
        return left;
    }
}
