package dev.landfall.target;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Sessions of a {@link TargetDatabase} that one piece of work needs and that are given up together. They are closed by whoever
 * has opened them. Thread-safe.
 */
public final class OpenSessions {
    private final List<Connection> sessions = new ArrayList<>();

    synchronized void add(Connection session) throws SQLException {
        for (int i = sessions.size() - 1; i >= 0; i--) {
            if (sessions.get(i).isClosed()) {
                sessions.remove(i);
            }
        }
        sessions.add(session);
    }

    /** Whoever waits for one of them gets an SQLException with a state of class 08. Nothing is said to the server. */
    public synchronized void abort() {
        for (Connection session : sessions) {
            try {
                // On a thread of its own: with TLS the last words of a connection wait for those under way.
                session.abort(OpenSessions::aside);
            } catch (SQLException e) {
                System.getLogger(OpenSessions.class.getName())
                        .log(System.Logger.Level.DEBUG, "giving up a session failed", e);
            }
        }
        sessions.clear();
    }

    private static void aside(Runnable task) {
        Thread thread = new Thread(task, "landfall-abort");
        thread.setDaemon(true);
        thread.start();
    }
}
