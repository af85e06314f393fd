package dev.landfall.throttle;

import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * What a long snapshot does to the source, and what the source may do to it.
 *
 * @param historyLength old row versions that are kept, in transactions
 * @param binlogRetention how long binary log files are kept; zero for ever
 * @param binlogTotalBytes beyond which the oldest binary log files are purged; 0 for never, or before MariaDB 11.4
 */
public record SourceVitals(long historyLength, Duration binlogRetention, long binlogTotalBytes) {
    public static SourceVitals read(Connection source) throws SQLException {
        try (Statement statement = source.createStatement();
                ResultSet row = statement.executeQuery(SqlFile.load("source/vitals.sql"))) {
            row.next();
            return new SourceVitals(
                    row.getLong("history_length"),
                    Duration.ofSeconds(row.getLong("binlog_expire_seconds")),
                    row.getLong("binlog_total_bytes"));
        }
    }
}
