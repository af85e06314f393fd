package dev.landfall.cutover;

import dev.landfall.event.GtidSet;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.run.MigrationRecord;
import dev.landfall.run.SourceHead;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Changes that come through the binary log although their tables are fenced, such as TRUNCATE, which fires no trigger: the stream counts
 * what it reads of these tables. For a fence around the whole server its own position tells as much. One thread.
 */
final class Stragglers {
    private final MigrationRecord record;
    private final Connection control;
    private final Connection source;
    private final Drain drain;
    private long read;

    Stragglers(MigrationRecord record, Connection control, Connection source, Drain drain) {
        this.record = record;
        this.control = control;
        this.source = source;
        this.drain = drain;
    }

    /** Behind the fence, when the target has everything in front of it. */
    void begin() throws SQLException {
        if (record.isSplit()) {
            read = read();
        }
    }

    /** @throws MigrationException {@code CUTOVER-002} when there were some */
    void requireNone(Deadline deadline) throws SQLException, InterruptedException {
        if (!record.isSplit()) {
            return;
        }
        GtidSet head = SourceHead.position(source);
        if (!drain.await(head, deadline.left())) {
            throw deadline.exceeded("the stream to reach " + head);
        }
        long since = read() - read;
        if (since != 0) {
            throw new MigrationException(
                    FailureCode.CUTOVER_ABORTED,
                    "Behind the fence " + since
                            + " change(s) of these tables came through the binary log: a TRUNCATE, or rows"
                            + " that MariaDB applied for another server.",
                    "Stop whoever does that, then run migrate cutover again.");
        }
    }

    private long read() throws SQLException {
        try (PreparedStatement statement = control.prepareStatement(SqlFile.load("target/count_read_events.sql"))) {
            statement.setString(1, record.name());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
