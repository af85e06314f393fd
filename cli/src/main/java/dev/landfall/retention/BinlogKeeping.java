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
 * @param replicasNeeded how many readers of the binary log have to be connected for anything to be purged by itself; 0 before
 *     MariaDB 11.4
 * @param replicasConnected how many there are: those that register with the source, and a stream, which does not
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

    /** With a stream that is connected. */
    BinlogKeeping withStream() {
        return new BinlogKeeping(retention, totalBytes, replicasNeeded, replicasConnected + 1);
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
