package dev.landfall.run;

import dev.landfall.event.GtidSet;
import dev.landfall.source.SourceDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Asks the source how far its binary log goes. One thread at a time; the owner closes it. */
public final class SourceHead implements AutoCloseable {
    private final Connection connection;

    public SourceHead(SourceDatabase source) {
        this.connection = source.connect();
    }

    /** Every transaction that the source has logged. */
    public GtidSet position() throws SQLException {
        return position(connection);
    }

    public static GtidSet position(Connection source) throws SQLException {
        try (Statement statement = source.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@global.gtid_binlog_pos")) {
            row.next();
            return GtidSet.parse(row.getString(1));
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
