package dev.landfall.evolution;

import dev.landfall.catalog.TableName;
import dev.landfall.ddl.CatalogInterpreter;
import dev.landfall.ddl.Interpretation;
import dev.landfall.ddl.Interpretation.TableChange;
import dev.landfall.ddl.SchemaStatement;
import dev.landfall.plan.Finding;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.Planner;
import dev.landfall.plan.TablePlan;
import dev.landfall.schema.AlterWriter;
import dev.landfall.schema.DdlWriter;
import dev.landfall.sql.Identifiers;
import dev.landfall.target.Ddl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Derives the next plan from a statement, and judges whether the way there is certain. Pure. */
public final class Evolution {
    private final MigrationPlan before;
    private final MigrationPlan after;
    private final Map<TableName, TablePlan> oldTables;
    private final Map<TableName, TablePlan> newTables;
    private final List<TableChange> changed;
    private final Changes changes = new Changes();
    private final AlterWriter writer = new AlterWriter();

    private Evolution(MigrationPlan before, MigrationPlan after, List<TableChange> changed) {
        this.before = before;
        this.after = after;
        this.oldTables = byName(before);
        this.newTables = byName(after);
        this.changed = changed;
    }

    private static Map<TableName, TablePlan> byName(MigrationPlan plan) {
        Map<TableName, TablePlan> tables = new HashMap<>();
        plan.tables().forEach(table -> tables.put(table.source().name(), table));
        return tables;
    }

    /**
     * The same statement on the same plan gives the same verdict.
     *
     * @param table that the statement was met for, with the plan's name if it is one of the plan's
     */
    public static Verdict of(MigrationPlan before, TableName table, SchemaStatement statement) {
        List<TableName> named = statement.named();
        boolean otherwise = before.table(table).isPresent() && !named.isEmpty() && !named.contains(table);
        // Where the server takes names that differ in case for the same, the statement would seem to be about another
        // table.
        return otherwise
                ? new Verdict.Refuse("the statement spells the name of " + table + " in another way than the catalog")
                : of(before, statement);
    }

    static Verdict of(MigrationPlan before, SchemaStatement statement) {
        Interpretation interpretation = CatalogInterpreter.interpret(before.catalog(), statement);
        if (interpretation instanceof Interpretation.Unknown unknown) {
            String tool =
                    OnlineSchemaTool.behind(statement).map(name -> name + " ").orElse("");
            return new Verdict.Refuse((tool.isEmpty() ? "the statement " : tool) + unknown.reason());
        }
        Interpretation.Known known = (Interpretation.Known) interpretation;
        MigrationPlan after = Planner.plan(NextBasis.of(before.basis(), known));
        Optional<Finding> blocker = after.blockers().stream()
                .filter(finding -> !before.findings().contains(finding))
                .findFirst();
        if (blocker.isPresent()) {
            Finding finding = blocker.get();
            return new Verdict.Refuse(finding.code() + " " + finding.where() + " " + finding.text());
        }
        Evolution evolution = new Evolution(before, after, known.changes());
        if (mayBeOld(statement) && !known.changes().isEmpty()) {
            evolution.changes.hold(
                    "with IF NOT EXISTS the binary log does not tell whether the table was there already, with"
                            + " rows that are not on the target");
        }
        return evolution.verdict();
    }

    private static boolean mayBeOld(SchemaStatement statement) {
        return statement instanceof SchemaStatement.CreateTable create && create.ifNotExists()
                || statement instanceof SchemaStatement.CreateLike like && like.ifNotExists();
    }

