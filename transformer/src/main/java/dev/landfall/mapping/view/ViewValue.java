package dev.landfall.mapping.view;

import org.jspecify.annotations.Nullable;

/**
 * An expression in PostgreSQL's words.
 *
 * @param sql binds as one operand: a name, a literal, a call or in parentheses
 * @param literal the value of a text or number literal; null for everything else
 * @param rounded whether it is still to be rounded to its type's scale where it leaves the query: MariaDB computes on with
 *     more digits of a quotient than it shows
 */
record ViewValue(String sql, ValueType type, @Nullable String literal, boolean rounded) {
    static final ViewValue NULL = of("NULL", ValueType.NULL);

    static ViewValue of(String sql, ValueType type) {
        return new ViewValue(sql, type, null, false);
    }

    static ViewValue condition(String sql) {
        return of(sql, ValueType.CONDITION);
    }

    static ViewValue integer(String sql) {
        return of(sql, ValueType.INTEGER);
    }

    static ViewValue text(String sql) {
        return of(sql, ValueType.TEXT);
    }

    /** @param rounded see {@link ViewValue} */
    static ViewValue decimal(String sql, int scale, boolean rounded) {
        return new ViewValue(sql, ValueType.decimal(scale), null, rounded);
    }

    ValueType.Kind kind() {
        return type.kind();
    }

    boolean isNull() {
        return kind() == ValueType.Kind.NULL;
    }

    boolean isTextLiteral() {
        return kind() == ValueType.Kind.TEXT && literal != null;
    }

    /** A whole number literal of the statement; null when it is something else. */
    @Nullable
    Integer constant() {
        return kind() == ValueType.Kind.INTEGER && literal != null && literal.length() < 10
                ? Integer.valueOf(literal)
                : null;
    }

    /** As a column of a result: conditions are numbers to MariaDB, quotients have a scale. */
    ViewValue output() {
        if (kind() == ValueType.Kind.CONDITION) {
            return integer("cast(" + sql + " as integer)");
        }
        return rounded ? decimal("round(" + sql + ", " + type.scale() + ")", type.scale(), false) : this;
    }
}
