package dev.landfall.throttle;

import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** How far replicas are behind, in milliseconds. */
final class ReplicaLag {
    private ReplicaLag() {}

    /** Of a MariaDB server, the worst of all that it replicates from; empty when it is no replica. */
    static Optional<Reading> ofServer(Connection server) throws SQLException {
        try (Statement statement = server.createStatement();
                ResultSet row = statement.executeQuery(SqlFile.load("source/replica_lag.sql"))) {
            Optional<Reading> worst = Optional.empty();
            while (row.next()) {
                long seconds = row.getLong("Seconds_Behind_Master");
                Reading reading =
                        row.wasNull() ? new Reading.Unreadable(stopped(row)) : new Reading.Measured(seconds * 1_000);
                worst = Optional.of(worst.map(other -> worse(other, reading)).orElse(reading));
            }
            return worst;
        }
    }

    private static String stopped(ResultSet row) throws SQLException {
        String error = row.getString("Last_IO_Error") + row.getString("Last_SQL_Error");
        return error.isEmpty() ? "replication does not run" : "replication does not run: " + error;
    }

    /** Of the target's replicas. */
    static Reading ofTarget(Connection target) throws SQLException {
        try (Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery(SqlFile.load("target/replica_lag.sql"))) {
            row.next();
            if (row.getLong("replicas") == 0) {
                return new Reading.Unreadable("no replica is connected to the target");
            }
            if (row.getLong("hidden") > 0) {
                return new Reading.Unreadable("the target user lacks pg_read_all_stats");
            }
            if (row.getLong("catching_up") > 0) {
                return new Reading.Unreadable("a replica of the target is still catching up");
            }
            return new Reading.Measured(row.getLong("lag_millis"));
        }
    }

    /** @param readings at least one */
    static Reading worst(List<Reading> readings) {
        return readings.stream().reduce(ReplicaLag::worse).orElseThrow();
    }

    private static Reading worse(Reading left, Reading right) {
        if (left instanceof Reading.Measured one && right instanceof Reading.Measured other) {
            return one.value() >= other.value() ? one : other;
        }
        return left instanceof Reading.Unreadable ? left : right;
    }
}
