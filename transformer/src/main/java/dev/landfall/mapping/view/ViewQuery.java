package dev.landfall.mapping.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query of a view as MariaDB means it.
 *
 * @param limit null for all rows
 * @param offset null for the first row
 */
record ViewQuery(
        boolean recursive,
        List<CommonTable> with,
        Body body,
        List<Order> order,
        @Nullable String limit,
        @Nullable String offset) {
    ViewQuery {
        with = List.copyOf(with);
        order = List.copyOf(order);
    }

    /** @param columns their names; empty when the query names them */
    record CommonTable(String name, List<String> columns, ViewQuery query) {
        CommonTable {
            columns = List.copyOf(columns);
        }
    }

    record Order(ViewExpression expression, boolean descending) {}

    sealed interface Body {}

    /** A query in parentheses, with an ORDER BY or LIMIT of its own. */
    record Nested(ViewQuery query) implements Body {}

    /** @param operator union, except or intersect, perhaps with {@code all} */
    record SetOperation(Body left, String operator, Body right) implements Body {}

    /** @param from null for a select without tables */
    record Select(
            boolean distinct,
            List<Item> items,
            @Nullable From from,
            @Nullable ViewExpression where,
            List<ViewExpression> groupBy,
            boolean rollup,
            @Nullable ViewExpression having)
            implements Body {
        Select {
            items = List.copyOf(items);
            groupBy = List.copyOf(groupBy);
        }
    }

    /** @param alias null where nobody can refer to the item */
    record Item(ViewExpression expression, @Nullable String alias) {}

    sealed interface From {}

    /**
     * @param database null for a common table expression
     * @param alias null when it goes by its own name
     */
    record Table(
            @Nullable String database,
            String name,
            @Nullable String alias) implements From {}

    record Derived(ViewQuery query, String alias) implements From {}

    /** @param on null for every combination */
    record Join(
            From left, boolean outer, From right, @Nullable ViewExpression on) implements From {}
}
