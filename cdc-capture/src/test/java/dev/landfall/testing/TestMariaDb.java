package dev.landfall.testing;

import dev.landfall.embedded.EmbeddedMariaDb;
import dev.landfall.embedded.EmbeddedServers;
import dev.landfall.setting.Secret;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A real MariaDB with a row-based binary log. Comes from {@code LANDFALL_TEST_MARIADB_URL}
 * ({@code mariadb://root@127.0.0.1:3306}) and {@code LANDFALL_TEST_MARIADB_PASSWORD}, else from Testcontainers where a
 * Docker engine answers, else from the embedded server; {@code LANDFALL_TEST_PROVIDER} = {@code testcontainers} or
 * {@code embedded} settles it. Thread-safe.
 */
public final class TestMariaDb implements AutoCloseable {
    private static final String URL_VARIABLE = "LANDFALL_TEST_MARIADB_URL";
    private static final String PASSWORD_VARIABLE = "LANDFALL_TEST_MARIADB_PASSWORD";

    private static @Nullable TestMariaDb shared;

    private final ServerAddress address;
    private final Runnable stop;

    TestMariaDb(ServerAddress address, Runnable stop) {
        this.address = address;
        this.stop = stop;
    }

    /** The one server of this JVM, started at the first call. It stops with the JVM, so do not close it. */
    public static synchronized TestMariaDb shared() {
        if (shared == null) {
            Map<String, String> environment = System.getenv();
            shared = switch (provider(environment)) {
                case NAMED ->
                    new TestMariaDb(ServerAddress.named(environment, URL_VARIABLE, PASSWORD_VARIABLE), () -> {});
                case TESTCONTAINERS -> DockerServers.startMariaDb();
                case EMBEDDED -> startEmbedded();
            };
        }
        return shared;
    }

    /**
     * A further server, for tests of server settings; the caller closes it. Servers that the environment names cannot be
     * had with other settings: an embedded server stands in for them.
     *
     * @param extraArguments options for {@code mariadbd}, stronger than the defaults, for example
     *     {@code --skip-log-bin} or {@code --binlog-row-image=MINIMAL}
     */
    public static TestMariaDb startPrivate(String... extraArguments) {
        return provider(System.getenv()) == TestProvider.TESTCONTAINERS
                ? DockerServers.startMariaDb(extraArguments)
                : startEmbedded(extraArguments);
    }

    /** An embedded server that the caller has started, and closes. */
    public static TestMariaDb of(EmbeddedMariaDb server) {
        return new TestMariaDb(
                new ServerAddress(server.host(), server.port(), server.rootUser(), server.rootPassword()),
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

    /** For what only newer servers have. */
    public boolean isAtLeast(int major, int minor) throws SQLException {
        try (Connection connection = connect("")) {
            int[] version = {
                connection.getMetaData().getDatabaseMajorVersion(),
                connection.getMetaData().getDatabaseMinorVersion()
            };
            return Arrays.compare(version, new int[] {major, minor}) >= 0;
        }
    }

    /** An empty utf8mb4 database of a name never used before; the caller closes it. */
    public TestSourceDatabase createDatabase() throws SQLException {
        return TestSourceDatabase.createOn(this);
    }

    /**
     * A session as the all-powerful user; the caller closes it. Its time zone is UTC, and one string may hold several
     * statements.
     *
     * @param database the database to start in; empty for none
     */
    public Connection connect(String database) throws SQLException {
        return connect(database, user(), password());
    }

    /** Like {@link #connect(String)}, as another user. */
    public Connection connect(String database, String user, Secret password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password.value());
        properties.setProperty("allowMultiQueries", "true");
        properties.setProperty("sessionVariables", "time_zone='+00:00'");
        return DriverManager.getConnection("jdbc:mariadb://" + host() + ":" + port() + "/" + database, properties);
    }

    @Override
    public void close() {
        stop.run();
    }

    private static TestProvider provider(Map<String, String> environment) {
        return TestProvider.choose(environment, URL_VARIABLE, DockerServers::engineAnswers, EmbeddedServers::available);
    }

    private static TestMariaDb startEmbedded(String... extraArguments) {
        return of(EmbeddedMariaDb.start(Path.of(System.getProperty("java.io.tmpdir")), List.of(extraArguments)));
    }
}
