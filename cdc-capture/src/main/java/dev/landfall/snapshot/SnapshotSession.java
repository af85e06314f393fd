package dev.landfall.snapshot;

import dev.landfall.catalog.TableName;
import dev.landfall.event.GtidSet;
import dev.landfall.event.SourcePosition;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.source.SourceDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * A session that sees the source as it was at one position. One thread at a time; the owner closes it.
 */
public final class SnapshotSession implements AutoCloseable {
    /** Each needs a moment without a commit; on a source with 1,000 commits per second one in five has it. */
    private static final int TRIES = 30;

    private final Connection connection;
    private final SourcePosition position;

    private SnapshotSession(Connection connection, SourcePosition position) {
        this.connection = connection;
        this.position = position;
    }

    /**
     * @throws SQLException when the server refuses; the session is closed then
     * @throws MigrationException when the server does not tell the position
     */
    public static SnapshotSession open(SourceDatabase source) throws SQLException {
        Connection connection = source.connectForLong();
        try {
            return new SnapshotSession(connection, begin(connection));
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * A session that alone may read one table, of an engine without snapshots: nobody writes to it until this is closed. The
     * rows are as of the position, which is asked for by another session, since a read view would end the lock. Only the
     * session with the lock may read: others queue behind the writers that wait.
     *
     * @throws MigrationException when the lock is not granted
     */
    public static SnapshotSession locking(SourceDatabase source, TableName table) throws SQLException {
        Connection connection = source.connectForLong();
        try {
            TableLock.take(connection, table);
            try (SnapshotSession now = open(source)) {
                return new SnapshotSession(connection, now.position());
            }
        } catch (SQLException | RuntimeException e) {
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
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            ReadView view = ReadView.begin(connection);
            Optional<GtidSet> shown = view.shown(connection);
            if (shown.isPresent()) {
                return new SourcePosition(shown.get(), serverId(connection), view.file(), view.offset());
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("ROLLBACK");
            }
        }
        throw new MigrationException(
                FailureCode.SOURCE_FAILED,
                "The source does not tell the GTID position of a consistent snapshot (BINLOG_GTID_POS answers NULL): its"
                        + " current binary log file holds an event larger than max_allowed_packet, and it is never quiet"
                        + " for the moment that reading the position without it takes.",
                "FLUSH BINARY LOGS on the source (a new file, without that event), then run the command again.");
    }

    private static long serverId(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@global.server_id")) {
            row.next();
            return row.getLong(1);
        }
    }

    /**
     * Ends the session in the middle of a result, where {@link #close} and closing the result would read all that is left of
     * it. For the thread that reads.
     */
    public void abort() throws SQLException {
        connection.abort(Runnable::run);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
