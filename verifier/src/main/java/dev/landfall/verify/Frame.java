package dev.landfall.verify;

import dev.landfall.event.GtidSet;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Two transactions, one per server, that each see one frozen moment, the target's no earlier than the source's. Only what
 * was committed in between can make them differ while both are right. Confined to its pair's thread.
 */
final class Frame implements AutoCloseable {
    private final SessionPair sessions;
    private final long openedAt = System.nanoTime();
    private final GtidSet before;
    private final GtidSet after;
    private @Nullable GtidSet visible;

    private Frame(SessionPair sessions, GtidSet before, GtidSet after) {
        this.sessions = sessions;
        this.before = before;
        this.after = after;
    }

    /** For a target that nobody writes to: both moments are now. */
    static Frame now(SessionPair sessions) throws InterruptedException {
        startSource(sessions);
        GtidSet position = position(sessions.source());
        startTarget(sessions);
        return new Frame(sessions, position, position);
    }

    /** For a target that follows the source: its moment is the first at which it has everything that the source's shows. */
    static Frame aligned(SessionPair sessions, AppliedGate gate) throws InterruptedException, TargetLagsException {
        startSource(sessions);
        GtidSet before = position(sessions.source());
        gate.await(before);
        startTarget(sessions);
        return new Frame(sessions, before, position(sessions.source()));
    }

    private static void startSource(SessionPair sessions) {
        sessions.source().execute("START TRANSACTION WITH CONSISTENT SNAPSHOT");
    }

    /** PostgreSQL takes the transaction's snapshot with its first query. */
    private static void startTarget(SessionPair sessions) {
        sessions.target().execute("SELECT 1");
    }

    static GtidSet position(Session source) {
        return source.query(SqlFile.load("verify/source_position.sql"), rows -> {
            rows.next();
            return GtidSet.parse(rows.getString(1));
        });
    }

    /** No transaction of the target's moment is missing from it. */
    GtidSet upperBound() {
        return after;
    }

    long ageNanos() {
        return System.nanoTime() - openedAt;
    }

    /**
     * Whether both moments are the same position, so that each difference is one. The source logged nothing while the
     * frame was opened, and its snapshot shows all that it had logged: a transaction becomes visible only after it is in
     * the binary log, much later where the source waits for a semi-synchronous replica in between.
     */
    boolean exact() {
        return !before.isEmpty() && before.equals(after) && shows(before);
    }

    /** Whether the source's moment includes every transaction of a position. */
    boolean shows(GtidSet position) {
        GtidSet shown = visible;
        if (shown == null) {
            shown = visiblePosition().orElse(GtidSet.EMPTY);
            visible = shown;
        }
        return shown.contains(position);
    }

    private Optional<GtidSet> visiblePosition() {
        Map<String, String> place = sessions.source().query(SqlFile.load("verify/source_snapshot_file.sql"), rows -> {
            Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            while (rows.next()) {
                values.put(rows.getString(1), rows.getString(2));
            }
            return values;
        });
        String file = place.get("Binlog_snapshot_file");
        String position = place.get("Binlog_snapshot_position");
        if (file == null || position == null) {
            return Optional.empty();
        }
        return sessions.source().with(connection -> gtids(connection, file, Long.parseLong(position)));
    }

    private static Optional<GtidSet> gtids(Connection connection, String file, long position) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(SqlFile.load("verify/source_snapshot_gtids.sql"))) {
            statement.setString(1, file);
            statement.setLong(2, position);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return Optional.ofNullable(row.getString(1)).map(GtidSet::parse);
            }
        }
    }

    /** Lets both snapshots go. */
    @Override
    public void close() {
        sessions.source().execute("ROLLBACK");
        sessions.target().rollback();
    }
}
