package dev.landfall.verify;

/** A difference, and the key by which its row is found again. */
record Explained(RowKey key, RowDifference difference) {
    Explained by(Cause cause) {
        return new Explained(key, difference.by(cause));
    }
}
