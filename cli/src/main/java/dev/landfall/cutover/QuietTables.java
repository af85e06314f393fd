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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps autovacuum off the target's tables, from in front of the fence until it changes them: an ALTER TABLE would wait a second for
 * each table that is being vacuumed ({@code deadlock_timeout}), while writes are refused. Rows can be read and written meanwhile.
 * Holds locks in a session of its own until it is closed. One thread.
 */
final class QuietTables implements AutoCloseable {
    /** Autovacuum makes room after deadlock_timeout, table by table; somebody's VACUUM does not. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(QuietTables.class);

    private final Connection connection;

    private QuietTables(Connection connection) {
        this.connection = connection;
    }

    static QuietTables of(TargetDatabase target, MigrationPlan plan, Progress progress) throws SQLException {
        return of(
                target,
                plan.schema(),
                plan.tables().stream().map(TablePlan::name).toList(),
                progress);
    }

    /** @param tables in the schema; of those that are partitioned, the partitions */
    static QuietTables of(TargetDatabase target, String schema, List<String> tables, Progress progress)
            throws SQLException {
        QuietTables quiet = new QuietTables(target.connect());
        try {
            quiet.lock(schema, tables);
        } catch (SQLException e) {
            // Locks are nothing that a cutover needs, only what makes it short.
            quiet.close();
            progress.note(
                    "Tables of PostgreSQL could not be kept from being vacuumed for the time of the fence, so that it may"
                            + " take longer: " + e.getMessage());
        }
        return quiet;
    }

    private void lock(String schema, List<String> tables) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Of a process that is gone without a word the server hears soon.
            statement.execute(SqlFile.load("target/keep_role.sql"));
            statement.execute("SET idle_in_transaction_session_timeout = 0");
            connection.setAutoCommit(false);
            statement.execute("SET LOCAL lock_timeout = " + PATIENCE.toMillis());
            for (String table : busiest(schema, tables)) {
                statement.execute("LOCK TABLE " + table + " IN SHARE UPDATE EXCLUSIVE MODE");
            }
        }
    }

    /** Those that autovacuum may come to; a lock on every table of a large schema would not fit into PostgreSQL's memory. */
    private List<String> busiest(String schema, List<String> tables) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SqlFile.load("cutover/list_busiest.sql"))) {
            statement.setString(1, schema);
            statement.setArray(2, connection.createArrayOf("text", tables.toArray()));
            List<String> busiest = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    busiest.add(row.getString(1));
                }
            }
            return busiest;
        }
    }

    /** Now: when a session ends, its locks end some time later. When it is lost, they are gone, or soon will be. */
    @Override
    public void close() {
        try (connection) {
            connection.setNetworkTimeout(Runnable::run, (int) SILENCE.toMillis());
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
        } catch (SQLException e) {
            LOG.atDebug().setCause(e).log("the session that kept tables quiet was lost");
        }
    }
}
