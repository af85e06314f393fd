package dev.landfall.plan;

import dev.landfall.catalog.CheckConstraint;
import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.Partitioning;
import dev.landfall.catalog.SourceIndex;
import dev.landfall.catalog.SourceTable;
import dev.landfall.mapping.NameMapper;
import dev.landfall.mapping.expression.Expression;
import dev.landfall.mapping.expression.ExpressionColumn;
import dev.landfall.mapping.expression.ExpressionTranslator;
import dev.landfall.mapping.expression.Use;
import dev.landfall.rules.Policy;
import dev.landfall.sql.Identifiers;
import dev.landfall.target.PgType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans one table. */
final class TablePlanner {
    private final Relations shared;
    private final SourceTable table;
    private final CascadeGraph cascades;
    private final TakenNames relations;
    private final TakenNames constraints = new TakenNames();
    private final Findings findings;

    /** What the tables of one plan have in common. */
    record Relations(
            PlanBasis basis, UnsignedFamilies families, KeyColumns keys, CascadeGraph cascades, TakenNames names) {}

    TablePlanner(Relations shared, SourceTable table, Findings findings) {
        this.shared = shared;
        this.table = table;
        this.cascades = shared.cascades();
        this.relations = shared.names();
        this.findings = findings;
    }

    TablePlan plan() {
        String where = table.name().toString();
        PlanBasis basis = shared.basis();
        reportTable(where);
        List<ColumnPlan> columns = columns(basis);
        reportNameClashes(columns);
        String name = NameMapper.map(table.name().name());
        List<Integer> rowKey = rowKey(where);
        constraints.claim(NameMapper.shorten(name + "_pkey"));
        columns.forEach(column -> constraints.claim(NameMapper.shorten(name + "_" + column.name() + "_check")));
        CaseFolding folding = new CaseFolding(basis.features(), basis.rules().keepCaseInsensitiveKeys());
        return new TablePlan(
                table,
                basis.schema(),
                name,
                columns,
                rowKey,
                chunkColumn(columns),
                cascades.middlesBefore(table.name()),
                new IndexPlanner(table, name, columns, folding, relations, findings, neededKeys()).plan(),
                new ForeignKeyPlanner(basis.catalog(), table, constraints, findings).plan(),
                checks(columns),
                partitioning(name, columns, where),
                updateTrigger(name, columns));
    }

    private List<ColumnPlan> columns(PlanBasis basis) {
        ColumnPlanner planner = new ColumnPlanner(
                basis,
                table,
                new TypeDecision(basis, table, shared.families(), shared.keys(), findings),
                new TypeDecision(basis, table, shared.families(), shared.keys(), new Findings()),
                new PolicyPlanner(basis, table, shared.keys(), cascades, findings),
                new PolicyPlanner(basis, table, shared.keys(), cascades, new Findings()),
                findings);
        return table.columns().stream().map(planner::plan).toList();
    }

    private @Nullable PartitionPlan partitioning(String name, List<ColumnPlan> columns, String where) {
        Partitioning source = table.partitioning();
        if (source == null) {
            return null;
        }
        Optional<PartitionPlan> plan = new PartitionPlanner(table, name, columns, relations).plan(source);
        String by = source.method() + (source.expression().isEmpty() ? "" : " (" + source.expression() + ")");
        if (plan.isEmpty()) {
            findings.warning(
                    "TABLE-003",
                    where,
                    "is partitioned by " + by + "; the target table is in one piece",
                    "Nothing is lost. Partition the target table before the snapshot if it needs to be.");
        } else {
            findings.info(
                    "TABLE-006",
                    where,
                    "is partitioned by " + by + ", the target by " + plan.get().key());
        }
        return plan.orElse(null);
    }

    private @Nullable UpdateTrigger updateTrigger(String name, List<ColumnPlan> columns) {
        List<ColumnPlan> touched =
                columns.stream().filter(column -> column.updatedToNow() != null).toList();
        return touched.isEmpty() ? null : new UpdateTrigger(NameMapper.shorten(name + "_on_update"), touched);
    }

