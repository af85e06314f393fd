package dev.landfall.mapping.expression;

/** What a value is on both servers, as far as expressions tell the difference. */
public enum ValueKind {
    /** Integers and decimals: {@code numeric} while they are computed with. */
    EXACT_NUMBER,
    /** {@code real} or {@code double precision}. */
    FLOAT,
    /** {@code boolean} on PostgreSQL, 0 or 1 on MariaDB. */
    BOOLEAN,
    TEXT,
    DATE,
    /** A wall clock reading: {@code timestamp} without zone. */
    DATETIME,
    /** A moment: {@code timestamptz}. */
    TIMESTAMP,
    JSON,
    UUID,
    BYTES,
    /** Known only to be NULL or not. */
    OTHER
}
