package dev.landfall.verify;

import org.jspecify.annotations.Nullable;

/**
 * A difference, and the key by which its row is found again.
 *
 * @param exchange null where the row's values cannot be told from others
 */
record Explained(
        RowKey key, RowDifference difference, @Nullable Exchange exchange) {
    Explained(RowKey key, RowDifference difference) {
        this(key, difference, null);
    }

    Explained by(Cause cause) {
        return new Explained(key, difference.by(cause), exchange);
    }

    /** The same of each of its columns. */
    Explained swapped() {
        return new Explained(
                key,
                RowDifference.changed(
                        difference.key(),
                        difference.columns().stream()
                                .map(column -> column.by(Cause.SWAPPED))
                                .toList()),
                exchange);
    }
}
