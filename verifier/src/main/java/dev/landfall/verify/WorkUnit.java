package dev.landfall.verify;

/** A piece of work for one worker. */
sealed interface WorkUnit {
    TableCheck table();

    /** @param split whether the range has yet to be split into ranges that are worth a query each */
    record Range(TableCheck table, KeyRange range, boolean split) implements WorkUnit {}

    record Keys(TableCheck table, ChangedKeys keys) implements WorkUnit {}
}
