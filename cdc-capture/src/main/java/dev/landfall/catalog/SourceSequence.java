package dev.landfall.catalog;

/** A SEQUENCE object. */
public record SourceSequence(
        TableName name, long start, long minimum, long maximum, long increment, long cache, boolean cycle) {}
