package dev.landfall.run;

import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.schema.DdlWriter;
import dev.landfall.target.Ddl;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Compares the target schema with the plan. Read-only. */
public final class SchemaComparison {
    private final Connection target;
    private final MigrationPlan plan;

    public SchemaComparison(Connection target, MigrationPlan plan) {
        this.target = target;
        this.plan = plan;
    }

    /** Everything: tables, columns, keys, indexes, constraints, sequences, triggers, views, expressions. */
    public List<SchemaDifference> all() throws SQLException {
        List<SchemaDifference> differences = of(TargetObjects.read(target, plan.schema()), plan.tables(), ddl -> true);
        differences.addAll(new ExpressionComparison(target, plan).run(plan.tables(), true));
        return differences;
    }

    /** What the cutover asks for: all but expressions, and constraints that do not hold yet, see {@link OpenConstraints}. */
    public List<SchemaDifference> objects() throws SQLException {
        return objects(plan.tables(), true).differences();
    }

    /** As a verification sees it. @param all whether the tables are all of the plan: what belongs to no table counts as well */
    SchemaParity parity(List<TablePlan> tables, boolean all) throws SQLException {
        SchemaParity objects = objects(tables, all);
        List<SchemaDifference> differences = new ArrayList<>(objects.differences());
        differences.addAll(new ExpressionComparison(target, plan).run(tables, all));
        return new SchemaParity(true, differences, objects.notValidated());
    }

    private SchemaParity objects(List<TablePlan> tables, boolean all) throws SQLException {
        TargetObjects found = TargetObjects.read(target, plan.schema());
        Set<String> names = tables.stream().map(TablePlan::name).collect(Collectors.toSet());
        // Rows may be equal and yet break a rule, as they do on the source.
        Set<Ddl> rules = tables.stream()
                .flatMap(table -> new DdlWriter(plan).validations(table).stream())
                .collect(Collectors.toSet());
        List<String> notValidated = rules.stream()
                .filter(rule -> !found.flaw(rule).isEmpty())
                .map(rule -> rule.schema() + "." + rule.table() + "." + rule.name())
                .sorted()
                .toList();
        return new SchemaParity(
                true,
                of(found, tables, ddl -> !rules.contains(ddl) && (all || names.contains(ddl.table()))),
                notValidated);
    }

    private List<SchemaDifference> of(TargetObjects found, List<TablePlan> tables, Predicate<Ddl> wanted) {
        List<SchemaDifference> differences = new ArrayList<>(columns(found, tables));
        PlannedDefinitions planned = new PlannedDefinitions(plan);
        for (Ddl ddl : new DdlWriter(plan).all()) {
            if (wanted.test(ddl)) {
                object(found, ddl, planned.of(ddl)).ifPresent(differences::add);
            }
        }
        return differences;
    }

    private static Optional<SchemaDifference> object(TargetObjects found, Ddl ddl, String definition) {
        String where = ddl.table().isEmpty() ? ddl.schema() : ddl.schema() + "." + ddl.table();
        String expected = label(ddl) + " " + ddl.name();
        String flaw = found.flaw(ddl);
        if (!flaw.isEmpty()) {
            return Optional.of(new SchemaDifference(where, expected, flaw));
        }
        String otherwise = found.otherwise(ddl, label(ddl), definition);
        return otherwise.isEmpty()
                ? Optional.empty()
                : Optional.of(new SchemaDifference(where, (expected + " " + definition).strip(), otherwise));
    }

    /** What keeps the rows of tables from being read by the plan: the table is not there, or a column of it is not. */
    Map<TablePlan, SchemaDifference> unreadable(List<TablePlan> tables) throws SQLException {
        TargetObjects found = TargetObjects.read(target, plan.schema());
        Map<TablePlan, SchemaDifference> unreadable = new LinkedHashMap<>();
        for (TablePlan table : tables) {
            Map<String, String> seen = found.columns(table.name());
            if (seen.isEmpty()) {
                unreadable.put(table, new SchemaDifference(table.display(), "table " + table.name(), "missing"));
            } else {
                table.columns().stream()
                        .filter(column -> !seen.containsKey(column.name()))
                        .findFirst()
                        .ifPresent(column -> unreadable.put(
                                table,
                                new SchemaDifference(
                                        table.display() + "." + column.name(), describe(column), "missing")));
            }
        }
        return unreadable;
    }

    boolean exists(TablePlan table) throws SQLException {
        return !TargetObjects.read(target, plan.schema()).columns(table.name()).isEmpty();
    }

    /** Columns of those tables that are there. */
    List<SchemaDifference> existingTables() throws SQLException {
        return columns(TargetObjects.read(target, plan.schema()), plan.tables());
    }

    private static List<SchemaDifference> columns(TargetObjects found, List<TablePlan> tables) {
        List<SchemaDifference> differences = new ArrayList<>();
        for (TablePlan table : tables) {
            Map<String, String> seen = found.columns(table.name());
            if (seen.isEmpty()) {
                continue;
            }
            Map<String, String> expected = new LinkedHashMap<>();
            table.columns().forEach(column -> expected.put(column.name(), describe(column)));
            expected.forEach((column, description) -> {
                String type = seen.getOrDefault(column, "missing");
                if (!type.equals(description)) {
                    differences.add(new SchemaDifference(table.display() + "." + column, description, type));
                }
            });
            seen.forEach((column, type) -> {
                if (!expected.containsKey(column)) {
                    differences.add(new SchemaDifference(table.display() + "." + column, "no such column", type));
                }
            });
        }
        return differences;
    }

    /** A primary key's columns are NOT NULL once it is there. */
    private static String describe(ColumnPlan column) {
        boolean notNull = !column.nullable() && column.generatedSql() == null;
        return column.type().sql() + (notNull ? " not null" : "");
    }

    private static String label(Ddl ddl) {
        return ddl.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
