package dev.landfall.cutover;

import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.run.Progress;
import dev.landfall.sql.SqlFile;
import dev.landfall.target.TargetDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps autovacuum off the target's tables, from in front of the fence until it changes them: an ALTER TABLE would wait a second for
 * each table that is being vacuumed ({@code deadlock_timeout}), while writes are refused. Rows can be read and written meanwhile.
 * Holds locks in a session of its own until it is closed. One thread.
 */
final class QuietTables implements AutoCloseable {
    /** Autovacuum makes room after deadlock_timeout, table by table; somebody's VACUUM does not. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Connection connection;

    private QuietTables(Connection connection) {
        this.connection = connection;
    }

    static QuietTables of(TargetDatabase target, MigrationPlan plan, Progress progress) throws SQLException {
        QuietTables quiet = new QuietTables(target.connect());
        try {
            quiet.lock(plan);
            return quiet;
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                quiet.connection.rollback();
                progress.note("Somebody vacuums, analyzes or indexes a table of PostgreSQL that was not let go within "
                        + PATIENCE.toSeconds() + " s; behind the fence that may be waited for.");
                return quiet;
            }
            quiet.connection.close();
            throw e;
        }
    }

    private void lock(MigrationPlan plan) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = " + PATIENCE.toMillis());
            for (String table : busiest(plan)) {
                statement.execute("LOCK TABLE " + table + " IN SHARE UPDATE EXCLUSIVE MODE");
            }
        }
    }

    /** Those that autovacuum may come to; a lock on every table of a large schema would not fit into PostgreSQL's memory. */
    private List<String> busiest(MigrationPlan plan) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SqlFile.load("cutover/list_busiest.sql"))) {
            statement.setString(1, plan.schema());
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text", plan.tables().stream().map(TablePlan::name).toArray()));
            List<String> tables = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    tables.add(row.getString(1));
                }
            }
            return tables;
        }
    }

    @Override
    public void close() throws SQLException {
        // Now: when a session ends, its locks end some time later.
        try (connection) {
            connection.rollback();
        }
    }
}
