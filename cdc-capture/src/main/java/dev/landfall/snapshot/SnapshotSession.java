package dev.landfall.snapshot;

import dev.landfall.event.GtidSet;
import dev.landfall.event.SourcePosition;
import dev.landfall.source.SourceDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A session that sees the source as it was at one position. MariaDB gives such a session the exact binary log position of
 * its read view in {@code binlog_snapshot_file} and {@code binlog_snapshot_position}, without any lock. One thread at a
 * time; the owner closes it.
 */
public final class SnapshotSession implements AutoCloseable {
    private final Connection connection;
    private final SourcePosition position;

    private SnapshotSession(Connection connection, SourcePosition position) {
        this.connection = connection;
        this.position = position;
    }

    /** @throws SQLException when the server refuses; the session is closed then */
    public static SnapshotSession open(SourceDatabase source) throws SQLException {
        Connection connection = source.connect();
        try {
            return new SnapshotSession(connection, begin(connection));
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    public Connection connection() {
        return connection;
    }

    public SourcePosition position() {
        return position;
    }

    private static SourcePosition begin(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
            String file = "";
            long offset = 0;
            try (ResultSet row = statement.executeQuery("SHOW STATUS LIKE 'binlog_snapshot_%'")) {
                while (row.next()) {
                    if (row.getString(1).equalsIgnoreCase("binlog_snapshot_file")) {
                        file = row.getString(2);
                    } else if (row.getString(1).equalsIgnoreCase("binlog_snapshot_position")) {
                        offset = row.getLong(2);
                    }
                }
            }
            return new SourcePosition(gtids(connection, file, offset), file, offset);
        }
    }

    private static GtidSet gtids(Connection connection, String file, long offset) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT BINLOG_GTID_POS(?, ?)")) {
            statement.setString(1, file);
            statement.setLong(2, offset);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                String gtids = row.getString(1);
                if (gtids == null) {
                    throw new SQLException("BINLOG_GTID_POS knows no GTID position for " + file + ":" + offset);
                }
                return GtidSet.parse(gtids);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
