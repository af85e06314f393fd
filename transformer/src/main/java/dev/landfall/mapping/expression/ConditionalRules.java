package dev.landfall.mapping.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values that depend on conditions. All that may come out must be of one kind: else MariaDB converts them. */
final class ConditionalRules {
    static final Map<String, Rule> RULES = Map.of(
            "if", Rule.of(3, 3, arguments -> condition(arguments.get(0), arguments.get(1), arguments.get(2))),
            "ifnull", Rule.of(2, 2, ConditionalRules::firstNotNull),
            "nvl", Rule.of(2, 2, ConditionalRules::firstNotNull),
            "coalesce", Rule.of(1, Integer.MAX_VALUE, ConditionalRules::firstNotNull),
            "nullif", Rule.of(ConditionalRules::nullIf));

    /** One branch of a CASE. */
    record Branch(Value when, Value then) {}

    private ConditionalRules() {}

    private static Value condition(Value condition, Value then, Value otherwise) {
        return caseOf(null, List.of(new Branch(condition, then)), otherwise);
    }

    static Value caseOf(@Nullable Value operand, List<Branch> branches, Value otherwise) {
        if (operand != null) {
            Comparison.refuseNullsAmong(branches.stream().map(Branch::when).toList());
        }
        List<Value> results =
                new ArrayList<>(branches.stream().map(Branch::then).toList());
        results.add(otherwise);
        Value result = common(results);
        StringBuilder sql = new StringBuilder("(CASE");
        for (Branch branch : branches) {
            sql.append(" WHEN ")
                    .append(operand == null ? branch.when().asTruth().sql() : equal(operand, branch.when()))
                    .append(" THEN ")
                    .append(as(result, branch.then()));
        }
        return result.withSql(sql.append(" ELSE ")
                .append(as(result, otherwise))
                .append(" END)")
                .toString());
    }

    private static Value firstNotNull(List<Value> arguments) {
        Value result = common(arguments);
        return result.withSql(
                arguments.stream().map(value -> as(result, value)).collect(Collectors.joining(", ", "coalesce(", ")")));
    }

    private static Value nullIf(Value operand, Value other) {
        Value result = common(List.of(operand));
        return result.withSql(
                "(CASE WHEN " + equal(operand, other) + " THEN NULL ELSE " + as(result, operand) + " END)");
    }

    private static String equal(Value one, Value other) {
        List<String> sql = Comparison.align(List.of(one, other), false);
        return "(" + sql.get(0) + " = " + sql.get(1) + ")";
    }

    /** What is known of a value that may be any of the given ones; its SQL means nothing. */
    static Value common(List<Value> values) {
        List<Value> some = values.stream().filter(value -> !value.isNull()).toList();
        if (some.isEmpty()) {
            throw new Refusal("has a value that can only be NULL");
        }
        if (some.stream().allMatch(Value::isNumber)) {
            Digits digits = some.stream()
                    .map(value -> value.asNumber().digits())
                    .reduce(Digits::or)
                    .orElseThrow();
            return Value.number("", digits);
        }
        ValueKind kind = some.get(0).kind();
        for (Value value : some) {
            if (value.kind() != kind) {
                throw new Refusal("mixes " + some.get(0).described() + " and " + value.described()
                        + " where one kind of value is needed");
            }
        }
        return switch (kind) {
            case TEXT ->
                Value.text(
                        "", some.stream().map(Value::text).reduce(TextForm::and).orElseThrow());
            case DATE, DATETIME, FLOAT, UUID, BYTES -> Value.of("", kind);
            case EXACT_NUMBER, BOOLEAN, TIMESTAMP, JSON, OTHER ->
                throw new Refusal("chooses between values of a kind that MariaDB may convert: "
                        + some.get(0).described());
        };
    }

    private static String as(Value result, Value value) {
        if (value.isNull()) {
            return "NULL";
        }
        return result.isNumber() ? value.asNumber().sql() : value.sql();
    }
}
