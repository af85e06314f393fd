package dev.landfall.mapping.view;

import dev.landfall.mapping.view.ValueType.Kind;
import dev.landfall.sql.Identifiers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the expressions of one SELECT. */
final class ViewExpressionWriter implements ViewExpression.Cases<ViewValue> {
    private static final Set<String> COMPARISONS = Set.of("=", "<=>", "<>", "<", "<=", ">", ">=");
    private static final Set<String> TRUTHS = Set.of("true", "false", "unknown");

    private final ViewScope scope;
    private final ViewQueryWriter queries;
    private final Set<ViewCaveat> caveats;
    private final ViewConversion conversion;
    private final ViewComparison comparison;
    private final ViewNumberFunctions numbers;
    private final ViewTextFunctions texts;
    private final ViewTimeFunctions times;
    private final ViewAggregates aggregates;
    private final Map<String, ViewFunction> functions = new HashMap<>();
    /** Whether a bare name is an item of the SELECT rather than a column: so in HAVING and ORDER BY. */
    private boolean itemsByName;

    ViewExpressionWriter(ViewScope scope, ViewQueryWriter queries, Set<ViewCaveat> caveats) {
        this.scope = scope;
        this.queries = queries;
        this.caveats = caveats;
        this.conversion = new ViewConversion(caveats);
        this.comparison = new ViewComparison(conversion, caveats);
        this.numbers = new ViewNumberFunctions(conversion);
        this.texts = new ViewTextFunctions(conversion, comparison, caveats);
        this.times = new ViewTimeFunctions(conversion, caveats);
        this.aggregates = new ViewAggregates(conversion, comparison, caveats);
        functions.putAll(numbers.functions());
        functions.putAll(texts.functions());
        functions.putAll(times.functions());
        functions.putAll(new ViewJsonFunctions(caveats).functions());
        functions.put("if", ViewFunction.of(3, this::choose));
        functions.put("nvl2", ViewFunction.of(3, this::chooseKnown));
        functions.put("ifnull", ViewFunction.of(2, this::coalesce));
        functions.put("coalesce", ViewFunction.of(1, -1, this::coalesce));
        functions.put("nullif", ViewFunction.of(2, this::nullif));
        functions.put("least", ViewFunction.of(2, -1, call -> extreme("least", call)));
        functions.put("greatest", ViewFunction.of(2, -1, call -> extreme("greatest", call)));
    }

    ViewValue write(ViewExpression expression) {
        return expression.match(this);
    }

    String condition(ViewExpression expression) {
        return conversion.condition(write(expression));
    }

    void setItemsByName() {
        itemsByName = true;
    }

    /** NULL comes first in MariaDB's ascending order, last in PostgreSQL's. */
    List<String> order(List<ViewQuery.Order> order) {
        List<String> keys = new ArrayList<>();
        for (ViewQuery.Order key : order) {
            ViewValue value = write(key.expression());
            if (value.literal() != null && !(key.expression() instanceof ViewExpression.Number)) {
                // A number is a position. Another constant has no order (MariaDB prints '' for one called by its
                // alias).
                continue;
            }
            warnOfOrder(value.constant() == null ? value : scope.itemAt(value.constant()));
            ViewValue sorted = value.kind() == Kind.JSON ? ViewValue.text(conversion.text(value)) : value;
            keys.add(sorted.sql() + (key.descending() ? " desc nulls last" : " nulls first"));
        }
        return keys;
    }

    /** @param value null when it is no item */
    private void warnOfOrder(@Nullable ViewValue value) {
        if (value == null) {
            return;
        }
        if (value.kind() == Kind.ENUMERATION) {
            caveats.add(ViewCaveat.ENUM_ORDER);
        } else if (value.kind() == Kind.UUID) {
            caveats.add(ViewCaveat.UUID_ORDER);
        } else if (value.kind() == Kind.SET || value.kind() == Kind.INET) {
            throw new UntranslatableViewException("It sorts by " + value.kind().display() + ".");
        }
    }

    private List<ViewValue> write(List<ViewExpression> expressions) {
        return expressions.stream().map(this::write).toList();
    }

    @Override
    public ViewValue column(ViewExpression.Column column) {
        ViewValue item = itemsByName && column.qualifier() == null ? scope.item(column.name()) : null;
        return item != null ? item : scope.column(column);
    }

    @Override
    public ViewValue text(ViewExpression.Text text) {
        return new ViewValue(Identifiers.postgresLiteral(text.value()), ValueType.TEXT, text.value(), false);
    }

