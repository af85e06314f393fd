package dev.landfall.run;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.sql.SqlFile;
import dev.landfall.target.TargetDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A role held by this process: an advisory lock on a session of its own, so that it ends with the process, however that
 * ends. Close it to give the role back.
 */
public final class RoleLock implements AutoCloseable {
    private static final String TRY = "SELECT pg_try_advisory_lock(?, ?)";
    private static final String HELD = "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted"
            + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            + " AND classid = CAST(? AS bigint) AND objid = CAST(? AS bigint) AND objsubid = 2)";

    private static final String FREE = "SELECT pg_advisory_unlock_all()";
    private static final Logger LOG = LoggerFactory.getLogger(RoleLock.class);

    private final Connection connection;

    private RoleLock(Connection connection) {
        this.connection = connection;
    }

    /** @throws MigrationException {@code RUN-001} when another process has the role; it says which session that is */
    public static RoleLock acquire(TargetDatabase target, String migration, Role role) throws SQLException {
        Connection connection = target.connect();
        String holder;
        try {
            keep(connection);
            if (ask(connection, TRY, migration, role)) {
                return new RoleLock(connection);
            }
            holder = holder(connection, migration, role);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        connection.close();
        throw new MigrationException(
                FailureCode.ALREADY_RUNNING,
                "Migration " + migration + ": another process holds the "
                        + role.name().toLowerCase(Locale.ROOT) + " role" + holder + "; expected to be the only one.",
                "Wait for it or stop it, then run the command again. If its host is gone, PostgreSQL frees the role when it"
                        + " notices the lost connection.");
    }

    /** For people; empty when it has left meanwhile. */
    private static String holder(Connection connection, String migration, Role role) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SqlFile.load("target/find_role.sql"))) {
            bind(statement, 1, migration, role);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return "";
                }
                String address = row.getString("client_address");
                String since = row.getString("since");
                return " (PostgreSQL session " + row.getLong("pid") + ", \"" + row.getString("application_name") + "\""
                        + (address == null ? "" : " from " + address) + (since == null ? "" : ", since " + since) + ")";
            }
        }
    }

    private static void keep(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SqlFile.load("target/keep_role.sql"));
        }
    }

    static boolean isHeld(Connection connection, String migration, Role role) throws SQLException {
        return ask(connection, HELD, migration, role);
    }

    private static boolean ask(Connection connection, String sql, String migration, Role role) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, key(migration));
            statement.setInt(2, role.number());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** For a statement of its own that asks whether a role is held. @return the next parameter */
    static int bind(PreparedStatement statement, int parameter, String migration, Role role) throws SQLException {
        statement.setInt(parameter, key(migration));
        statement.setInt(parameter + 1, role.number());
        return parameter + 2;
    }

    /** Positive, because pg_locks shows the key as an unsigned oid. */
    private static int key(String migration) {
        CRC32 crc = new CRC32();
        crc.update(("landfall:" + migration).getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() & 0x7FFF_FFFF);
    }

    /** The role is free when this returns: the server would end the session, and free the role, only some time later. */
    @Override
    public void close() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(FREE);
        } catch (SQLException e) {
            LOG.atDebug().setCause(e).log("the session of a role was lost, and the role with it");
        } finally {
            connection.close();
        }
    }
}
