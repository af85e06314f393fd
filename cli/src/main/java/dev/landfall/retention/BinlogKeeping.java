package dev.landfall.retention;

import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * How the source is set to keep its binary log.
 *
 * @param retention how long a file is kept after its last event; zero for ever
 * @param totalBytes the size beyond which the oldest files are purged whatever their age; 0 for none, and before MariaDB 11.4
 * @param replicasNeeded how many replicas have to be connected for anything to be purged by itself; 0 before MariaDB 11.4
 * @param replicasConnected those that have registered with the source, which a stream does not
 */
public record BinlogKeeping(Duration retention, long totalBytes, int replicasNeeded, int replicasConnected) {
    public static BinlogKeeping read(Connection source) throws SQLException {
        try (Statement statement = source.createStatement();
                ResultSet row = statement.executeQuery(SqlFile.load("source/binlog_retention.sql"))) {
            row.next();
            return new BinlogKeeping(
                    Duration.ofSeconds(row.getLong("expire_seconds")),
                    row.getLong("total_bytes"),
                    row.getInt("replicas_needed"),
                    row.getInt("replicas_connected"));
        }
    }

    boolean expires() {
        return !retention.isZero();
    }

    boolean isLimited() {
        return totalBytes > 0;
    }

    /** Whether the source waits with purging for replicas that may connect any moment. */
    boolean isHeldBack() {
        return replicasConnected < replicasNeeded;
    }
}
