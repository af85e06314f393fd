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
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A role held by this process: an advisory lock on a session of its own, so that it ends with the process, however that
 * ends. Close it to give the role back.
 */
public final class RoleLock implements AutoCloseable {
    private static final String TRY = "SELECT pg_try_advisory_lock(?, ?)";
    private static final String WAIT = "SELECT true FROM pg_advisory_lock(?, ?)";
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    /** The driver hears of no interrupt while it waits for the server. */
    private static final Duration LOOK_UP = Duration.ofSeconds(1);

    private static final String HELD = "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted"
            + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            + " AND classid = CAST(? AS bigint) AND objid = CAST(? AS bigint) AND objsubid = 2)";

    private static final String FREE = "SELECT pg_advisory_unlock_all()";
    private static final Logger LOG = LoggerFactory.getLogger(RoleLock.class);

    private final Connection connection;
    private final String migration;
    private final Role role;

    private RoleLock(Connection connection, String migration, Role role) {
        this.connection = connection;
        this.migration = migration;
        this.role = role;
    }

    /** @throws MigrationException {@code RUN-001} when another process has the role; it says which session that is */
    public static RoleLock acquire(TargetDatabase target, String migration, Role role) throws SQLException {
        Connection connection = target.connect();
        String holder;
        try {
            keep(connection);
            if (ask(connection, TRY, migration, role)) {
                return new RoleLock(connection, migration, role);
            }
            holder = holder(connection, migration, role);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        connection.close();
        throw new MigrationException(
                FailureCode.ALREADY_RUNNING,
                "Migration " + migration + ": another process holds the " + name(role) + " role" + holder
                        + "; expected to be the only one.",
                "Wait for it or stop it, then run the command again. If its host is gone, PostgreSQL frees the role when it"
                        + " notices the lost connection.");
    }

    /**
     * Waits for a holder that is told to end, or ends by itself.
     *
     * @throws MigrationException {@code RUN-001} when another process still has the role after {@code patience}
     * @throws InterruptedException at the latest a second after the interrupt
     */
    static RoleLock acquire(TargetDatabase target, String migration, Role role, Duration patience)
            throws SQLException, InterruptedException {
        Optional<RoleLock> lock = await(target, migration, role, patience, () -> {});
        return lock.isPresent() ? lock.get() : acquire(target, migration, role);
    }

    /** Looked at about every second by who waits. */
    interface Meanwhile<E extends Exception> {
        /** Throws when there is nothing to wait for any more. */
        void check() throws SQLException, E;
    }

    /**
     * Waits for a role whose holder is done with it soon.
     *
     * @return empty when he was not within {@code patience}
     * @throws InterruptedException at the latest a second after the interrupt
     */
    static <E extends Exception> Optional<RoleLock> await(
            TargetDatabase target, String migration, Role role, Duration patience, Meanwhile<E> meanwhile)
            throws SQLException, InterruptedException, E {
        long deadline = System.nanoTime() + patience.toNanos();
        Connection connection = target.connect();
        boolean held = false;
        try {
            keep(connection);
            while (!held) {
                Duration left = Duration.ofNanos(deadline - System.nanoTime());
                if (left.toMillis() <= 0) {
                    return Optional.empty();
                }
                held = awaited(connection, migration, role, left.compareTo(LOOK_UP) < 0 ? left : LOOK_UP);
                if (Thread.interrupted()) {
                    held = false;
                    throw new InterruptedException("while waiting for a role");
                }
                if (!held) {
                    meanwhile.check();
                }
            }
            return Optional.of(new RoleLock(connection, migration, role));
        } finally {
            if (!held) {
                // With the role, should it have come together with an interrupt.
                new RoleLock(connection, migration, role).close();
            }
        }
    }

    private static boolean awaited(Connection connection, String migration, Role role, Duration patience)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = " + patience.toMillis());
            try {
                return ask(connection, WAIT, migration, role);
            } catch (SQLException e) {
                if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                    return false;
                }
                throw e;
            }
        }
    }

    /**
     * That this process still has the role: to be asked by one that waits for long.
     *
     * @param silence for which the server may say nothing, in whole seconds
     * @throws MigrationException {@code TARGET-001} when the role's session is lost, and the role with it
     */
    public void check(Duration silence) throws SQLException {
        if (!connection.isValid((int) silence.toSeconds())) {
            throw new MigrationException(
                    FailureCode.TARGET_UNREACHABLE,
                    "Migration " + migration + ": the PostgreSQL session that holds the " + name(role)
                            + " role was lost; another process may have the role by now.",
                    "Look at migrate status, then run the command again when PostgreSQL answers.");
        }
    }

    private static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
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

    /** Keeps a session of the target that may say nothing for hours. */
    public static void keep(Connection connection) throws SQLException {
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
