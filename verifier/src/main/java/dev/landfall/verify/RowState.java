package dev.landfall.verify;

/**
 * What one server holds for a key: every row that has it. That is one row, or none; only without a key, or where the target
 * lacks its primary key, can it be more.
 *
 * @param version changes whenever the target writes the row, even with the same values; 0 on the source
 */
record RowState(RowDigests rows, long version) {
    static final RowState ABSENT = new RowState(RowDigests.NONE, 0);

    boolean sameRows(RowState other) {
        return rows.equals(other.rows);
    }
}
