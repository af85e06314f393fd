package dev.landfall.stream;

import dev.landfall.catalog.TableName;

/** Tables that are not captured. */
interface OtherTables {
    /**
     * Whether it is surely a table, and what is written to it goes nowhere else; false as well when that cannot be seen.
     *
     * @throws dev.landfall.failure.MigrationException when the source cannot be asked
     */
    boolean isPlain(TableName table);

    /** A definition has changed, of whatever. */
    void forget();
}
