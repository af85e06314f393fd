package dev.landfall.apply;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes a session one that writes replicated rows: what they set off was set off on the source already. */
public final class ReplicatingSession {
    /** A setting of a session or transaction that sets off neither triggers nor foreign keys, in PostgreSQL's dialect. */
    public static final String WITHOUT_TRIGGERS = "session_replication_role = replica";

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private ReplicatingSession() {}

    /**
     * Turns triggers and foreign keys off, or where the role may not, defers the keys of the transaction that begins here.
     * Leaves the connection without autocommit.
     *
     * @return whether they are off; otherwise {@link #deferKeys} has to be called in every transaction
     */
    public static boolean prepare(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            // Heard by the triggers that stand for ON UPDATE CURRENT_TIMESTAMP: replicated values stay as they are.
            statement.execute("SET landfall.replicating = on");
        }
        connection.commit();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET " + WITHOUT_TRIGGERS);
            connection.commit();
            return true;
        } catch (SQLException e) {
            connection.rollback();
            if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                deferKeys(connection);
                return false;
            }
            throw e;
        }
    }

    static void deferKeys(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET CONSTRAINTS ALL DEFERRED");
        }
    }
}
