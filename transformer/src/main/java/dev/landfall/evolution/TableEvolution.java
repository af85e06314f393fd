package dev.landfall.evolution;

import dev.landfall.mapping.NameMapper;
import dev.landfall.plan.CheckPlan;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.IndexPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.schema.AlterWriter;
import dev.landfall.schema.DdlWriter;
import dev.landfall.target.Ddl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The way of one table from one plan to the next, foreign keys apart. */
final class TableEvolution {
    private final TablePlan before;
    private final TablePlan after;
    private final List<Integer> origins;
    private final DdlWriter ddl;
    private final AlterWriter writer = new AlterWriter();
    private final Changes changes;
    private final Renamed renamed;
    private final Map<IndexPlan, IndexPlan> keptIndexes = new LinkedHashMap<>();

    /** @param ddl of the plan after */
    TableEvolution(TablePlan before, TablePlan after, List<Integer> origins, DdlWriter ddl, Changes changes) {
        this.before = before;
        this.after = after;
        this.origins = origins;
        this.ddl = ddl;
        this.changes = changes;
        this.renamed = new Renamed(before, after, origins);
        pairIndexes();
    }

    void evolve() {
        if (!Objects.equals(before.partitioning(), after.partitioning())) {
            changes.incomplete("the partitions of " + before.name() + " change");
        }
        boolean trigger = !sameTrigger();
        boolean key = !before.primaryKeyColumns().stream()
                .map(column -> renamed.sql(quoted(column)))
                .toList()
                .equals(after.primaryKeyColumns().stream()
                        .map(TableEvolution::quoted)
                        .toList());
        if (trigger && before.updateTrigger() != null) {
            changes.execute(writer.dropTrigger(before, before.updateTrigger().name()));
        }
        before.indexes().stream()
                .filter(index -> !keptIndexes.containsKey(index))
                .forEach(index -> changes.execute(writer.dropIndex(before, index.name())));
        Map<String, String> checks = checksThatStay();
        checks(before).keySet().stream()
                .filter(name -> !checks.containsKey(name))
                .forEach(name -> changes.execute(writer.dropConstraint(before, name)));
        if (key && !before.primaryKeyColumns().isEmpty()) {
            changes.execute(writer.dropConstraint(before, primaryKey(before)));
        }
        ColumnEvolution columns = new ColumnEvolution(before, after, origins, writer, changes);
        columns.drop();
        if (!before.name().equals(after.name())) {
            changes.execute(writer.renameTable(before, after));
        }
        columns.rename();
        renameConstraints(checks, key);
        columns.alter();
        columns.add();
        indexes();
        addChecks(checks);
        Stream.concat(ddl.afterCopy(after).stream(), ddl.onceConsistent(after).stream())
                .filter(statement -> statement.kind() == Ddl.Kind.PRIMARY_KEY && key
                        || statement.kind() == Ddl.Kind.TRIGGER && trigger
                        || statement.kind() == Ddl.Kind.IDENTITY && isNewIdentity(statement.name()))
                .forEach(statement -> changes.execute(statement.sql()));
        comments();
    }

    private static String quoted(String column) {
        return dev.landfall.sql.Identifiers.postgres(column);
    }

    private static String primaryKey(TablePlan table) {
        return NameMapper.shorten(table.name() + "_pkey");
    }

    /** Its body names the table's columns. */
    private boolean sameTrigger() {
        if (before.updateTrigger() == null && after.updateTrigger() == null) {
            return true;
        }
        return before.name().equals(after.name()) && before.columns().equals(after.columns());
    }

    private boolean isNewIdentity(String column) {
        for (int i = 0; i < origins.size(); i++) {
            ColumnPlan now = after.columns().get(i);
            if (now.name().equals(column)) {
                return origins.get(i) < 0
                        || !before.columns().get(origins.get(i)).identity();
            }
        }
        return false;
    }

