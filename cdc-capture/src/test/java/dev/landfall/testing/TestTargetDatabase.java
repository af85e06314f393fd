package dev.landfall.testing;

import dev.landfall.setting.Secret;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL database of one test class. Closing it ends its sessions and drops it and its users. Not thread-safe. */
public final class TestTargetDatabase implements AutoCloseable {
    private final TestPostgres server;
    private final String name;
    private final List<String> users = new ArrayList<>();

    private TestTargetDatabase(TestPostgres server, String name) {
        this.server = server;
        this.name = name;
    }

    static TestTargetDatabase createOn(TestPostgres server) throws SQLException {
        String name = TestDatabaseName.next();
        try (Connection connection = server.connect(TestPostgres.MAINTENANCE_DATABASE)) {
            Statements.execute(connection, "CREATE DATABASE " + name + " ENCODING 'UTF8' TEMPLATE template0");
        }
        return new TestTargetDatabase(server, name);
    }

    public TestPostgres server() {
        return server;
    }

    public String name() {
        return name;
    }

    /** The all-powerful user. */
    public String user() {
        return server.user();
    }

    public Secret password() {
        return server.password();
    }

    /** Without the password: {@code postgresql://user@host:port/database}. */
    public String url() {
        return url(user());
    }

    /** Like {@link #url()}, for another user. */
    public String url(String user) {
        return "postgresql://" + user + "@" + server.host() + ":" + server.port() + "/" + name;
    }

    /** Without user and password. */
    public String jdbcUrl() {
        return server.jdbcUrl(name);
    }

    /** A session in this database as the all-powerful user; the caller closes it. Its time zone is UTC. */
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
     * Creates a user that may do nothing but what everybody may and what is granted here.
     *
     * @param suffix makes the name, together with the database's
     * @param grants each the text between GRANT and TO, for example {@code "CREATE ON DATABASE " + name()}
     */
    public TestLogin createUser(String suffix, String... grants) throws SQLException {
        TestLogin login = new TestLogin(name + "_" + suffix, new Secret(TestDatabaseName.next()));
        execute("CREATE ROLE " + login.user() + " LOGIN PASSWORD '"
                + login.password().value() + "'");
        users.add(login.user());
        for (String grant : grants) {
            execute("GRANT " + grant + " TO " + login.user());
        }
        return login;
    }

    @Override
    public void close() throws SQLException {
        try (Connection connection = server.connect(TestPostgres.MAINTENANCE_DATABASE)) {
            Statements.execute(connection, "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
            for (String user : users) {
                Statements.execute(connection, "DROP ROLE IF EXISTS " + user);
            }
        }
    }
}
