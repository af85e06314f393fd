package dev.landfall.reverse;

import dev.landfall.target.TargetDatabase;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/** PostgreSQL's changes from a slot, message by message. One thread; closing it ends its session. */
final class WalFeed implements AutoCloseable {
    /** How often PostgreSQL hears how far it has been read, and need not keep its log. */
    private static final int STATUS_SECONDS = 5;

    private final Connection connection;
    private final PGReplicationStream stream;

    private WalFeed(Connection connection, PGReplicationStream stream) {
        this.connection = connection;
        this.stream = stream;
    }

    /** @param from everything up to here is applied: it is neither sent again nor kept any longer */
    static WalFeed open(TargetDatabase target, String slot, String publication, long from) throws SQLException {
        Connection connection = target.connectForReplication();
        try {
            PGReplicationStream stream = connection
                    .unwrap(PGConnection.class)
                    .getReplicationAPI()
                    .replicationStream()
                    .logical()
                    .withSlotName(slot)
                    .withStartPosition(LogSequenceNumber.valueOf(from))
                    .withSlotOption("proto_version", 1)
                    .withSlotOption("publication_names", publication)
                    .withStatusInterval(STATUS_SECONDS, TimeUnit.SECONDS)
                    // The driver would confirm what is received, and not what MariaDB has committed.
                    .withAutomaticFlush(false)
                    .start();
            return new WalFeed(connection, stream);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** What has arrived; null when nothing has. Does not wait. */
    @Nullable
    LogicalMessage poll() throws SQLException {
        ByteBuffer message = stream.readPending();
        return message == null ? null : PgOutputDecoder.decode(message);
    }

    /** PostgreSQL need not keep anything up to here. */
    void confirm(long applied) throws SQLException {
        LogSequenceNumber lsn = LogSequenceNumber.valueOf(applied);
        stream.setFlushedLSN(lsn);
        stream.setAppliedLSN(lsn);
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            if (!stream.isClosed()) {
                stream.forceUpdateStatus();
                stream.close();
            }
        }
    }
}
