package dev.landfall.target;

/**
 * One DDL statement and what it makes, so that it can be left out when that is already there.
 *
 * @param table the table it belongs to, in the target's spelling; empty for the schema itself
 * @param name of the object: schema, table, index, constraint, sequence, or the identity column
 */
public record Ddl(Kind kind, String schema, String table, String name, String sql) {
    /** In the order in which they are executed. */
    public enum Kind {
        SCHEMA,
        TABLE,
        PARTITION,
        SEQUENCE,
        PRIMARY_KEY,
        INDEX,
        UNIQUE_INDEX,
        FOREIGN_KEY,
        VALIDATION,
        CHECK,
        IDENTITY,
        TRIGGER,
        VIEW,
        COMMENT
    }
}
