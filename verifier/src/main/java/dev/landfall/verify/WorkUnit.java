package dev.landfall.verify;

/**
 * A piece of work for one worker.
 *
 * @param split whether the range has yet to be split into ranges that are worth a query each
 */
record WorkUnit(TableCheck table, KeyRange range, boolean split) {}
