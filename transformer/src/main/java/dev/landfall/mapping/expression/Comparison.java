package dev.landfall.mapping.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Operands made comparable with PostgreSQL's operators, or refused. */
final class Comparison {
    private Comparison() {}

    /**
     * SQL of each operand, all of one type.
     *
     * @param ordered whether which one is greater matters, not only whether they are equal
     */
    static List<String> align(List<Value> operands, boolean ordered) {
        List<Value> values = operands.stream().filter(value -> !value.isNull()).toList();
        if (values.isEmpty()) {
            throw new Refusal("compares NULL with NULL");
        }
        if (values.stream().allMatch(Value::isNumber)) {
            return sql(operands, value -> value.asNumber().sql());
        }
        if (values.stream().allMatch(value -> value.kind() == ValueKind.FLOAT || value.isNumber())) {
            return sql(operands, value -> "cast(" + value.asNumberOrFloat().sql() + " as double precision)");
        }
        if (values.stream().anyMatch(Value::isWallClock)) {
            return wallClocks(operands, values);
        }
        if (values.stream().allMatch(value -> value.kind() == ValueKind.TEXT)) {
            return texts(operands, values, ordered);
        }
        ValueKind kind = values.get(0).kind();
        boolean alike = values.stream().allMatch(value -> value.kind() == kind);
        if (alike && (kind == ValueKind.TIMESTAMP || kind == ValueKind.UUID && !ordered)) {
            return sql(operands, Value::sql);
        }
        throw new Refusal("compares " + values.get(0).described()
                + (values.size() > 1 ? " with " + values.get(1).described() : ""));
    }

    /**
     * Refuses to look for an operand among several values of which one may be NULL: MariaDB 11.4 then misses an equal one
     * behind it, depending on the rows before.
     */
    static void refuseNullsAmong(List<Value> values) {
        List<Value> some = values.stream().filter(value -> !value.isNull()).toList();
        if (some.size() > 1 && !some.stream().allMatch(Value::isConstant)) {
            throw new Refusal("looks for a value (IN or CASE ... WHEN) among several that are not all literals");
        }
    }

    private static List<String> wallClocks(List<Value> operands, List<Value> values) {
        List<Value> dates = values.stream().map(DateLiterals::dateOrSame).toList();
        for (Value date : dates) {
            if (!date.isWallClock()) {
                throw new Refusal("compares a date with " + date.described());
            }
        }
        boolean daysOnly = dates.stream().allMatch(date -> date.kind() == ValueKind.DATE);
        return sql(operands, value -> {
            Value date = DateLiterals.dateOrSame(value);
            return daysOnly ? date.sql() : date.asDateTime().sql();
        });
    }

    private static List<String> texts(List<Value> operands, List<Value> values, boolean ordered) {
        TextForm form = values.stream().map(Value::text).reduce(TextForm::and).orElseThrow();
        if (!form.comparesCharacters()) {
            throw new Refusal(
                    form.collation() == TextForm.Collation.LOOSE
                            ? "compares text under a case-insensitive collation"
                            : "compares text whose collation is the session's");
        }
        if (ordered) {
            throw new Refusal("asks which text is greater, which depends on PostgreSQL's locale");
        }
        boolean padded = form.collation() == TextForm.Collation.BINARY_PADDED;
        return sql(operands, value -> padded ? withoutTrailingSpaces(value) : value.sql());
    }

    private static String withoutTrailingSpaces(Value text) {
        if (text.literal() == null) {
            return "rtrim(" + text.sql() + ", ' ')";
        }
        return Value.textLiteral(text.literal().replaceFirst(" +$", "")).sql();
    }

    private static List<String> sql(List<Value> operands, Function<Value, String> rendering) {
        List<String> sql = new ArrayList<>();
        for (Value operand : operands) {
            sql.add(operand.isNull() ? "NULL" : rendering.apply(operand));
        }
        return sql;
    }
}
