package dev.landfall.reverse;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A row's values as PostgreSQL prints them, in the order of its relation's columns.
 *
 * @param texts null for SQL NULL and for what was not sent
 * @param absent columns that were not sent: large values that did not change
 */
record Tuple(@Nullable String[] texts, BitSet absent) {
    boolean has(int column) {
        return !absent.get(column);
    }

    @Nullable
    String text(int column) {
        return texts[column];
    }
}
