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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a running snapshot foretells, in the control schema. Stateless; works in the caller's transaction. */
final class OutlookStore {
    private final String migration;

    OutlookStore(String migration) {
        this.migration = migration;
    }

    void publish(Connection target, String step, Outlook outlook) throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/publish_outlook.sql"))) {
            statement.setString(1, migration);
            statement.setString(2, step);
            Duration left = outlook.left();
            statement.setObject(3, left == null ? null : (left.toMillis() + 999) / 1_000, Types.BIGINT);
            statement.setArray(
                    4, target.createArrayOf("text", outlook.uncounted().toArray()));
            statement.executeUpdate();
        }
    }

    /** What the latest snapshot has published; empty once it is done. Whether it still runs is told by its role. */
    Optional<StatusReport.SnapshotStatus> read(Connection target) throws SQLException {
        if (!installed(target)) {
            return Optional.empty();
        }
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/find_outlook.sql"))) {
            statement.setString(1, migration);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(status(row)) : Optional.empty();
            }
        }
    }

    /** Not when an earlier version has made the control schema. */
    private static boolean installed(Connection target) throws SQLException {
        try (Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery("SELECT to_regclass('landfall.outlook') IS NOT NULL")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static StatusReport.SnapshotStatus status(ResultSet row) throws SQLException {
        Array uncounted = row.getArray("uncounted");
        Long left = row.getObject("eta_seconds", Long.class);
        return new StatusReport.SnapshotStatus(
                row.getString("step"),
                new Outlook(left == null ? null : Duration.ofSeconds(left), Map.of(), List.of((String[])
                        uncounted.getArray())));
    }

    void remove(Connection target) throws SQLException {
        try (PreparedStatement statement =
                target.prepareStatement("DELETE FROM landfall.outlook WHERE migration = ?")) {
            statement.setString(1, migration);
            statement.executeUpdate();
        }
    }
}