    @Override
    public ViewValue number(ViewExpression.Number number) {
        String digits = number.digits();
        if (digits.toLowerCase(Locale.ROOT).contains("e")) {
            return new ViewValue("cast(" + digits + " as double precision)", ValueType.DOUBLE, digits, false);
        }
        int point = digits.indexOf('.');
        boolean whole = point < 0 && digits.length() < 19;
        ValueType type = whole ? ValueType.INTEGER : ValueType.decimal(point < 0 ? 0 : digits.length() - point - 1);
        return new ViewValue(digits, type, digits, false);
    }

    @Override
    public ViewValue hex(ViewExpression.Hex hex) {
        String digits = hex.digits().length() % 2 == 0 ? hex.digits() : "0" + hex.digits();
        return new ViewValue("'\\x" + digits + "'::bytea", new ValueType(Kind.BINARY, 0), digits, false);
    }

    @Override
    public ViewValue nothing() {
        return ViewValue.NULL;
    }

    @Override
    public ViewValue temporal(ViewExpression.Temporal temporal) {
        return times.literal(temporal.kind(), text(new ViewExpression.Text(temporal.value())));
    }

    @Override
    public ViewValue prefix(ViewExpression.Prefix prefix) {
        return switch (prefix.operator()) {
            case "!" -> ViewValue.condition("(not " + condition(prefix.operand()) + ")");
            case "-" -> numbers.negative(write(prefix.operand()));
            default -> throw new UntranslatableViewException("It inverts bits with " + prefix.operator() + ".");
        };
    }

    @Override
    public ViewValue binary(ViewExpression.Binary binary) {
        String operator = binary.operator();
        if (COMPARISONS.contains(operator)) {
            return ViewValue.condition(compare(binary.left(), operator, binary.right()));
        }
        switch (operator) {
            case "and", "or" -> {
                return ViewValue.condition(
                        "(" + condition(binary.left()) + " " + operator + " " + condition(binary.right()) + ")");
            }
            case "xor" -> {
                return ViewValue.condition("(" + condition(binary.left()) + " <> " + condition(binary.right()) + ")");
            }
            case "+", "-", "*", "/", "div", "mod", "&" -> {
                return numbers.arithmetic(operator, write(binary.left()), write(binary.right()));
            }
            default -> throw new UntranslatableViewException("It computes with the bit operator " + operator + ".");
        }
    }

    /** Rows of values are compared one by one. */
    private String compare(ViewExpression left, String operator, ViewExpression right) {
        if (left instanceof ViewExpression.Tuple one && right instanceof ViewExpression.Tuple other) {
            if (!operator.equals("=")
                    || one.elements().size() != other.elements().size()) {
                throw new UntranslatableViewException("It compares rows of values with " + operator + ".");
            }
            List<String> pairs = new ArrayList<>();
            for (int i = 0; i < one.elements().size(); i++) {
                pairs.add(compare(
                        one.elements().get(i), operator, other.elements().get(i)));
            }
            return "(" + String.join(" and ", pairs) + ")";
        }
        return comparison.compare(write(left), operator, write(right));
    }

    @Override
    public ViewValue is(ViewExpression.Is is) {
        String negation = is.negated() ? "is not " : "is ";
        if (is.what().equals("null")) {
            return ViewValue.condition("(" + write(is.operand()).sql() + " " + negation + "null)");
        }
        if (!TRUTHS.contains(is.what())) {
            throw new UntranslatableViewException("It asks whether a value is " + is.what() + ".");
        }
        return ViewValue.condition("(" + condition(is.operand()) + " " + negation + is.what() + ")");
    }

    @Override
    public ViewValue between(ViewExpression.Between between) {
        List<ViewValue> values =
                comparison.comparable(List.of(write(between.operand()), write(between.low()), write(between.high())));
        comparison.refuseOrder(values);
        return ViewValue.condition("(" + values.get(0).sql() + (between.negated() ? " not between " : " between ")
                + values.get(1).sql() + " and " + values.get(2).sql() + ")");
    }

    /** Each value makes a comparison of its own; one IN only where all of them take the operand the same way. */
    @Override
    public ViewValue inList(ViewExpression.InList in) {
        String each = in.values().stream()
                .map(value -> compare(in.operand(), "=", value))
                .collect(Collectors.joining(" or ", "(", ")"));
        if (in.operand() instanceof ViewExpression.Tuple) {
            return ViewValue.condition(in.negated() ? "(not " + each + ")" : each);
        }
        ViewValue operand = write(in.operand());
        String compared = null;
        List<String> list = new ArrayList<>();
        for (ViewExpression value : in.values()) {
            List<ViewValue> pair = comparison.comparable(List.of(operand, write(value)));
            if (compared != null && !compared.equals(pair.get(0).sql())) {
                return ViewValue.condition(in.negated() ? "(not " + each + ")" : each);
            }
            compared = pair.get(0).sql();
            list.add(pair.get(1).sql());
        }
        return ViewValue.condition(
                "(" + compared + (in.negated() ? " not in (" : " in (") + String.join(", ", list) + "))");
    }

