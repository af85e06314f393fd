package dev.landfall.run;

import dev.landfall.apply.SchemaApplier;
import dev.landfall.forecast.Effort;
import dev.landfall.forecast.SnapshotForecast;
import dev.landfall.forecast.Stage;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.schema.DdlWriter;
import dev.landfall.sql.Identifiers;
import dev.landfall.sql.SqlFile;
import dev.landfall.target.Ddl;
import dev.landfall.target.PassingStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
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
    private final Servers servers;
    private final MigrationPlan plan;
    private final DdlWriter ddl;
    private final int workers;
    private final SnapshotForecast forecast;
    private final CopyProgress counted;
    private final SnapshotWatch.Reins reins;
    private final Map<String, Long> nanos = new ConcurrentHashMap<>();

    IndexPhase(
            Servers servers,
            MigrationPlan plan,
            int workers,
            SnapshotForecast forecast,
            CopyProgress counted,
            SnapshotWatch.Reins reins) {
        this.servers = servers;
        this.plan = plan;
        this.ddl = new DdlWriter(plan);
        this.workers = workers;
        this.forecast = forecast;
        this.counted = counted;
        this.reins = reins;
    }

    /** What holds in any mixture of positions. */
    void afterCopy() throws Exception {
        inParallel(Stage.INDEX, "index", ddl::afterCopy);
    }

    /** What needs all rows at one position. @return which constraints do not hold, and why, for people */
    List<String> onceConsistent() throws Exception {
        inParallel(Stage.UNIQUE, "unique", ddl::onceConsistent);
        try (Connection target = connect()) {
            begin(Stage.FOREIGN_KEYS);
            // One after another: each locks both of its tables, and two at a time could wait for each other.
            for (TablePlan table : plan.tables()) {
                List<Ddl> keys = ddl.foreignKeys(table);
                if (!keys.isEmpty()) {
                    counted.building(table, Stage.FOREIGN_KEYS);
                    applyAll(target, table, keys);
                    counted.built(table, false);
                }
            }
        }
        begin(Stage.VALIDATION);
        Queue<String> open = new ConcurrentLinkedQueue<>();
        inParallel("constraints", (table, target) -> {
            long startedAt = System.nanoTime();
            counted.building(table, Stage.VALIDATION);
            for (Ddl validation : ddl.validations(table)) {
                build(table, Efforts.of(table, validation), () -> {
                    OpenConstraints.validate(target, validation).ifPresent(open::add);
                    return true;
                });
            }
            counted.built(table, false);
            nanos.merge(table.name(), System.nanoTime() - startedAt, Long::sum);
        });
        return List.copyOf(open);
    }

    void analyze() throws Exception {
        begin(Stage.ANALYZE);
        inParallel("analyze", (table, target) -> {
            counted.building(table, Stage.ANALYZE);
            build(table, Effort.SAMPLE, () -> analyze(target, table));
            counted.built(table, true);
        });
    }

    private static boolean analyze(Connection target, TablePlan table) throws SQLException {
        try (Statement statement = PassingStatement.of(target)) {
            statement.execute(
                    "ANALYZE " + Identifiers.postgres(table.schema()) + "." + Identifiers.postgres(table.name()));
            return true;
        }
    }

    private void begin(Stage stage) {
        forecast.begin(stage, System.nanoTime());
    }

    private interface Build {
        /** @return whether it was done; false when it was there already */
        boolean execute() throws SQLException;
    }

    /** Waits while it is held: a statement that runs cannot be. */
    private void build(TablePlan table, Effort effort, Build build) throws SQLException, InterruptedException {
        reins.throttle().admit(0, 0);
        String name = table.source().name().name();
        forecast.building(name, effort, System.nanoTime());
        forecast.built(name, build.execute(), System.nanoTime());
    }

    private Connection connect() throws SQLException {
        Connection target = servers.target().connectForLong();
        try (PreparedStatement memory = target.prepareStatement(SqlFile.load("target/build_memory.sql"))) {
            memory.setInt(1, workers);
            memory.execute();
            return target;
        } catch (SQLException e) {
            target.close();
            throw e;
        }
    }

    Duration took(TablePlan table) {
        return Duration.ofNanos(nanos.getOrDefault(table.name(), 0L));
    }

    private void inParallel(Stage stage, String name, Function<TablePlan, List<Ddl>> statements) throws Exception {
        begin(stage);
        inParallel(name, (table, target) -> {
            counted.building(table, stage);
            applyAll(target, table, statements.apply(table));
            counted.built(table, false);
        });
    }

    @SuppressWarnings("try") // the queue hears by having joined
    private void inParallel(String name, Workers.Task<TablePlan, Connection> work) throws Exception {
        LimitedTasks<TablePlan> queue = new LimitedTasks<>(largestFirst());
        int count = Math.max(1, Math.min(workers, plan.tables().size()));
        try (Crew.Joined joined = reins.crew().join(queue::limit)) {
            Workers.run(name, count, queue, worker -> connect(), work);
        }
    }

    private void applyAll(Connection target, TablePlan table, List<Ddl> statements)
            throws SQLException, InterruptedException {
        long startedAt = System.nanoTime();
        for (Ddl statement : statements) {
            build(table, Efforts.of(table, statement), () -> SchemaApplier.apply(target, statement));
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
