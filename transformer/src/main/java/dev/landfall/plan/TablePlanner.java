package dev.landfall.plan;

import dev.landfall.catalog.CheckConstraint;
import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.SourceCatalog;
import dev.landfall.catalog.SourceIndex;
import dev.landfall.catalog.SourceTable;
import dev.landfall.mapping.NameMapper;
import dev.landfall.mapping.expression.Expression;
import dev.landfall.mapping.expression.ExpressionColumn;
import dev.landfall.mapping.expression.ExpressionTranslator;
import dev.landfall.mapping.expression.Use;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans one table. */
final class TablePlanner {
    private final SourceCatalog catalog;
    private final SourceTable table;
    private final String schema;
    private final UnsignedKeys unsignedKeys;
    private final CascadeGraph cascades;
    private final TakenNames relations;
    private final TakenNames constraints = new TakenNames();
    private final Findings findings;

    TablePlanner(
            SourceCatalog catalog,
            SourceTable table,
            String schema,
            UnsignedKeys unsignedKeys,
            CascadeGraph cascades,
            TakenNames relations,
            Findings findings) {
        this.catalog = catalog;
        this.table = table;
        this.schema = schema;
        this.unsignedKeys = unsignedKeys;
        this.cascades = cascades;
        this.relations = relations;
        this.findings = findings;
    }

    TablePlan plan() {
        String where = table.name().toString();
        reportTable(where);
        ColumnPlanner columnPlanner = new ColumnPlanner(table, unsignedKeys, findings);
        List<ColumnPlan> columns =
                table.columns().stream().map(columnPlanner::plan).toList();
        reportNameClashes(columns);
        String name = NameMapper.map(table.name().name());
        List<Integer> rowKey = rowKey(where);
        constraints.claim(NameMapper.shorten(name + "_pkey"));
        columns.forEach(column -> constraints.claim(NameMapper.shorten(name + "_" + column.name() + "_check")));
        return new TablePlan(
                table,
                schema,
                name,
                columns,
                rowKey,
                chunkColumn(columns),
                cascades.middlesBefore(table.name()),
                new IndexPlanner(table, name, columns, relations, findings).plan(),
                new ForeignKeyPlanner(catalog, table, constraints, findings).plan(),
                checks(columns));
    }

    private void reportTable(String where) {
        if (!table.transactional()) {
            findings.blocker(
                    "TABLE-001",
                    where,
                    "engine " + table.engine() + " has no consistent snapshot without a lock",
                    "ALTER TABLE " + table.name().name() + " ENGINE=InnoDB, or leave it out with --exclude-tables.");
        }
        if (table.systemVersioned()) {
            findings.blocker(
                    "TABLE-002",
                    where,
                    "is system-versioned: its row history cannot be moved yet",
                    "Leave it out with --exclude-tables, or drop the versioning.");
        }
        if (cascades.inCircleWithOthers(table.name())) {
            findings.blocker(
                    "TABLE-005",
                    where,
                    "is in a circle of foreign keys whose cascades set each other off: what they change is not in the binary"
                            + " log, and cannot be repeated while tables are copied one after the other",
                    "Take one ON DELETE or ON UPDATE action out of the circle on the source until the cutover, or leave the"
                            + " table out with --exclude-tables.");
        }
        if (table.partitioned()) {
            findings.warning("TABLE-003", where, "is partitioned; the target table is not", "");
        }
    }

    private void reportNameClashes(List<ColumnPlan> columns) {
        Map<String, String> seen = new HashMap<>();
        for (ColumnPlan column : columns) {
            String other = seen.putIfAbsent(column.name(), column.source().name());
            if (other != null) {
                findings.blocker(
                        "NAME-002",
                        table.name() + "." + column.source().name(),
                        "becomes " + column.name() + " on the target, as does " + other,
                        "Rename one of them on the source.");
            }
        }
    }

    /** The primary key, else the first unique key of whole columns without NULLs. */
    private List<Integer> rowKey(String where) {
        if (!table.primaryKey().isEmpty()) {
            return positions(table.primaryKey());
        }
        Optional<SourceIndex> unique = table.indexes().stream()
                .filter(index -> index.unique() && index.coversWholeColumns() && withoutNulls(index))
                .findFirst();
        if (unique.isEmpty()) {
            findings.warning(
                    "TABLE-004",
                    where,
                    "has no primary key and no unique key without NULLs: changes find their row by all its values, which"
                            + " is slow on a large table",
                    "Add a primary key on the source if the table is large and changes often.");
            return List.of();
        }
        return positions(unique.get().columns());
    }

    private boolean withoutNulls(SourceIndex index) {
        return index.columns().stream()
                .allMatch(column -> table.column(column).map(c -> !c.nullable()).orElse(false));
    }

    private List<Integer> positions(List<String> columns) {
        return columns.stream().map(table::indexOf).toList();
    }

    /**
     * Integers sort alike on both servers and in Java: nothing else may split a table into ranges. Nor may a table be split
     * whose rows cascades can move between ranges, or that cascades on itself: all its rows must be of one position.
     */
    private int chunkColumn(List<ColumnPlan> columns) {
        if (table.primaryKey().isEmpty()
                || cascades.inCircle(table.name())
                || cascades.changes(table.name(), table.primaryKey().get(0))) {
            return -1;
        }
        int first = table.indexOf(table.primaryKey().get(0));
        boolean integer = columns.get(first).source().type() instanceof MariaDbType.IntegerType;
        return integer && columns.get(first).type().isInteger() ? first : -1;
    }

    private List<CheckPlan> checks(List<ColumnPlan> columns) {
        List<CheckPlan> plans = new ArrayList<>();
        for (CheckConstraint check : table.checks()) {
            Expression expression =
                    ExpressionTranslator.translate(check.sql(), name -> column(columns, name), Use.CHECK);
            if (expression instanceof Expression.Translated translated) {
                plans.add(new CheckPlan(constraints.claim(NameMapper.map(check.name())), translated.sql()));
            } else if (expression instanceof Expression.Untranslated untranslated) {
                findings.warning(
                        "CHECK-001",
                        table.name() + "." + check.name(),
                        "CHECK (" + check.sql() + ") is not carried over: it " + untranslated.reason(),
                        "Add its PostgreSQL counterpart after the cutover if the application relies on it.");
            }
        }
        return plans;
    }

    private static Optional<ExpressionColumn> column(List<ColumnPlan> columns, String sourceName) {
        return columns.stream()
                .filter(column -> column.source().name().equalsIgnoreCase(sourceName))
                .map(column -> ExpressionColumn.of(column.source(), column.name(), column.type()))
                .findFirst();
    }
}
