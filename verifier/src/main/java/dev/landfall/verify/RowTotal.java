package dev.landfall.verify;

/** Rows that were hashed here. @param hash their sum, modulo 2^64 */
record RowTotal(long rows, long hash) {
    static final RowTotal NONE = new RowTotal(0, 0);

    RowTotal plus(RowTotal other) {
        return new RowTotal(rows + other.rows, hash + other.hash);
    }
}
