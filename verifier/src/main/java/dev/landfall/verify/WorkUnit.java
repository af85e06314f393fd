package dev.landfall.verify;

/** A piece of work for one worker. */
sealed interface WorkUnit {
    TableCheck table();

    /** @param split whether the range has yet to be split into ranges that are worth a query each */
    record Range(TableCheck table, KeyRange range, boolean split) implements WorkUnit {
        /** The whole table. @param rangeRows that a range is to have, about */
        static Range all(TableCheck table, long rangeRows) {
            return new Range(table, KeyRange.ALL, table.plan().chunked() && table.estimatedRows() > rangeRows);
        }
    }

    /** A part of what has changed since the proof. */
    record Changed(TableCheck table, ProofLedger ledger, int part, int parts) implements WorkUnit {}
}
