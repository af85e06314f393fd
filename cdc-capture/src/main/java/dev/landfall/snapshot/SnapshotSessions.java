package dev.landfall.snapshot;

import dev.landfall.source.SourceDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Several sessions for one snapshot. */
public final class SnapshotSessions {
    /** On a quiet server the first try agrees; on a busy one more tries than this seldom help. */
    private static final int TRIES = 5;

    private SnapshotSessions() {}

    /**
     * Opens sessions that stand at one position if that can be had within a few tries; otherwise each stands at its own,
     * which costs the caller a replay between the smallest and the greatest.
     *
     * @throws SQLException when a session cannot be opened; those already open are closed then
     */
    public static List<SnapshotSession> open(SourceDatabase source, int count) throws SQLException {
        List<SnapshotSession> sessions = new ArrayList<>();
        try {
            for (int attempt = 1; ; attempt++) {
                while (sessions.size() < count) {
                    sessions.add(SnapshotSession.open(source));
                }
                if (attempt == TRIES || agree(sessions)) {
                    return sessions;
                }
                closeAllButLast(sessions);
            }
        } catch (SQLException | RuntimeException e) {
            for (SnapshotSession session : sessions) {
                try {
                    session.close();
                } catch (SQLException closing) {
                    e.addSuppressed(closing);
                }
            }
            throw e;
        }
    }

    private static boolean agree(List<SnapshotSession> sessions) {
        return sessions.stream().map(SnapshotSession::position).distinct().count() == 1;
    }

    /** The last one stands at the newest position: the others have the best chance to meet it there. */
    private static void closeAllButLast(List<SnapshotSession> sessions) throws SQLException {
        while (sessions.size() > 1) {
            sessions.remove(0).close();
        }
    }
}
