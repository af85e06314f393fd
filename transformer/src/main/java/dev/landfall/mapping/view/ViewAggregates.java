package dev.landfall.mapping.view;

import dev.landfall.mapping.view.ValueType.Kind;
import dev.landfall.sql.Identifiers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Functions over the rows of a group or a window. */
final class ViewAggregates {
    static final Set<String> AGGREGATES = Set.of(
            "count",
            "sum",
            "avg",
            "min",
            "max",
            "group_concat",
            "std",
            "stddev",
            "stddev_pop",
            "stddev_samp",
            "variance",
            "var_pop",
            "var_samp");
    static final Set<String> WINDOW_FUNCTIONS = Set.of(
            "row_number",
            "rank",
            "dense_rank",
            "percent_rank",
            "cume_dist",
            "ntile",
            "lag",
            "lead",
            "first_value",
            "last_value",
            "nth_value");

    private static final Map<String, String> STATISTICS = Map.of(
            "std",
            "stddev_pop",
            "stddev",
            "stddev_pop",
            "stddev_pop",
            "stddev_pop",
            "stddev_samp",
            "stddev_samp",
            "variance",
            "var_pop",
            "var_pop",
            "var_pop",
            "var_samp",
            "var_samp");
    /** Digits that MariaDB gives an average more than its values have; see {@code div_precision_increment}. */
    private static final int AVERAGE_DIGITS = 4;

    private final ViewConversion conversion;
    private final ViewComparison comparison;
    private final Set<ViewCaveat> caveats;

    ViewAggregates(ViewConversion conversion, ViewComparison comparison, Set<ViewCaveat> caveats) {
        this.conversion = conversion;
        this.comparison = comparison;
        this.caveats = caveats;
    }

    ViewValue aggregate(String name, boolean distinct, List<ViewValue> arguments) {
        return switch (name) {
            case "count" -> count(distinct, arguments);
            case "sum" -> sum(distinct, conversion.number(one(name, arguments)));
            case "avg" -> average(distinct, conversion.number(one(name, arguments)));
            case "min", "max" -> extreme(name, one(name, arguments));
            default -> statistic(STATISTICS.getOrDefault(name, name), one(name, arguments));
        };
    }

    private static ViewValue one(String name, List<ViewValue> arguments) {
        if (arguments.size() != 1) {
            throw new UntranslatableViewException("It calls " + name + " with " + arguments.size() + " arguments.");
        }
        return arguments.get(0);
    }

    /** COUNT(*) is printed as COUNT(0); of several values MariaDB counts the rows without a NULL. */
    private static ViewValue count(boolean distinct, List<ViewValue> arguments) {
        String prefix = "count(" + distinct(distinct);
        if (arguments.size() > 1) {
            String values = arguments.stream().map(ViewValue::sql).collect(Collectors.joining(", ", "(", ")"));
            String known = arguments.stream()
                    .map(value -> value.sql() + " is not null")
                    .collect(Collectors.joining(" and "));
            return ViewValue.integer(prefix + values + ") filter (where " + known + ")");
        }
        ViewValue argument = arguments.get(0);
        boolean rows = argument.constant() != null && !distinct;
        ViewValue counted =
                argument.kind() == Kind.JSON ? ViewValue.text("cast(" + argument.sql() + " as text)") : argument;
        return ViewValue.integer(prefix + (rows ? "*" : counted.sql()) + ")");
    }

    private static String distinct(boolean distinct) {
        return distinct ? "distinct " : "";
    }

    private static ViewValue sum(boolean distinct, ViewValue number) {
        String sql = "sum(" + distinct(distinct) + number.sql() + ")";
        return number.kind() == Kind.DOUBLE
                ? ViewValue.of(sql, ValueType.DOUBLE)
                : ViewValue.decimal(sql, number.type().scale(), number.rounded());
    }

    private static ViewValue average(boolean distinct, ViewValue number) {
        String prefix = "avg(" + distinct(distinct);
        return number.kind() == Kind.DOUBLE
                ? ViewValue.of(prefix + number.sql() + ")", ValueType.DOUBLE)
                : ViewValue.decimal(prefix + number.sql() + ")", number.type().scale() + AVERAGE_DIGITS, true);
    }

