package dev.landfall.run;

import dev.landfall.event.GtidSet;
import dev.landfall.source.SourceDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Asks the source how far its binary log goes. */
public final class SourceHead {
    private SourceHead() {}

    /** Every transaction that the source has logged. */
    public static GtidSet position(Connection source) throws SQLException {
        try (Statement statement = source.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@global.gtid_binlog_pos")) {
            row.next();
            return GtidSet.parse(row.getString(1));
        }
    }

    /** The same over a session of its own. */
    static GtidSet position(SourceDatabase source) throws SQLException {
        try (Connection connection = source.connect()) {
            return position(connection);
        }
    }
}