    private void reportTable(String where) {
        if (!table.transactional()
                && shared.basis().rules().locksForCopy(table.name().name())) {
            findings.warning(
                    "TABLE-009",
                    where,
                    "engine " + table.engine()
                            + " has no consistent snapshot: writes to it wait while it is copied, about "
                            + table.approximateRows() + " row(s)",
                    "Begin the snapshot when the table may wait, or ALTER TABLE "
                            + table.name().name() + " ENGINE=InnoDB.");
        } else if (!table.transactional()) {
            findings.blocker(
                    "TABLE-001",
                    where,
                    "engine " + table.engine() + " has no consistent snapshot without a lock",
                    "ALTER TABLE " + table.name().name()
                            + " ENGINE=InnoDB; or name it under mapping.lockForCopy, and writes to it wait while it"
                            + " is copied; or leave it out with --exclude-tables.");
        }
        new HistoryRules(shared.basis(), cascades, findings).report(table);
        if (cascades.inCircleWithOthers(table.name())) {
            findings.blocker(
                    "TABLE-005",
                    where,
                    "is in a circle of foreign keys whose cascades set each other off: what they change is not in the binary"
                            + " log, and cannot be repeated while tables are copied one after the other",
                    "Take one ON DELETE or ON UPDATE action out of the circle on the source until the cutover, or leave the"
                            + " table out with --exclude-tables.");
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
        Optional<SourceIndex> unique = uniqueKey();
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

    private Set<SourceIndex> neededKeys() {
        Set<SourceIndex> needed =
                new HashSet<>(ForeignKeyPlanner.referredTo(shared.basis().catalog(), table));
        if (table.primaryKey().isEmpty()) {
            uniqueKey().ifPresent(needed::add);
        }
        return needed;
    }

    private Optional<SourceIndex> uniqueKey() {
        return table.indexes().stream()
                .filter(index -> index.unique() && index.coversWholeColumns() && withoutNulls(index))
                .findFirst();
    }

    private boolean withoutNulls(SourceIndex index) {
        return index.columns().stream()
                .allMatch(column -> table.column(column).map(c -> !c.nullable()).orElse(false));
    }

    private List<Integer> positions(List<String> columns) {
        return columns.stream().map(table::indexOf).toList();
    }

    /**
     * Integers sort alike on both servers and in Java, also the unsigned ones that are numeric on the target: nothing else may
     * split a table into ranges. Nor may a table be split
     * whose rows cascades can move between ranges, or that cascades on itself: all its rows must be of one position. A table
     * that is locked for its copy is locked once.
     */
    private int chunkColumn(List<ColumnPlan> columns) {
        if (table.primaryKey().isEmpty()
                || !table.transactional()
                || cascades.inCircle(table.name())
                || cascades.changes(table.name(), table.primaryKey().get(0))) {
            return -1;
        }
        int first = table.indexOf(table.primaryKey().get(0));
        boolean integer = columns.get(first).source().type() instanceof MariaDbType.IntegerType;
        PgType type = columns.get(first).type();
        return integer && (type.isInteger() || type.kind() == PgType.Kind.NUMERIC) ? first : -1;
    }

    /** What the source has checked is not what arrives. */
    private static boolean refersToChangedValues(CheckConstraint check, List<ColumnPlan> columns) {
        return columns.stream()
                .filter(column ->
                        check.sql().contains(Identifiers.mariaDb(column.source().name())))
                .anyMatch(column -> column.policies().values().stream().anyMatch(Policy::changesValues));
    }

    private List<CheckPlan> checks(List<ColumnPlan> columns) {
        List<CheckPlan> plans = new ArrayList<>();
        for (CheckConstraint check : table.checks()) {
            if (refersToChangedValues(check, columns)) {
                findings.warning(
                        "CHECK-001",
                        table.name() + "." + check.name(),
                        "CHECK (" + check.sql()
                                + ") is not carried over: it refers to a column whose values a policy changes",
                        "Add its PostgreSQL counterpart after the cutover if the application relies on it.");
                continue;
            }
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
