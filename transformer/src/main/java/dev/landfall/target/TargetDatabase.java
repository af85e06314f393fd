package dev.landfall.target;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.sql.SqlFile;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

/**
 * Opens sessions on the target. Every session speaks UTC and ISO dates and has a search path of nothing but the system
 * catalog, so that every name in a statement is qualified. Thread-safe; the caller closes the connections.
 */
public final class TargetDatabase {
    private static final String SETTINGS =
            "SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET IntervalStyle = 'postgres';"
                    + " SET bytea_output = 'hex'; SET extra_float_digits = 1; SET search_path = pg_catalog;"
                    + " SET client_min_messages = 'warning'";
    /** A server that is tuned for loading may have it off for all. */
    private static final String FLUSH = "SELECT set_config('synchronous_commit', 'on', false)"
            + " WHERE current_setting('synchronous_commit') = 'off'";
    /**
     * While a large transaction is written elsewhere nobody reads, and nobody answers: PostgreSQL would take a minute of that
     * for a lost connection.
     */
    private static final String PATIENCE = "SET wal_sender_timeout = 0";
    /** For the whole of a login, in seconds: some ways to check a password ask other servers. */
    private static final String LONGEST_LOGIN = "30";
    /** PostgreSQL cuts application names at 63 bytes. */
    private static final int MAX_NAME = 63;

    private final TargetConfig config;
    private final String applicationName;
    private final boolean flushesCommits;
    private final @Nullable OpenSessions sessions;

    public TargetDatabase(TargetConfig config) {
        this(config, "landfall", true, null);
    }

    private TargetDatabase(
            TargetConfig config, String applicationName, boolean flushesCommits, @Nullable OpenSessions sessions) {
        this.config = config;
        this.applicationName = applicationName;
        this.flushesCommits = flushesCommits;
        this.sessions = sessions;
    }

    /** The same target, its sessions under a name of their own, so that they can be told apart in pg_stat_activity. */
    public TargetDatabase named(String name) {
        return new TargetDatabase(config, shown(name), flushesCommits, sessions);
    }

    /** PostgreSQL cuts longer names and replaces what is not ASCII: two names would become one, or one that is not found again. */
    static String shown(String name) {
        String ascii = name.replaceAll("[^ -~]", "?");
        if (ascii.equals(name) && name.length() <= MAX_NAME) {
            return name;
        }
        CRC32 sum = new CRC32();
        sum.update(name.getBytes(StandardCharsets.UTF_8));
        String suffix = String.format("~%08x", sum.getValue());
        return ascii.substring(0, Math.min(ascii.length(), MAX_NAME - suffix.length())) + suffix;
    }

    /**
     * The same target, whose sessions do not wait for the disk when they commit. A crash of the server may undo their last
     * commits, in order and whole, so this is for work that is found undone and done again; the next commit of a
     * session that does wait makes all of them durable.
     */
    public TargetDatabase withoutFlush() {
        return new TargetDatabase(config, applicationName, false, sessions);
    }

    /** The same target, whose sessions are among those, so that all of them can be given up at once. */
    public TargetDatabase among(OpenSessions sessions) {
        return new TargetDatabase(config, applicationName, flushesCommits, sessions);
    }

    public String applicationName() {
        return applicationName;
    }

    public TargetConfig config() {
        return config;
    }

    /** @throws MigrationException when the server does not answer, refuses the login or does not have the database */
    public Connection connect() {
        try {
            Connection connection = DriverManager.getConnection(url(), properties());
            try (Statement statement = connection.createStatement()) {
                statement.execute(SETTINGS + "; " + (flushesCommits ? FLUSH : "SET synchronous_commit = off"));
                return admitted(connection);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw explain(e);
        }
    }

    /**
     * A session that may wait or work for hours, whatever limits the server, the database or the role has for that.
     *
     * @throws MigrationException as {@link #connect}
     */
    public Connection connectForLong() {
        Connection connection = connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute(SqlFile.load("target/keep_session.sql"));
            return connection;
        } catch (SQLException e) {
            close(connection, e);
            throw explain(e);
        }
    }

