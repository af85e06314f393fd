package dev.landfall.testing;

import dev.landfall.embedded.EmbeddedPostgreSql;
import dev.landfall.embedded.EmbeddedServers;
import dev.landfall.setting.Secret;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL with {@code wal_level} logical. Comes from {@code LANDFALL_TEST_POSTGRES_URL}
 * ({@code postgresql://postgres@127.0.0.1:5432/postgres}) and {@code LANDFALL_TEST_POSTGRES_PASSWORD}, else from
 * Testcontainers where a Docker engine answers, else from the embedded server; {@code LANDFALL_TEST_PROVIDER} =
 * {@code testcontainers} or {@code embedded} settles it. Thread-safe.
 */
public final class TestPostgres implements AutoCloseable {
    /** Every server has it; sessions that create and drop databases run there. */
    static final String MAINTENANCE_DATABASE = "postgres";

    private static final String URL_VARIABLE = "LANDFALL_TEST_POSTGRES_URL";
    private static final String PASSWORD_VARIABLE = "LANDFALL_TEST_POSTGRES_PASSWORD";

    private static @Nullable TestPostgres shared;

    private final ServerAddress address;
    private final Runnable stop;

    TestPostgres(ServerAddress address, Runnable stop) {
        this.address = address;
        this.stop = stop;
    }

    /** The one server of this JVM, started at the first call. It stops with the JVM, so do not close it. */
    public static synchronized TestPostgres shared() {
        if (shared == null) {
            Map<String, String> environment = System.getenv();
            TestProvider provider = TestProvider.choose(
                    environment, URL_VARIABLE, DockerServers::engineAnswers, EmbeddedServers::available);
            shared = switch (provider) {
                case NAMED ->
                    new TestPostgres(ServerAddress.named(environment, URL_VARIABLE, PASSWORD_VARIABLE), () -> {});
                case TESTCONTAINERS -> DockerServers.startPostgres();
                case EMBEDDED -> startEmbedded();
            };
        }
        return shared;
    }

    /** An embedded server that the caller has started, and closes. */
    public static TestPostgres of(EmbeddedPostgreSql server) {
        return new TestPostgres(
                new ServerAddress(server.host(), server.port(), server.superuser(), server.superuserPassword()),
                server::close);
    }

    public String host() {
        return address.host();
    }

    public int port() {
        return address.port();
    }

    /** May do everything. */
    public String user() {
        return address.user();
    }

    public Secret password() {
        return address.password();
    }

    /** An empty UTF-8 database of a name never used before; the caller closes it. */
    public TestTargetDatabase createDatabase() throws SQLException {
        return TestTargetDatabase.createOn(this);
    }

    /** A session as the all-powerful user; the caller closes it. Its time zone is UTC. */
    public Connection connect(String database) throws SQLException {
        return connect(database, user(), password());
    }

    /** Like {@link #connect(String)}, as another user. */
    public Connection connect(String database, String user, Secret password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password.value());
        Connection connection = DriverManager.getConnection(jdbcUrl(database), properties);
        try {
            // The driver asks for this JVM's zone when it connects, whatever the options say.
            Statements.execute(connection, "SET TIME ZONE 'UTC'");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host() + ":" + port() + "/" + database;
    }

    @Override
    public void close() {
        stop.run();
    }

    private static TestPostgres startEmbedded() {
        return of(EmbeddedPostgreSql.start(Path.of(System.getProperty("java.io.tmpdir"))));
    }
}
