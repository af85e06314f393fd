package dev.landfall.source;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * Opens sessions on the source. Every session reads and writes UTC and utf8mb4, has no SQL mode and receives rows in the
 * binary protocol. Thread-safe; the caller closes the connections.
 */
public final class SourceDatabase {
    private static final int ACCESS_DENIED = 1045;
    private static final int DATABASE_ACCESS_DENIED = 1044;
    private static final int UNKNOWN_DATABASE = 1049;

    private final SourceConfig config;

    public SourceDatabase(SourceConfig config) {
        this.config = config;
    }

    public SourceConfig config() {
        return config;
    }

    /**
     * @return a session on the configured database
     * @throws MigrationException when the server does not answer, refuses the login or does not have the database
     */
    public Connection connect() {
        try {
            Connection connection = DriverManager.getConnection(url(), properties());
            try (Statement statement = connection.createStatement()) {
                // No SQL mode: NO_ZERO_DATE, PAD_CHAR_TO_FULL_LENGTH or ANSI_QUOTES would change what is read.
                statement.execute("SET SESSION time_zone = '+00:00', SESSION sql_mode = '',"
                        + " SESSION sql_quote_show_create = 1");
                return connection;
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw explain(e);
        }
    }

    /**
     * A session that may wait or work for hours, whatever limits the server or the user has for that.
     *
     * @throws MigrationException as {@link #connect}
     */
    public Connection connectForLong() {
        Connection connection = connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute(SqlFile.load("source/keep_session.sql"));
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

    private String url() {
        return "jdbc:mariadb://" + config.host() + ":" + config.port() + "/" + config.database();
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("user", config.user());
        properties.setProperty("password", config.password().value());
        properties.setProperty("useServerPrepStmts", "true");
        properties.setProperty("tinyInt1isBit", "false");
        properties.setProperty("yearIsDateType", "false");
        properties.setProperty("connectTimeout", "10000");
        properties.setProperty("tcpKeepAlive", "true");
        // A firewall may cut what says nothing for some minutes; the system's own probes begin after two hours. What is
        // cut off for
        // less than ten minutes lives on.
        properties.setProperty("tcpKeepIdle", "60");
        properties.setProperty("tcpKeepInterval", "30");
        properties.setProperty("tcpKeepCount", "20");
        properties.setProperty("allowLocalInfile", "false");
        // The snapshot may wait on the target between two rows for longer than the server's default minute.
        properties.setProperty("sessionVariables", "net_write_timeout=3600,wait_timeout=86400");
        SourceTls.apply(config.tls(), properties);
        return properties;
    }

    /** The driver takes rows up to a part of the heap. */
    private static boolean tooLarge(SQLException e) {
        return String.valueOf(cause(e).getMessage()).contains("greater than maxAllowedPacket");
    }

    private static Throwable cause(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** A driver's exception in the user's words. */
    public MigrationException explain(SQLException e) {
        String where = config.display();
        if (e.getErrorCode() == ACCESS_DENIED) {
            return new MigrationException(
                    FailureCode.SOURCE_LOGIN_REFUSED,
                    where + ": MariaDB refused the login (" + e.getMessage() + ").",
                    "Check the user in the source URL and the password in MIGRATE_SOURCE_PASSWORD or sourcePasswordFile.",
                    e);
        }
        if (e.getErrorCode() == UNKNOWN_DATABASE || e.getErrorCode() == DATABASE_ACCESS_DENIED) {
            return new MigrationException(
                    FailureCode.SOURCE_DATABASE_MISSING,
                    where + ": the database does not exist, or the user may not see it (" + e.getMessage() + ").",
                    "Check the database name in the source URL, or grant SELECT on it to the user.",
                    e);
        }
        if (tooLarge(e)) {
            return new MigrationException(
                    FailureCode.SOURCE_FAILED,
                    where + ": a row is larger than the memory of this process allows (" + cause(e).getMessage() + ").",
                    "Give it more memory and run the command again, for example LANDFALL_JAVA_OPTS=-Xmx4g: about ten times"
                            + " the largest row for each worker.",
                    e);
        }
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (state.startsWith("08")) {
            return new MigrationException(
                    FailureCode.SOURCE_UNREACHABLE,
                    where + ": no connection to MariaDB (" + e.getMessage() + ").",
                    "Check host, port, network and TLS settings, then run the command again.",
                    e);
        }
        return new MigrationException(
                FailureCode.SOURCE_FAILED,
                where + ": MariaDB reported error " + e.getErrorCode() + " (" + e.getMessage() + ").",
                "Nothing is lost: remove the cause and run the command again.",
                e);
    }
}