    @Override
    public ViewValue inQuery(ViewExpression.InQuery in) {
        List<ViewExpression> operands =
                in.operand() instanceof ViewExpression.Tuple tuple ? tuple.elements() : List.of(in.operand());
        String left = rows(operands, in.query());
        return ViewValue.condition("(" + left + (in.negated() ? " not in (" : " in (")
                + queries.subquery(in.query(), scope).sql() + "))");
    }

    @Override
    public ViewValue quantified(ViewExpression.Quantified quantified) {
        String left = rows(List.of(quantified.operand()), quantified.query());
        return ViewValue.condition("(" + left + " " + quantified.operator() + " " + quantified.quantifier() + " ("
                + queries.subquery(quantified.query(), scope).sql() + "))");
    }

    /** The left side of a comparison with a query's rows, which must have the types of the right side as they are. */
    private String rows(List<ViewExpression> operands, ViewQuery query) {
        List<ViewColumn> columns = queries.subquery(query, scope).columns();
        if (columns.size() != operands.size()) {
            throw new UntranslatableViewException(
                    "It compares " + operands.size() + " values with rows of " + columns.size() + ".");
        }
        List<String> left = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            ViewValue row = ViewValue.of("the subquery's value", columns.get(i).type());
            List<ViewValue> pair = comparison.comparable(List.of(write(operands.get(i)), row));
            boolean converted = !pair.get(1).sql().equals(row.sql()) && row.kind() != Kind.FLOAT;
            if (converted) {
                throw new UntranslatableViewException("It compares a value with a subquery's rows of "
                        + columns.get(i).type().kind().display() + ".");
            }
            left.add(pair.get(0).output().sql());
        }
        return left.size() == 1 ? left.get(0) : "(" + String.join(", ", left) + ")";
    }

    @Override
    public ViewValue like(ViewExpression.Like like) {
        String escape = like.escape() == null ? "\\" : like.escape();
        return texts.like(write(like.operand()), write(like.pattern()), escape, like.negated());
    }

    @Override
    public ViewValue shift(ViewExpression.Shift shift) {
        return times.shift(write(shift.operand()), shift.forward(), write(shift.amount()), shift.unit());
    }

    @Override
    public ViewValue call(ViewExpression.Call call) {
        boolean aggregate = ViewAggregates.AGGREGATES.contains(call.name());
        if (aggregate && call.window() == null) {
            scope.setAggregated();
        }
        ViewValue value = aggregate || ViewAggregates.WINDOW_FUNCTIONS.contains(call.name())
                ? overRows(call, aggregate)
                : plain(call);
        return call.window() == null ? value : over(value, call.window());
    }

    private ViewValue overRows(ViewExpression.Call call, boolean aggregate) {
        List<ViewValue> arguments = write(call.arguments());
        if (call.name().equals("group_concat")) {
            return aggregates.groupConcat(
                    call.distinct(), arguments, order(call.order()), call.separator() == null ? "," : call.separator());
        }
        return aggregate
                ? aggregates.aggregate(call.name(), call.distinct(), arguments)
                : aggregates.ranking(call.name(), arguments);
    }

    private ViewValue over(ViewValue value, ViewExpression.Window window) {
        List<String> parts = new ArrayList<>();
        if (!window.partition().isEmpty()) {
            parts.add("partition by "
                    + write(window.partition()).stream().map(ViewValue::sql).collect(Collectors.joining(", ")));
        }
        if (!window.order().isEmpty()) {
            parts.add("order by " + String.join(", ", order(window.order())));
        }
        if (window.frame() != null) {
            parts.add(window.frame());
        }
        return new ViewValue(
                value.sql() + " over (" + String.join(" ", parts) + ")", value.type(), null, value.rounded());
    }

    private ViewValue plain(ViewExpression.Call call) {
        List<ViewValue> arguments = write(call.arguments());
        String keyword = call.keyword();
        if (call.name().equals("trim")) {
            return keyword == null ? texts.trim(arguments) : texts.trim(keyword, arguments);
        }
        if (call.name().equals("timestampdiff") && keyword != null && arguments.size() == 2) {
            return times.difference(keyword, arguments);
        }
        if (call.name().equals("extract") && keyword != null) {
            return times.extract(keyword, arguments);
        }
        ViewFunction function = functions.get(call.name());
        if (function == null || call.distinct() || call.window() != null) {
            throw new UntranslatableViewException("It calls " + call.name() + "(), which has no translation.");
        }
        return function.write(call.name(), arguments);
    }

    private ViewValue chooseKnown(List<ViewValue> arguments) {
        ViewValue known = ViewValue.condition("(" + arguments.get(0).sql() + " is not null)");
        return choose(List.of(known, arguments.get(1), arguments.get(2)));
    }

    private ViewValue choose(List<ViewValue> arguments) {
        ViewComparison.Merged branches = comparison.merge(arguments.subList(1, 3));
        return branches.result("case when " + conversion.condition(arguments.get(0)) + " then "
                + branches.values().get(0).sql() + " else "
                + branches.values().get(1).sql() + " end");
    }

    private ViewValue coalesce(List<ViewValue> arguments) {
        ViewComparison.Merged merged = comparison.merge(arguments);
        return merged.result("coalesce" + list(merged.values()));
    }

    private ViewValue nullif(List<ViewValue> arguments) {
        ViewValue first =
                arguments.get(0).kind() == Kind.CONDITION ? arguments.get(0).output() : arguments.get(0);
        return new ViewValue(
                "case when " + comparison.compare(first, "=", arguments.get(1)) + " then NULL else " + first.sql()
                        + " end",
                first.type(),
                null,
                first.rounded());
    }

    /** PostgreSQL's functions skip NULL, MariaDB's give NULL. */
    private ViewValue extreme(String function, List<ViewValue> arguments) {
        boolean dates = arguments.stream().anyMatch(value -> value.kind().temporal());
        boolean texts = arguments.stream()
                .allMatch(value -> value.isNull() || value.kind().textual());
        boolean numeric = arguments.stream()
                .allMatch(value -> value.isNull() || value.kind().numeric());
        if (!numeric && !texts && !dates) {
            throw new UntranslatableViewException("It calls " + function + " with values of several types.");
        }
        ViewComparison.Merged merged = comparison.merge(
                dates ? arguments.stream().map(conversion::temporal).toList() : arguments);
        if (dates && !merged.type().kind().temporal()) {
            throw new UntranslatableViewException("It calls " + function + " with values of several types.");
        }
        String unknown = merged.values().stream()
                .filter(value -> value.literal() == null)
                .map(value -> value.sql() + " is null")
                .collect(Collectors.joining(" or "));
        String call = function + list(merged.values());
        return merged.result(unknown.isEmpty() ? call : "case when " + unknown + " then NULL else " + call + " end");
    }

    private static String list(List<ViewValue> values) {
        return values.stream().map(ViewValue::sql).collect(Collectors.joining(", ", "(", ")"));
    }

    @Override
    public ViewValue choice(ViewExpression.Case choice) {
        List<ViewValue> results = new ArrayList<>();
        choice.whens().forEach(when -> results.add(write(when.result())));
        if (choice.otherwise() != null) {
            results.add(write(choice.otherwise()));
        }
        ViewComparison.Merged merged = comparison.merge(results);
        StringBuilder sql = new StringBuilder("case");
        for (int i = 0; i < choice.whens().size(); i++) {
            sql.append(" when ")
                    .append(when(choice.operand(), choice.whens().get(i).condition()))
                    .append(" then ")
                    .append(merged.values().get(i).sql());
        }
        if (choice.otherwise() != null) {
            sql.append(" else ").append(merged.values().get(results.size() - 1).sql());
        }
        return merged.result(sql.append(" end").toString());
    }

    private String when(@Nullable ViewExpression operand, ViewExpression condition) {
        return operand == null ? condition(condition) : compare(operand, "=", condition);
    }

    @Override
    public ViewValue cast(ViewExpression.Cast cast) {
        return new ViewCast(conversion).write(write(cast.operand()), cast);
    }

    @Override
    public ViewValue collate(ViewExpression.Collate collate) {
        caveats.add(ViewCaveat.COLLATE);
        return write(collate.operand());
    }

    @Override
    public ViewValue subquery(ViewExpression.Subquery subquery) {
        ViewQueryWriter.Written written = queries.subquery(subquery.query(), scope);
        if (written.columns().size() != 1) {
            throw new UntranslatableViewException("It takes a row of several values as one value.");
        }
        return ViewValue.of("(" + written.sql() + ")", written.columns().get(0).type());
    }

    @Override
    public ViewValue exists(ViewExpression.Exists exists) {
        return ViewValue.condition(
                "exists (" + queries.subquery(exists.query(), scope).sql() + ")");
    }

    @Override
    public ViewValue tuple(ViewExpression.Tuple tuple) {
        throw new UntranslatableViewException("It uses a row of values in an unusual place.");
    }
}
