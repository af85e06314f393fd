package dev.landfall.mapping.expression;

/** An expression's fate. */
public sealed interface Expression {
    /**
     * @param sql for PostgreSQL, in parentheses where it needs them
     * @param immutable depends on nothing but the row
     */
    record Translated(String sql, ValueKind kind, boolean immutable) implements Expression {}

    /** @param reason what about the expression has no exact counterpart: continues "the expression ..." */
    record Untranslated(String reason) implements Expression {}
}
