package dev.landfall.run;

import dev.landfall.target.TargetDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Ends the target sessions of an earlier process that had the same role and was killed: PostgreSQL may still be building an
 * index or committing for it. Call it only while holding the role's lock and before opening sessions of one's own.
 */
final class LeftoverSessions {
    private static final String END = "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity"
            + " WHERE application_name = ? AND datname = current_database() AND pid <> pg_backend_pid()";
    private static final String END_13 = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            + " WHERE application_name = ? AND datname = current_database() AND pid <> pg_backend_pid()";
    private static final int WAITING_VERSION = 14;

    private LeftoverSessions() {}

    /** Returns when none is left. @param roleName as the role's sessions call themselves */
    static void end(Connection control, TargetDatabase roleName) throws SQLException {
        // Since version 14 the call itself waits for the session's end; before, it is asked until none is there.
        boolean waits = control.getMetaData().getDatabaseMajorVersion() >= WAITING_VERSION;
        long left;
        do {
            try (PreparedStatement statement = control.prepareStatement(waits ? END : END_13)) {
                statement.setString(1, roleName.applicationName());
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    left = row.getLong(1);
                }
            }
        } while (left > 0);
    }
}
