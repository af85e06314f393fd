package dev.landfall.mapping.view;

import dev.landfall.mapping.NameMapper;
import dev.landfall.mapping.view.ValueType.Kind;
import dev.landfall.sql.Identifiers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes queries. Collects what they read and how they differ as it goes; good for one view. */
final class ViewQueryWriter {
    private final String sourceDatabase;
    private final ViewNames names;
    private final Set<String> readsFrom;
    private final Set<ViewCaveat> caveats;
    private final Map<String, CommonTable> commonTables;

    /** Fills both sets. */
    ViewQueryWriter(String sourceDatabase, ViewNames names, Set<String> readsFrom, Set<ViewCaveat> caveats) {
        this(sourceDatabase, names, readsFrom, caveats, Map.of());
    }

    private ViewQueryWriter(
            String sourceDatabase,
            ViewNames names,
            Set<String> readsFrom,
            Set<ViewCaveat> caveats,
            Map<String, CommonTable> commonTables) {
        this.sourceDatabase = sourceDatabase;
        this.names = names;
        this.readsFrom = readsFrom;
        this.caveats = caveats;
        this.commonTables = new HashMap<>(commonTables);
    }

    private record CommonTable(String targetName, List<ViewColumn> columns) {}

    /** @param columns what the query gives, in order */
    record Written(String sql, List<ViewColumn> columns) {}

    /** @param scope of the SELECT that the query is part of */
    Written subquery(ViewQuery query, ViewScope scope) {
        return query(query, scope);
    }

    Written query(ViewQuery query, @Nullable ViewScope outer) {
        ViewQueryWriter inner = new ViewQueryWriter(sourceDatabase, names, readsFrom, caveats, commonTables);
        return inner.withOwnTables(query, outer);
    }

    private Written withOwnTables(ViewQuery query, @Nullable ViewScope outer) {
        StringBuilder sql = new StringBuilder();
        if (!query.with().isEmpty()) {
            List<String> tables = new ArrayList<>();
            query.with().forEach(table -> tables.add(commonTable(table, query.recursive(), outer)));
            sql.append(query.recursive() ? "with recursive " : "with ")
                    .append(String.join(", ", tables))
                    .append(' ');
        }
        Written body = query.body() instanceof ViewQuery.Select select
                ? select(select, query.order(), outer)
                : combined(query.body(), query.order(), outer);
        sql.append(body.sql());
        if (query.limit() != null) {
            sql.append(" limit ").append(query.limit());
        }
        if (query.offset() != null) {
            sql.append(" offset ").append(query.offset());
        }
        return new Written(sql.toString(), body.columns());
    }

    private String commonTable(ViewQuery.CommonTable table, boolean recursive, @Nullable ViewScope outer) {
        String name = NameMapper.map(table.name());
        Written written;
        if (recursive && table.query().body() instanceof ViewQuery.SetOperation) {
            written = recursion(table, name, outer);
        } else {
            written = query(table.query(), outer);
        }
        List<ViewColumn> columns = renamed(written.columns(), table.columns());
        commonTables.put(table.name(), new CommonTable(name, columns));
        return Identifiers.postgres(name) + columnList(columns) + " as (" + written.sql() + ")";
    }

