package dev.landfall.run;

import dev.landfall.apply.AppliedPosition;
import dev.landfall.apply.PositionLedger;
import dev.landfall.catalog.TableName;
import dev.landfall.ddl.DdlParser;
import dev.landfall.ddl.SchemaStatement;
import dev.landfall.event.ChangeEvent.SchemaChanged;
import dev.landfall.event.SourceTransaction;
import dev.landfall.failpoint.Failpoint;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/** Executes a schema change on the target, and puts the plan behind it and its position in force with it. */
final class SchemaMove {
    /** Readers of the target are let through again and again, instead of queueing behind us for as long as one of them takes. */
    private static final String PATIENCE = "SET LOCAL lock_timeout = '5s'";

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String DEADLOCK = "40P01";
    /** Lost connections, a server that stops, a disk that is full: the change itself is none of these. */
    private static final List<String> OF_THE_SERVER = List.of("08", "53", "57", "58", "XX");

    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);

    private static final Pattern ENDS_TRANSACTION = Pattern.compile(
            "(^|;)\\s*(commit|rollback|abort|end|begin|start\\s+transaction|prepare\\s+transaction)\\b\\s*(work|transaction)?\\s*(;|$)",
            Pattern.CASE_INSENSITIVE);

    private final Servers servers;
    private final String migration;
    private final Progress progress;
    private final AtomicBoolean stopRequested;

    SchemaMove(Servers servers, String migration, Progress progress, AtomicBoolean stopRequested) {
        this.servers = servers;
        this.migration = migration;
        this.progress = progress;
        this.stopRequested = stopRequested;
    }

    /** @param accepted whether somebody had to look; @param from where the target is */
    record Request(
            SourceTransaction change,
            SchemaChanged event,
            MigrationPlan before,
            MigrationPlan after,
            List<String> statements,
            boolean accepted,
            AppliedPosition from) {
        Request {
            statements = List.copyOf(statements);
        }
    }

    /**
     * @return false when a stop was asked for while others held the tables
     * @throws MigrationException {@code STREAM-001} when PostgreSQL does not take the statements, or when they do not make what
     *     the plan needs; nothing is changed then
     */
    boolean execute(Request request, HeldChange held) throws SQLException {
        if (request.accepted()
                && request.statements().stream()
                        .anyMatch(sql -> ENDS_TRANSACTION
                                .matcher(COMMENT.matcher(sql).replaceAll(" "))
                                .find())) {
            throw held.doesNotFit(List.of("they begin or end a transaction"));
        }
        boolean told = false;
        while (!stopRequested.get()) {
            try (Connection target = servers.target().connect()) {
                MigrationStore.upgrade(target);
                target.setAutoCommit(false);
                if (attempt(target, request, held)) {
                    return true;
                }
            }
            if (!told) {
                progress.note("A schema change waits for others that use its tables on the target.");
                told = true;
            }
        }
        return false;
    }

    /** @return false when a lock was not to be had */
    private boolean attempt(Connection target, Request request, HeldChange held) throws SQLException {
        try {
            MigrationPlan changed = only(request.after(), request.before());
            // What was odd before, and is wanted otherwise by neither plan, is not this statement's fault.
            List<String> odd = differences(target, only(request.before(), request.after()));
            run(target, request.statements());
            List<String> differences = differences(target, changed);
            differences.removeAll(odd);
            differences.addAll(missing(target, changed));
            if (!differences.isEmpty()) {
                throw held.doesNotFit(differences);
            }
        } catch (SQLException e) {
            target.rollback();
            String state = String.valueOf(e.getSQLState());
            if (state.equals(LOCK_NOT_AVAILABLE) || state.equals(DEADLOCK)) {
                return false;
            }
            if (OF_THE_SERVER.stream().anyMatch(state::startsWith)) {
                throw e;
            }
            throw held.refusedByTarget(
                    request.statements(), String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        } catch (RuntimeException e) {
            target.rollback();
            throw e;
        }
        keep(target, request);
        return true;
    }

    private void run(Connection target, List<String> statements) throws SQLException {
        try (Statement statement = target.createStatement()) {
            statement.execute(PATIENCE);
            // Heard by the triggers that stand for ON UPDATE CURRENT_TIMESTAMP.
            statement.execute("SET LOCAL landfall.replicating = on");
            String transaction = transaction(statement);
            for (String sql : statements) {
                statement.execute(sql);
            }
            if (!transaction(statement).equals(transaction)) {
                throw new IllegalStateException("the statements have ended the transaction that they ran in");
            }
        }
    }

    private static String transaction(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT pg_current_xact_id()")) {
            row.next();
            return row.getString(1);
        }
    }

    /** A plan with just the tables that are not the same in another one. */
    private static MigrationPlan only(MigrationPlan plan, MigrationPlan other) {
        Set<TablePlan> same = new HashSet<>(other.tables());
        List<TablePlan> changed =
                plan.tables().stream().filter(table -> !same.contains(table)).toList();
        return new MigrationPlan(plan.basis(), changed, List.of(), List.of(), List.of());
    }

    private static List<String> differences(Connection target, MigrationPlan plan) throws SQLException {
        List<String> differences = new ArrayList<>();
        for (SchemaDifference difference : new SchemaComparison(target, plan).existingTables()) {
            differences.add(difference.where() + " should be " + difference.expected() + ", is " + difference.seen());
        }
        return differences;
    }

    private static List<String> missing(Connection target, MigrationPlan plan) throws SQLException {
        SchemaComparison comparison = new SchemaComparison(target, plan);
        List<String> missing = new ArrayList<>();
        for (TablePlan table : plan.tables()) {
            if (!comparison.exists(table)) {
                missing.add("the table " + table.display() + " is missing");
            }
        }
        return missing;
    }

    static List<TableName> dropped(SchemaChanged event) {
        return DdlParser.parse(event.ddl(), event.database()) instanceof SchemaStatement.DropTables drop
                ? drop.tables()
                : List.of();
    }

    /** Nobody can correct them on the source, and another table may get the name. */
    private void forget(Connection target, TableName table) throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/forget_rejected_rows.sql"))) {
            statement.setString(1, migration);
            statement.setString(2, table.name());
            statement.executeUpdate();
        }
    }

    private void keep(Connection target, Request request) throws SQLException {
        try {
            // In the order in which others lock: the position, then the migration.
            new PositionLedger(migration)
                    .move(
                            target,
                            request.change().end(),
                            request.change().committedAt(),
                            request.from().step());
            for (TableName table : dropped(request.event())) {
                if (request.before().table(table).isPresent()) {
                    forget(target, table);
                }
            }
            new MigrationStore(migration)
                    .next(
                            target,
                            request.after().basis(),
                            request.change().gtid().toString(),
                            request.event().ddl(),
                            request.statements(),
                            request.accepted());
            Failpoint.STREAM_SCHEMA_CHANGED.reach();
            target.commit();
            Failpoint.STREAM_SCHEMA_KEPT.reach();
        } catch (SQLException | RuntimeException e) {
            target.rollback();
            throw e;
        }
    }
}
