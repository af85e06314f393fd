package dev.landfall.testing;

import dev.landfall.setting.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** Servers in containers. They stop when they are closed, and with the JVM at the latest. */
final class DockerServers {
    private static final String MARIADB_IMAGE = "mariadb:11.4";
    private static final int MARIADB_PORT = 3306;
    private static final String POSTGRES_IMAGE = "postgres:18";
    private static final int POSTGRES_PORT = 5432;

    /** Long, because an image may have to be fetched. */
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private DockerServers() {}

    /** Looks for an engine once: that takes a second where there is none. */
    static boolean engineAnswers() {
        return Engine.ANSWERS;
    }

    static TestMariaDb startMariaDb(String... extraArguments) {
        List<String> command = new ArrayList<>(List.of(
                "mariadbd",
                "--log-bin=binlog",
                "--binlog-format=ROW",
                "--binlog-row-image=FULL",
                "--server-id=1",
                "--skip-name-resolve",
                // Making a certificate costs ten seconds at start.
                "--skip-ssl",
                "--character-set-server=utf8mb4"));
        command.addAll(List.of(extraArguments));
        String password = TestDatabaseName.next();
        GenericContainer<?> container = new GenericContainer<>(MARIADB_IMAGE)
                .withEnv("MARIADB_ROOT_PASSWORD", password)
                .withExposedPorts(MARIADB_PORT)
                .withCommand(command.toArray(String[]::new))
                // The image starts the server twice; the first one, for its own use, has no port.
                .waitingFor(Wait.forLogMessage(".*port: " + MARIADB_PORT + "\\s.*", 1)
                        .withStartupTimeout(START_LIMIT));
        start(container);
        return new TestMariaDb(address(container, MARIADB_PORT, "root", password), container::stop);
    }

    static TestPostgres startPostgres() {
        String password = TestDatabaseName.next();
        GenericContainer<?> container = new GenericContainer<>(POSTGRES_IMAGE)
                .withEnv("POSTGRES_PASSWORD", password)
                .withExposedPorts(POSTGRES_PORT)
                .withCommand("postgres", "-c", "wal_level=logical", "-c", "max_connections=300", "-c", "fsync=off")
                // The image starts the server twice, the first time for its own use.
                .waitingFor(Wait.forLogMessage(".*database system is ready to accept connections\\s.*", 2)
                        .withStartupTimeout(START_LIMIT));
        start(container);
        return new TestPostgres(address(container, POSTGRES_PORT, "postgres", password), container::stop);
    }

    /** Testcontainers' own reaper may be switched off; this hook is not. */
    private static void start(GenericContainer<?> container) {
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop, "test-container-stop"));
        container.start();
    }

    private static ServerAddress address(GenericContainer<?> container, int port, String user, String password) {
        return new ServerAddress(container.getHost(), container.getMappedPort(port), user, new Secret(password));
    }

    private static final class Engine {
        static final boolean ANSWERS = DockerClientFactory.instance().isDockerAvailable();
    }
}
