package dev.landfall.throttle;

import dev.landfall.retention.SourceLog;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * What a long snapshot does to the source, and what the source may do to it.
 *
 * @param historyLength old row versions that are kept, in transactions; 0 when the server does not know it
 */
public record SourceVitals(long historyLength, SourceLog log) {
    /** @param before what was read last, which makes it cheap; null the first time */
    public static SourceVitals read(Connection source, @Nullable SourceVitals before) throws SQLException {
        try (Statement statement = source.createStatement();
                ResultSet row = statement.executeQuery(SqlFile.load("source/history_length.sql"))) {
            return new SourceVitals(
                    row.next() ? row.getLong(2) : 0,
                    before == null ? SourceLog.read(source) : before.log().later(source, true));
        }
    }
}
