package dev.landfall.apply;

/** What was written for a chunk. @param bytes of PostgreSQL's binary format */
public record ChunkReceipt(long rows, long bytes, long millis) {}
