package dev.landfall.mapping.expression;

import java.util.List;
import java.util.Map;

/** Comparisons of values that both servers order alike. */
final class ComparisonRules {
    static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry("=", Rule.of((left, right) -> compared(left, "=", right, false))),
            Map.entry("<>", Rule.of((left, right) -> compared(left, "<>", right, false))),
            Map.entry("!=", Rule.of((left, right) -> compared(left, "<>", right, false))),
            Map.entry("<=>", Rule.of((left, right) -> compared(left, "IS NOT DISTINCT FROM", right, false))),
            Map.entry("<", Rule.of((left, right) -> compared(left, "<", right, true))),
            Map.entry("<=", Rule.of((left, right) -> compared(left, "<=", right, true))),
            Map.entry(">", Rule.of((left, right) -> compared(left, ">", right, true))),
            Map.entry(">=", Rule.of((left, right) -> compared(left, ">=", right, true))),
            Map.entry("between", Rule.of(3, 3, ComparisonRules::between)),
            Map.entry("in", Rule.of(2, Integer.MAX_VALUE, ComparisonRules::in)),
            Map.entry("like", Rule.of(ComparisonRules::like)));

    private ComparisonRules() {}

    private static Value compared(Value left, String operator, Value right, boolean ordered) {
        List<String> sql = Comparison.align(List.of(left, right), ordered);
        return Value.truth("(" + sql.get(0) + " " + operator + " " + sql.get(1) + ")");
    }

    private static Value between(List<Value> arguments) {
        List<String> sql = Comparison.align(arguments, true);
        return Value.truth("(" + sql.get(0) + " BETWEEN " + sql.get(1) + " AND " + sql.get(2) + ")");
    }

    private static Value in(List<Value> arguments) {
        Comparison.refuseNullsAmong(arguments.subList(1, arguments.size()));
        List<String> sql = Comparison.align(arguments, false);
        return Value.truth("(" + sql.get(0) + " IN (" + String.join(", ", sql.subList(1, sql.size())) + "))");
    }

    private static Value like(Value operand, Value pattern) {
        String literal = pattern.literal();
        if (pattern.kind() != ValueKind.TEXT || literal == null) {
            throw new Refusal("has LIKE with a pattern that is no literal");
        }
        Value text = operand.asText();
        if (!text.text().comparesCharacters()) {
            throw new Refusal("compares text under a case-insensitive collation");
        }
        // PostgreSQL raises an error for a pattern that ends in the escape character.
        if (literal.matches("(?s)(?:[^\\\\]|\\\\.)*+\\\\")) {
            throw new Refusal("has LIKE with a pattern that ends in a backslash");
        }
        return Value.truth("(" + text.sql() + " LIKE " + pattern.sql() + ")");
    }
}
