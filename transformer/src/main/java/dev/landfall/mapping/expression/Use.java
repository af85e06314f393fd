package dev.landfall.mapping.expression;

/** Where an expression stands, which decides what it may be. */
public enum Use {
    /** A truth value of columns. */
    CHECK,
    /** A value of plain columns; PostgreSQL wants it immutable. */
    GENERATED,
    /** A value without columns; it may depend on the moment. */
    DEFAULT
}
