package dev.landfall.mapping.expression;

import dev.landfall.catalog.SourceColumn;
import dev.landfall.target.PgType;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Translates MariaDB expressions, as information_schema prints them, that mean exactly the same in PostgreSQL. An expression
 * for which MariaDB raises an error (an integer above 64 bits) may have a value on PostgreSQL: no row on MariaDB has it.
 */
public final class ExpressionTranslator {
    private ExpressionTranslator() {}

    /**
     * @param columns gives the column of a name, empty for one that the expression may not refer to: PostgreSQL lets a
     *     generated column refer to plain ones only
     */
    public static Expression translate(String sql, Function<String, Optional<ExpressionColumn>> columns, Use use) {
        return translate(sql, columns, use, use == Use.CHECK ? Value::asTruth : Value::orNumber);
    }

    /** Like {@link #translate(String, Function, Use)}, for the value of {@code column}, which is of {@code targetType} on the target. */
    public static Expression translate(
            String sql,
            Function<String, Optional<ExpressionColumn>> columns,
            Use use,
            SourceColumn column,
            PgType targetType) {
        return translate(sql, columns, use, value -> Assignment.assign(value, use, column, targetType));
    }

    private static Expression translate(
            String sql, Function<String, Optional<ExpressionColumn>> columns, Use use, UnaryOperator<Value> result) {
        try {
            Translation translation = new Translation(columns, use);
            Value value = result.apply(translation.translate(Parser.parse(sql)));
            return new Expression.Translated(value.sql(), value.kind(), translation.immutable());
        } catch (Refusal e) {
            return new Expression.Untranslated(e.reason());
        }
    }
}
