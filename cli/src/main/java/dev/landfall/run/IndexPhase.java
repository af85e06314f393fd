package dev.landfall.run;

import dev.landfall.apply.SchemaApplier;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.schema.DdlWriter;
import dev.landfall.sql.Identifiers;
import dev.landfall.target.Ddl;
import dev.landfall.target.PassingStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** Builds keys and indexes, tables in parallel, the largest first; what is there already is left alone. */
final class IndexPhase {
    /** For a single build; several run at once, so it stays well below what a small server has. */
    private static final String MEMORY = "SET maintenance_work_mem = '128MB'";

    private final Servers servers;
    private final MigrationPlan plan;
    private final DdlWriter ddl;
    private final int workers;
    private final Map<String, Long> nanos = new ConcurrentHashMap<>();

    IndexPhase(Servers servers, MigrationPlan plan, int workers) {
        this.servers = servers;
        this.plan = plan;
        this.ddl = new DdlWriter(plan);
        this.workers = workers;
    }

    /** What holds in any mixture of positions. */
    void afterCopy() throws Exception {
        inParallel("index", ddl::afterCopy);
    }

    /** What needs all rows at one position. @return which constraints do not hold, and why, for people */
    List<String> onceConsistent() throws Exception {
        inParallel("unique", ddl::onceConsistent);
        try (Connection target = connect()) {
            // One after another: each locks both of its tables, and two at a time could wait for each other.
            for (TablePlan table : plan.tables()) {
                applyAll(target, table, ddl.foreignKeys(table));
            }
        }
        Queue<String> open = new ConcurrentLinkedQueue<>();
        Workers.run("constraints", workers, largestFirst(), worker -> connect(), (table, target) -> {
            long startedAt = System.nanoTime();
            for (Ddl validation : ddl.validations(table)) {
                OpenConstraints.validate(target, validation).ifPresent(open::add);
            }
            nanos.merge(table.name(), System.nanoTime() - startedAt, Long::sum);
        });
        return List.copyOf(open);
    }

    void analyze() throws Exception {
        Workers.run("analyze", workers, largestFirst(), worker -> connect(), (table, target) -> {
            try (Statement statement = PassingStatement.of(target)) {
                statement.execute(
                        "ANALYZE " + Identifiers.postgres(table.schema()) + "." + Identifiers.postgres(table.name()));
            }
        });
    }

    private Connection connect() throws SQLException {
        Connection target = servers.target().connect();
        try (Statement memory = target.createStatement()) {
            memory.execute(MEMORY);
            return target;
        } catch (SQLException e) {
            target.close();
            throw e;
        }
    }

    Duration took(TablePlan table) {
        return Duration.ofNanos(nanos.getOrDefault(table.name(), 0L));
    }

    private void inParallel(String name, Function<TablePlan, List<Ddl>> statements) throws Exception {
        Workers.run(
                name,
                workers,
                largestFirst(),
                worker -> connect(),
                (table, target) -> applyAll(target, table, statements.apply(table)));
    }

    private void applyAll(Connection target, TablePlan table, List<Ddl> statements) throws SQLException {
        long startedAt = System.nanoTime();
        for (Ddl statement : statements) {
            SchemaApplier.apply(target, statement);
        }
        nanos.merge(table.name(), System.nanoTime() - startedAt, Long::sum);
    }

    private List<TablePlan> largestFirst() {
        return plan.tables().stream()
                .sorted(Comparator.comparing((TablePlan table) -> table.source().approximateBytes())
                        .reversed())
                .toList();
    }
}