    private static void close(Connection connection, SQLException cause) {
        try {
            connection.close();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /**
     * A session that decodes the write-ahead log, with values spelled as on every other session. PostgreSQL waits for its reader
     * as long as it takes; one that is gone for good keeps the slot until somebody ends its session.
     *
     * @throws MigrationException as {@link #connect}; the user needs the attribute REPLICATION
     */
    public Connection connectForReplication() {
        Properties properties = properties();
        PGProperty.REPLICATION.set(properties, "database");
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "13");
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        try {
            Connection connection = DriverManager.getConnection(url(), properties);
            try (Statement statement = connection.createStatement()) {
                for (String setting : (SETTINGS + "; " + PATIENCE).split("; ", -1)) {
                    statement.execute(setting);
                }
                return admitted(connection);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw explain(e);
        }
    }

    /** From here on a statement takes as long as it takes. */
    private Connection admitted(Connection connection) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, 0);
        if (sessions != null) {
            sessions.add(connection);
        }
        return connection;
    }

    private String url() {
        return "jdbc:postgresql://" + config.host() + ":" + config.port() + "/" + config.database();
    }

    private Properties properties() {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, config.user());
        PGProperty.PASSWORD.set(properties, config.password().value());
        PGProperty.APPLICATION_NAME.set(properties, applicationName);
        PGProperty.CONNECT_TIMEOUT.set(properties, "10");
        PGProperty.SOCKET_TIMEOUT.set(properties, LONGEST_LOGIN); // see admitted
        PGProperty.TCP_KEEP_ALIVE.set(properties, "true");
        PGProperty.SOCKET_FACTORY.set(properties, TargetSockets.class.getName());
        // Text parameters take the type of the column they go to (json, uuid, inet, text[] ...).
        PGProperty.STRING_TYPE.set(properties, "unspecified");
        PGProperty.PREPARE_THRESHOLD.set(properties, "1");
        PGProperty.SSL_MODE.set(properties, config.tls().mode().text());
        if (config.tls().ca() != null) {
            PGProperty.SSL_ROOT_CERT.set(properties, config.tls().ca().toString());
        }
        if (config.tls().certificate() != null) {
            PGProperty.SSL_CERT.set(properties, config.tls().certificate().toString());
        }
        if (config.tls().key() != null) {
            PGProperty.SSL_KEY.set(properties, config.tls().key().toString());
        }
        return properties;
    }

    /** A driver's exception in the user's words. */
    public MigrationException explain(SQLException e) {
        String where = config.display();
        String said = said(e);
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (state.startsWith("28")) {
            return new MigrationException(
                    FailureCode.TARGET_LOGIN_REFUSED,
                    where + ": PostgreSQL refused the login (" + said + ").",
                    "Check the user in the target URL and the password in MIGRATE_TARGET_PASSWORD or targetPasswordFile.",
                    e);
        }
        if (state.equals("3D000")) {
            return new MigrationException(
                    FailureCode.TARGET_DATABASE_MISSING,
                    where + ": the database does not exist (" + said + ").",
                    "Create it (createdb -E UTF8 " + config.database() + ") or correct the target URL.",
                    e);
        }
        if (state.startsWith("08") || state.equals("57P03")) {
            return new MigrationException(
                    FailureCode.TARGET_UNREACHABLE,
                    where + ": no connection to PostgreSQL (" + said + ").",
                    "Nothing is lost: check host, port, network and TLS settings, then run the command again.",
                    e);
        }
        if (state.equals("42501")) {
            return new MigrationException(
                    FailureCode.TARGET_PRIVILEGE,
                    where + ": the user lacks a privilege (" + said + ").",
                    "Grant it (see docs/privileges.md) and run the command again.",
                    e);
        }
        return new MigrationException(
                FailureCode.TARGET_FAILED,
                where + ": PostgreSQL reported " + state + " (" + said + ").",
                "Nothing is lost: remove the cause and run the command again.",
                e);
    }

    /** On one line, and without the place in a statement that the user has not written. */
    private static String said(SQLException e) {
        return String.valueOf(e.getMessage())
                .replaceAll("\\s+Position: \\d+", "")
                .replaceAll("\\s+", " ");
    }
}
