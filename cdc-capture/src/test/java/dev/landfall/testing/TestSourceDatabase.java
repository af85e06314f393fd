package dev.landfall.testing;

import dev.landfall.setting.Secret;
import dev.landfall.setting.TlsSettings;
import dev.landfall.source.SourceConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A MariaDB database of one test class. Closing it drops the database and its users. Not thread-safe. */
public final class TestSourceDatabase implements AutoCloseable {
    /** Seconds to wait for a session that a test has left open; the server's own limit is a day. */
    private static final int DROP_LIMIT_SECONDS = 20;

    private final TestMariaDb server;
    private final String name;
    private final List<String> users = new ArrayList<>();

    private TestSourceDatabase(TestMariaDb server, String name) {
        this.server = server;
        this.name = name;
    }

    static TestSourceDatabase createOn(TestMariaDb server) throws SQLException {
        String name = TestDatabaseName.next();
        try (Connection connection = server.connect("")) {
            Statements.execute(connection, "CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
        }
        return new TestSourceDatabase(server, name);
    }

    public TestMariaDb server() {
        return server;
    }

    public String name() {
        return name;
    }

    /** The all-powerful user's view, without TLS. */
    public SourceConfig config() {
        return config(server.user(), server.password());
    }

    /** Without the password: {@code mariadb://user@host:port/database}. */
    public String url() {
        return config().display();
    }

    public Secret password() {
        return server.password();
    }

    /** A session in this database as the all-powerful user; the caller closes it. See {@link TestMariaDb#connect}. */
    public Connection connect() throws SQLException {
        return server.connect(name);
    }

    /** Runs the statements one after the other in one new session; each string may hold several. */
    public void execute(String... sql) throws SQLException {
        try (Connection connection = connect()) {
            Statements.execute(connection, sql);
        }
    }

    /** The rows of a query in a new session, each value as text; SQL NULL is null. */
    public List<List<@Nullable String>> query(String sql) throws SQLException {
        try (Connection connection = connect()) {
            return Statements.query(connection, sql);
        }
    }

    /** The value of a query that gives one row with one column; SQL NULL is null. */
    public @Nullable String value(String sql) throws SQLException {
        try (Connection connection = connect()) {
            return Statements.value(connection, sql);
        }
    }

    /**
     * Creates a user that may do nothing but what is granted here.
     *
     * @param suffix makes the name, together with the database's
     * @param grants each the text between GRANT and TO, for example {@code "SELECT ON " + name() + ".*"}
     * @return how this user reaches this database
     */
    public SourceConfig createUser(String suffix, String... grants) throws SQLException {
        String user = name + "_" + suffix;
        Secret password = new Secret(TestDatabaseName.next());
        execute("CREATE USER '" + user + "'@'%' IDENTIFIED BY '" + password.value() + "'");
        users.add(user);
        for (String grant : grants) {
            execute("GRANT " + grant + " TO '" + user + "'@'%'");
        }
        return config(user, password);
    }

    @Override
    public void close() throws SQLException {
        try (Connection connection = server.connect("")) {
            Statements.execute(
                    connection,
                    "SET SESSION lock_wait_timeout = " + DROP_LIMIT_SECONDS,
                    "DROP DATABASE IF EXISTS " + name);
            for (String user : users) {
                Statements.execute(connection, "DROP USER IF EXISTS '" + user + "'@'%'");
            }
        }
    }

    private SourceConfig config(String user, Secret password) {
        return new SourceConfig(server.host(), server.port(), name, user, password, TlsSettings.DISABLED);
    }
}