    /** First those that keep their names, then those that only got another one. */
    private void pairIndexes() {
        List<IndexPlan> open = new ArrayList<>(after.indexes());
        for (IndexPlan old : before.indexes()) {
            open.stream()
                    .filter(now -> now.name().equals(old.name()) && renamed.same(old, now))
                    .findFirst()
                    .ifPresent(now -> pair(old, now, open));
        }
        for (IndexPlan old : before.indexes()) {
            if (!keptIndexes.containsKey(old)) {
                open.stream().filter(now -> renamed.same(old, now)).findFirst().ifPresent(now -> pair(old, now, open));
            }
        }
    }

    private void pair(IndexPlan old, IndexPlan now, List<IndexPlan> open) {
        keptIndexes.put(old, now);
        open.remove(now);
    }

    private void indexes() {
        keptIndexes.forEach((old, now) -> {
            if (!old.name().equals(now.name())) {
                changes.execute(writer.renameIndex(after, old.name(), now.name()));
            }
        });
        Set<String> made = after.indexes().stream()
                .filter(index -> !keptIndexes.containsValue(index))
                .map(IndexPlan::name)
                .collect(Collectors.toSet());
        Stream.concat(ddl.afterCopy(after).stream(), ddl.onceConsistent(after).stream())
                .filter(statement -> made.contains(statement.name())
                        && (statement.kind() == Ddl.Kind.INDEX
                                || statement.kind() == Ddl.Kind.UNIQUE_INDEX
                                || statement.kind() == Ddl.Kind.COMMENT))
                .forEach(statement -> changes.execute(statement.sql()));
    }

    /** Conditions by the constraint's name. */
    private static Map<String, String> checks(TablePlan table) {
        Map<String, String> checks = new LinkedHashMap<>();
        for (ColumnPlan column : table.columns()) {
            if (column.checkSql() != null) {
                checks.put(columnCheck(table, column), column.checkSql());
            }
        }
        table.checks().forEach(check -> checks.put(check.name(), check.sql()));
        return checks;
    }

    private static String columnCheck(TablePlan table, ColumnPlan column) {
        return NameMapper.shorten(table.name() + "_" + column.name() + "_check");
    }

    /** By their names before, those after. */
    private Map<String, String> checksThatStay() {
        Map<String, String> stay = new LinkedHashMap<>();
        for (int i = 0; i < origins.size(); i++) {
            ColumnPlan now = after.columns().get(i);
            ColumnPlan old = origins.get(i) < 0 ? null : before.columns().get(origins.get(i));
            if (old != null
                    && old.checkSql() != null
                    && renamed.sql(old.checkSql()).equals(now.checkSql())) {
                stay.put(columnCheck(before, old), columnCheck(after, now));
            }
        }
        for (CheckPlan check : before.checks()) {
            after.checks().stream()
                    .filter(now -> now.sql().equals(renamed.sql(check.sql())))
                    .findFirst()
                    .ifPresent(now -> stay.put(check.name(), now.name()));
        }
        return stay;
    }

    private void renameConstraints(Map<String, String> checks, boolean keyChanges) {
        checks.forEach((from, to) -> {
            if (!from.equals(to)) {
                changes.execute(writer.renameConstraint(after, from, to));
            }
        });
        if (!keyChanges
                && !after.primaryKeyColumns().isEmpty()
                && !primaryKey(before).equals(primaryKey(after))) {
            changes.execute(writer.renameConstraint(after, primaryKey(before), primaryKey(after)));
        }
    }

    private void addChecks(Map<String, String> stay) {
        checks(after).forEach((name, sql) -> {
            if (!stay.containsValue(name)) {
                changes.execute(writer.addCheck(after, name, sql));
            }
        });
    }

    private void comments() {
        if (!before.source().comment().equals(after.source().comment())) {
            changes.execute(ddl.comment(after));
        }
        for (int i = 0; i < origins.size(); i++) {
            ColumnPlan now = after.columns().get(i);
            String old = origins.get(i) < 0
                    ? ""
                    : before.columns().get(origins.get(i)).source().comment();
            if (!old.equals(now.source().comment())) {
                changes.execute(ddl.comment(after, now));
            }
        }
    }
}
