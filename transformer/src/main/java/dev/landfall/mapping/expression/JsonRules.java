package dev.landfall.mapping.expression;

import java.util.Map;

/**
 * JSON values are not looked into: of two equal keys MariaDB finds the first and PostgreSQL the last, MariaDB's json_value()
 * gives 1 for true and NULL for an object, and PostgreSQL raises an error for an escaped U+0000, which MariaDB takes.
 */
final class JsonRules {
    static final Map<String, Rule> RULES = Map.of("json_valid", Rule.of(JsonRules::valid));

    private JsonRules() {}

    private static Value valid(Value operand) {
        if (operand.kind() != ValueKind.JSON) {
            throw new Refusal("calls json_valid() on " + operand.described());
        }
        return Value.truth("(CASE WHEN " + operand.sql() + " IS NOT NULL THEN TRUE END)");
    }
}