    private Verdict verdict() {
        Map<TableName, TableName> names = new HashMap<>();
        for (TableChange change : changed) {
            if (change.before() != null && change.after() != null) {
                names.put(change.before(), change.after());
            }
        }
        for (TablePlan table : before.tables()) {
            TableName name = table.source().name();
            boolean stays = changed.stream().noneMatch(change -> name.equals(change.before()));
            if (stays) {
                requireSame(table, plan(newTables, name));
            }
        }
        ForeignKeyEvolution keys = new ForeignKeyEvolution(changes);
        for (TablePlan table : before.tables()) {
            TableName name = table.source().name();
            TablePlan now = newTables.get(names.getOrDefault(name, name));
            if (now != null) {
                keys.drop(table, now);
            }
        }
        drop(changed.stream()
                .filter(change -> change.after() == null)
                .map(change -> plan(oldTables, Objects.requireNonNull(change.before())))
                .toList());
        changed.forEach(this::evolve);
        holdForViews(names);
        Set<TableName> created = changed.stream()
                .filter(change -> change.before() == null)
                .map(change -> Objects.requireNonNull(change.after()))
                .collect(Collectors.toSet());
        for (TablePlan table : after.tables()) {
            keys.add(after, origin(table), table, created);
        }
        if (changes.reasons().isEmpty()) {
            return new Verdict.Apply(after, changes.statements());
        }
        return new Verdict.Hold(String.join("; ", changes.reasons()), after, changes.statements(), changes.complete());
    }

    /** A view of PostgreSQL stays with the table that it was made of, a view of MariaDB with the name. */
    private void holdForViews(Map<TableName, TableName> names) {
        for (TableName name : names.keySet()) {
            boolean exchanged = names.containsValue(name) && !name.equals(names.get(name));
            String table = Identifiers.postgres(plan(oldTables, name).name());
            if (exchanged
                    && before.views().stream().anyMatch(view -> view.select().contains(table))) {
                changes.incomplete("views on the target would stay with the former " + name);
            }
        }
    }

    private @Nullable TablePlan origin(TablePlan table) {
        TableName name = table.source().name();
        for (TableChange change : changed) {
            if (name.equals(change.after())) {
                return change.before() == null ? null : plan(oldTables, change.before());
            }
        }
        return oldTables.get(name);
    }

    private static TablePlan plan(Map<TableName, TablePlan> tables, TableName name) {
        return Objects.requireNonNull(tables.get(name));
    }

    /** What follows for a table that the statement does not name was decided when it was copied. */
    private void requireSame(TablePlan old, TablePlan now) {
        boolean same = old.columns().equals(now.columns())
                && old.rowKey().equals(now.rowKey())
                && old.indexes().equals(now.indexes())
                && old.checks().equals(now.checks())
                && Objects.equals(old.partitioning(), now.partitioning());
        if (!same) {
            changes.incomplete("it changes what is decided for " + old.source().name() + " as well");
        }
    }

    private void evolve(TableChange change) {
        if (change.before() == null) {
            changes.execute(create(plan(newTables, Objects.requireNonNull(change.after()))));
        } else if (change.after() != null) {
            new TableEvolution(
                            plan(oldTables, change.before()),
                            plan(newTables, change.after()),
                            change.origins(),
                            new DdlWriter(after),
                            changes)
                    .evolve();
        }
    }

    /** Not with what depends on it: a view or a key of PostgreSQL's keeps the table there until somebody has looked. */
    private void drop(List<TablePlan> tables) {
        if (!tables.isEmpty()) {
            changes.execute(writer.dropTables(tables));
        }
        for (TablePlan table : tables) {
            if (table.updateTrigger() != null) {
                changes.execute(writer.dropTrigger(table, table.updateTrigger().name()));
            }
        }
    }

    private List<String> create(TablePlan table) {
        DdlWriter ddl = new DdlWriter(after);
        List<String> statements = new ArrayList<>();
        Stream.of(ddl.table(table), ddl.afterCopy(table), ddl.onceConsistent(table))
                .flatMap(List::stream)
                .forEach(statement -> statements.add(statement.sql()));
        ddl.validations(table).stream()
                .filter(statement -> statement.kind() == Ddl.Kind.CHECK)
                .forEach(statement -> statements.add(statement.sql()));
        return statements;
    }
}
