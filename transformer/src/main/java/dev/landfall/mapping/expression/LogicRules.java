package dev.landfall.mapping.expression;

import java.util.Map;

/** Truth values of three kinds: both servers agree on them. */
final class LogicRules {
    static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry("true", Rule.of(0, 0, arguments -> Value.truth("TRUE"))),
            Map.entry("false", Rule.of(0, 0, arguments -> Value.truth("FALSE"))),
            Map.entry("and", Rule.of((left, right) -> joined(left, "AND", right))),
            Map.entry("or", Rule.of((left, right) -> joined(left, "OR", right))),
            Map.entry("xor", Rule.of((left, right) -> joined(left, "<>", right))),
            Map.entry(
                    "not",
                    Rule.of(operand -> Value.truth("(NOT " + operand.asTruth().sql() + ")"))),
            Map.entry("is null", Rule.of(LogicRules::isNull)),
            Map.entry("isnull", Rule.of(LogicRules::isNull)),
            Map.entry("is true", Rule.of(operand -> is(operand, "TRUE"))),
            Map.entry("is false", Rule.of(operand -> is(operand, "FALSE"))),
            Map.entry("is unknown", Rule.of(operand -> is(operand, "UNKNOWN"))));

    private LogicRules() {}

    private static Value joined(Value left, String operator, Value right) {
        return Value.truth("(" + left.asTruth().sql() + " " + operator + " "
                + right.asTruth().sql() + ")");
    }

    private static Value isNull(Value operand) {
        return Value.truth("(" + operand.sql() + " IS NULL)");
    }

    private static Value is(Value operand, String what) {
        return Value.truth("(" + operand.asTruth().sql() + " IS " + what + ")");
    }
}
