package dev.landfall.run;

import dev.landfall.forecast.Outlook;
import dev.landfall.sql.SqlFile;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a running snapshot foretells, in the control schema. Stateless; works in the caller's transaction. */
final class OutlookStore {
    private final String migration;

    OutlookStore(String migration) {
        this.migration = migration;
    }

    void publish(Connection target, String step, Outlook outlook, List<RunningTable> running) throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/publish_outlook.sql"))) {
            statement.setString(1, migration);
            statement.setString(2, step);
            statement.setObject(3, seconds(outlook.left()), Types.BIGINT);
            statement.setArray(
                    4, target.createArrayOf("text", outlook.uncounted().toArray()));
            statement.setString(5, migration);
            statement.setArray(6, array(target, "text", running, RunningTable::table));
            statement.setString(7, migration);
            statement.setArray(8, array(target, "text", running, RunningTable::table));
            statement.setArray(9, array(target, "text", running, RunningTable::phase));
            statement.setArray(10, array(target, "bigint", running, RunningTable::rows));
            statement.setArray(11, array(target, "bigint", running, RunningTable::bytes));
            statement.setArray(12, array(target, "bigint", running, RunningTable::rowsPerSecond));
            statement.setArray(13, array(target, "bigint", running, table -> seconds(table.eta())));
            statement.executeUpdate();
        }
    }

    private static @Nullable Long seconds(@Nullable Duration left) {
        return left == null ? null : (left.toMillis() + 999) / 1_000;
    }

    private static Array array(
            Connection target, String type, List<RunningTable> tables, Function<RunningTable, @Nullable Object> member)
            throws SQLException {
        return target.createArrayOf(type, tables.stream().map(member).toArray());
    }

    /** What the latest snapshot has published; empty once it is done. Whether it still runs is told by its role. */
    Optional<StatusReport.SnapshotStatus> read(Connection target) throws SQLException {
        if (!installed(target)) {
            return Optional.empty();
        }
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/find_outlook.sql"))) {
            statement.setString(1, migration);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(status(row, running(target))) : Optional.empty();
            }
        }
    }

    private List<RunningTable> running(Connection target) throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/find_running_tables.sql"))) {
            statement.setString(1, migration);
            List<RunningTable> running = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    running.add(new RunningTable(
                            row.getString("table_name"),
                            row.getString("phase"),
                            row.getLong("rows"),
                            row.getLong("bytes"),
                            row.getObject("rows_per_second", Long.class),
                            duration(row.getObject("eta_seconds", Long.class))));
                }
            }
            return running;
        }
    }

    private static @Nullable Duration duration(@Nullable Long seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    /** Not when an earlier version has made the control schema. */
    private static boolean installed(Connection target) throws SQLException {
        try (Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery("SELECT to_regclass('landfall.outlook_table') IS NOT NULL")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static StatusReport.SnapshotStatus status(ResultSet row, List<RunningTable> running) throws SQLException {
        return new StatusReport.SnapshotStatus(
                row.getString("step"),
                new Outlook(duration(row.getObject("eta_seconds", Long.class)), Map.of(), List.of((String[])
                        row.getArray("uncounted").getArray())),
                running);
    }

    void remove(Connection target) throws SQLException {
        try (PreparedStatement statement =
                target.prepareStatement("DELETE FROM landfall.outlook WHERE migration = ?")) {
            statement.setString(1, migration);
            statement.executeUpdate();
        }
    }
}
