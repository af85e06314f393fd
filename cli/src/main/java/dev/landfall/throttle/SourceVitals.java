package dev.landfall.throttle;

import dev.landfall.retention.SourceLog;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What a long snapshot does to the source, and what the source may do to it.
 *
 * @param historyLength old row versions that are kept, in transactions; 0 when the server does not know it
 */
public record SourceVitals(long historyLength, SourceLog log) {
    public static SourceVitals read(Connection source) throws SQLException {
        try (Statement statement = source.createStatement();
                ResultSet row = statement.executeQuery(SqlFile.load("source/history_length.sql"))) {
            return new SourceVitals(row.next() ? row.getLong(2) : 0, SourceLog.read(source));
        }
    }
}