    private static List<ViewColumn> renamed(List<ViewColumn> columns, List<String> sourceNames) {
        if (sourceNames.isEmpty()) {
            return columns;
        }
        if (sourceNames.size() != columns.size()) {
            throw new UntranslatableViewException(
                    "A common table expression names another number of columns than it has.");
        }
        List<ViewColumn> renamed = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String name = sourceNames.get(i);
            renamed.add(
                    new ViewColumn(name, NameMapper.map(name), columns.get(i).type()));
        }
        return renamed;
    }

    private static String columnList(List<ViewColumn> columns) {
        return columns.stream()
                .map(column -> Identifiers.postgres(column.targetName()))
                .collect(Collectors.joining(", ", " (", ")"));
    }

    /**
     * PostgreSQL wants exactly the same types from both parts of a recursive query, MariaDB takes the first part's: every
     * column is cast to the widest of its kind.
     */
    private Written recursion(ViewQuery.CommonTable table, String name, @Nullable ViewScope outer) {
        ViewQuery.Body body = table.query().body();
        boolean plain = table.query().order().isEmpty()
                && table.query().limit() == null
                && body instanceof ViewQuery.SetOperation operation
                && operation.left() instanceof ViewQuery.Select
                && operation.right() instanceof ViewQuery.Select;
        if (!plain
                || !(body instanceof ViewQuery.SetOperation union)
                || !union.operator().startsWith("union")) {
            throw new UntranslatableViewException("Its recursive query is more than one SELECT UNION another.");
        }
        Written first = part(union.left(), outer);
        commonTables.put(table.name(), new CommonTable(name, renamed(first.columns(), table.columns())));
        Written second = part(union.right(), outer);
        combinedColumns(first.columns(), second.columns());
        boolean cut = first.columns().stream()
                .anyMatch(column ->
                        column.type().kind() == Kind.TEXT || column.type().kind() == Kind.DECIMAL);
        if (cut) {
            caveats.add(ViewCaveat.RECURSION);
        }
        return new Written(widest(first) + " " + union.operator() + " " + widest(second), first.columns());
    }

    private static String widest(Written part) {
        String items = part.columns().stream()
                .map(column -> {
                    String name = Identifiers.postgres(column.targetName());
                    String type = switch (column.type().kind()) {
                        case INTEGER -> "bigint";
                        case DECIMAL -> "numeric";
                        case TEXT -> "text";
                        default -> null;
                    };
                    return type == null ? name : "cast(" + name + " as " + type + ")";
                })
                .collect(Collectors.joining(", "));
        return "select " + items + " from (" + part.sql() + ") \"part\"" + columnList(part.columns());
    }

    private Written part(ViewQuery.Body body, @Nullable ViewScope outer) {
        if (body instanceof ViewQuery.Select select) {
            return select(select, List.of(), outer);
        }
        if (body instanceof ViewQuery.Nested nested) {
            Written written = query(nested.query(), outer);
            return new Written("(" + written.sql() + ")", written.columns());
        }
        return combined(body, List.of(), outer);
    }

    private Written combined(ViewQuery.Body body, List<ViewQuery.Order> order, @Nullable ViewScope outer) {
        Written written;
        if (body instanceof ViewQuery.SetOperation operation) {
            Written left = part(operation.left(), outer);
            Written right = part(operation.right(), outer);
            List<ViewColumn> columns = combinedColumns(left.columns(), right.columns());
            written = new Written(left.sql() + " " + operation.operator() + " " + right.sql(), columns);
        } else {
            written = part(body, outer);
        }
        if (order.isEmpty()) {
            return written;
        }
        ViewScope scope = new ViewScope(outer);
        written.columns()
                .forEach(column -> scope.addItem(
                        column.sourceName(), ViewValue.of(Identifiers.postgres(column.targetName()), column.type())));
        return new Written(written.sql() + orderBy(order, scope), written.columns());
    }

    /** MariaDB would bring the columns of both sides to one type by its own rules. */
    private static List<ViewColumn> combinedColumns(List<ViewColumn> left, List<ViewColumn> right) {
        if (left.size() != right.size()) {
            throw new UntranslatableViewException("It combines queries with different numbers of columns.");
        }
        List<ViewColumn> columns = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            Kind one = left.get(i).type().kind();
            Kind other = right.get(i).type().kind();
            boolean same = one == other
                    || one == Kind.NULL
                    || other == Kind.NULL
                    || one.numeric() && other.numeric()
                    || one.textual() && other.textual() && one != Kind.JSON && other != Kind.JSON;
            if (!same) {
                throw new UntranslatableViewException("It combines " + one.display() + " and " + other.display()
                        + " in one column: " + left.get(i).sourceName() + ".");
            }
            ViewColumn column = left.get(i);
            columns.add(new ViewColumn(
                    column.sourceName(),
                    column.targetName(),
                    combined(column.type(), right.get(i).type())));
        }
        return columns;
    }

    private static ValueType combined(ValueType one, ValueType other) {
        if (one.kind() == Kind.NULL) {
            return other;
        }
        if (one.kind().numeric() && other.kind().numeric() && !one.equals(other)) {
            return ViewComparison.wider(one, other);
        }
        if (one.kind().textual() && one.kind() != other.kind()) {
            return ValueType.TEXT;
        }
        return new ValueType(one.kind(), Math.max(one.scale(), other.scale()));
    }

    private Written select(ViewQuery.Select select, List<ViewQuery.Order> order, @Nullable ViewScope outer) {
        ViewScope scope = new ViewScope(outer);
        String from = select.from() == null ? "" : " from " + from(select.from(), scope);
        ViewExpressionWriter expressions = new ViewExpressionWriter(scope, this, caveats);
        List<ViewColumn> columns = new ArrayList<>();
        List<String> items = new ArrayList<>();
        for (ViewQuery.Item item : select.items()) {
            ViewValue value = expressions.write(item.expression());
            ViewValue output = value.output();
            String alias = item.alias() == null ? "?column?" : item.alias();
            items.add(
                    output.sql() + (item.alias() == null ? "" : " as " + Identifiers.postgres(NameMapper.map(alias))));
            columns.add(new ViewColumn(alias, NameMapper.map(alias), output.type()));
            scope.addItem(alias, value);
        }
        StringBuilder sql = new StringBuilder("select ")
                .append(select.distinct() ? "distinct " : "")
                .append(String.join(", ", items))
                .append(from);
        if (select.where() != null) {
            sql.append(" where ").append(expressions.condition(select.where()));
        }
        sql.append(groupBy(select, expressions));
        expressions.setItemsByName();
        if (select.having() != null) {
            String having = expressions.condition(select.having());
            if (select.groupBy().isEmpty() && !scope.aggregated()) {
                throw new UntranslatableViewException("It has HAVING without groups.");
            }
            sql.append(" having ").append(having);
        }
        List<String> keys = expressions.order(order);
        if (!keys.isEmpty()) {
            sql.append(" order by ").append(String.join(", ", keys));
        }
        return new Written(sql.toString(), columns);
    }

    private static String groupBy(ViewQuery.Select select, ViewExpressionWriter expressions) {
        if (select.groupBy().isEmpty()) {
            return "";
        }
        expressions.setItemsByName();
        List<String> keys =
                select.groupBy().stream().map(key -> key(key, expressions)).toList();
        if (!select.rollup()) {
            return " group by " + String.join(", ", keys);
        }
        if (select.groupBy().stream().anyMatch(key -> key instanceof ViewExpression.Number)) {
            throw new UntranslatableViewException("It groups by position WITH ROLLUP.");
        }
        return " group by rollup (" + String.join(", ", keys) + ")";
    }

    private static String key(ViewExpression key, ViewExpressionWriter expressions) {
        ViewValue value = expressions.write(key);
        if (value.literal() != null && !(key instanceof ViewExpression.Number)) {
            throw new UntranslatableViewException("It groups by a constant.");
        }
        return value.sql();
    }

    private String orderBy(List<ViewQuery.Order> order, ViewScope scope) {
        ViewExpressionWriter expressions = new ViewExpressionWriter(scope, this, caveats);
        expressions.setItemsByName();
        return " order by " + String.join(", ", expressions.order(order));
    }

    private String from(ViewQuery.From from, ViewScope scope) {
        if (from instanceof ViewQuery.Table table) {
            return table(table, scope);
        }
        if (from instanceof ViewQuery.Derived derived) {
            Written written = query(derived.query(), null);
            String alias = NameMapper.map(derived.alias());
            scope.add(derived.alias(), alias, written.columns());
            return "(" + written.sql() + ") " + Identifiers.postgres(alias);
        }
        return join((ViewQuery.Join) from, scope);
    }

    private String join(ViewQuery.Join join, ViewScope scope) {
        String left = from(join.left(), scope);
        String right = join.right() instanceof ViewQuery.Join
                ? "(" + from(join.right(), scope) + ")"
                : from(join.right(), scope);
        if (join.on() == null) {
            if (join.outer()) {
                throw new UntranslatableViewException("It has an outer join without a condition.");
            }
            return left + " cross join " + right;
        }
        String on = new ViewExpressionWriter(scope, this, caveats).condition(join.on());
        return left + (join.outer() ? " left join " : " join ") + right + " on " + on;
    }

    private String table(ViewQuery.Table table, ViewScope scope) {
        String alias = table.alias() == null ? table.name() : table.alias();
        CommonTable common = table.database() == null ? commonTables.get(table.name()) : null;
        if (common != null) {
            String target = table.alias() == null ? common.targetName() : NameMapper.map(alias);
            scope.add(alias, target, common.columns());
            return Identifiers.postgres(common.targetName()) + alias(common.targetName(), target);
        }
        if (table.database() != null && !table.database().equals(sourceDatabase)) {
            throw new UntranslatableViewException(
                    "It reads " + table.database() + "." + table.name() + " of another database.");
        }
        ViewSource source = names.find(table.name())
                .orElseThrow(() ->
                        new UntranslatableViewException("It reads " + table.name() + ", which is not on the target."));
        readsFrom.add(table.name());
        String target = table.alias() == null ? source.name() : NameMapper.map(alias);
        scope.add(alias, target, source.columns());
        return Identifiers.postgres(source.schema()) + "." + Identifiers.postgres(source.name())
                + alias(source.name(), target);
    }

    private static String alias(String name, String alias) {
        return alias.equals(name) ? "" : " " + Identifiers.postgres(alias);
    }
}