    private ViewValue extreme(String name, ViewValue argument) {
        comparison.refuseOrder(List.of(argument));
        ViewValue value = argument.kind().numeric() && argument.kind() != Kind.INTEGER && argument.kind() != Kind.FLOAT
                ? conversion.unroundedNumber(argument)
                : argument;
        boolean ordered = value.kind().numeric()
                || value.kind().temporal()
                || value.kind().textual()
                || value.kind() == Kind.TIME
                || value.isNull();
        if (!ordered) {
            throw new UntranslatableViewException(
                    "It calls " + name + " with " + value.kind().display() + ".");
        }
        // MariaDB compares ENUM and JSON as the text they are.
        ViewValue compared = value.kind().textual() ? ViewValue.text(conversion.text(value)) : value;
        return new ViewValue(name + "(" + compared.sql() + ")", compared.type(), null, value.rounded());
    }

    private ViewValue statistic(String function, ViewValue argument) {
        caveats.add(ViewCaveat.FLOATING);
        return ViewValue.of(
                function + "(cast(" + conversion.number(argument).sql() + " as double precision))", ValueType.DOUBLE);
    }

    /** @param order as it is written, without the words ORDER BY; empty for none */
    ViewValue groupConcat(boolean distinct, List<ViewValue> arguments, List<String> order, String separator) {
        caveats.add(ViewCaveat.GROUP_CONCAT_LIMIT);
        if (order.isEmpty()) {
            caveats.add(ViewCaveat.GROUP_CONCAT_ORDER);
        }
        String by = order.isEmpty() ? "" : " order by " + String.join(", ", order);
        String text = Identifiers.postgresLiteral(separator);
        ViewValue first = arguments.get(0);
        if (distinct && arguments.size() == 1 && first.kind() == Kind.INTEGER) {
            // string_agg(distinct) could sort by the text alone.
            requireSortedByItself(first.sql(), order);
            return ViewValue.text("array_to_string(array_agg(distinct " + first.sql() + by + ") filter (where "
                    + first.sql() + " is not null), " + text + ")");
        }
        List<String> texts = arguments.stream().map(conversion::text).toList();
        String joined = texts.size() == 1 ? texts.get(0) : "(" + String.join(" || ", texts) + ")";
        if (distinct) {
            requireSortedByItself(joined, order);
        }
        return ViewValue.text("string_agg(" + distinct(distinct) + joined + ", " + text + by + ")");
    }

    private static void requireSortedByItself(String sql, List<String> order) {
        if (order.size() > 1 || order.size() == 1 && !order.get(0).startsWith(sql + " ")) {
            throw new UntranslatableViewException(
                    "It sorts GROUP_CONCAT(DISTINCT) by something else than the values themselves.");
        }
    }

    /** A function of windows alone. */
    ViewValue ranking(String name, List<ViewValue> arguments) {
        return switch (name) {
            case "percent_rank", "cume_dist" -> fraction(name);
            case "ntile" -> ViewValue.integer("ntile(" + conversion.integerArgument(one(name, arguments)) + ")");
            case "row_number", "rank", "dense_rank" -> ViewValue.integer(name + "()");
            default -> neighbour(name, arguments);
        };
    }

    private ViewValue fraction(String name) {
        caveats.add(ViewCaveat.FLOATING);
        return ViewValue.of(name + "()", ValueType.DOUBLE);
    }

    /** A value of another row. */
    private ViewValue neighbour(String name, List<ViewValue> arguments) {
        if (arguments.size() > 2) {
            throw new UntranslatableViewException("It calls " + name + " with a default.");
        }
        ViewValue first = arguments.get(0).output();
        String call = IntStream.range(0, arguments.size())
                .mapToObj(i -> i == 0 ? first.sql() : conversion.integerArgument(arguments.get(i)))
                .collect(Collectors.joining(", ", name + "(", ")"));
        return ViewValue.of(call, first.type());
    }
}
