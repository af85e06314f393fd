package dev.landfall.embedded;

import dev.landfall.setting.Secret;
import java.nio.file.Path;
import java.util.List;

/**
 * A real PostgreSQL 18 for the demo and the tests: loopback only, password required (scram-sha-256), {@code wal_level}
 * logical, UTC, UTF-8 with the built-in {@code C.UTF-8} locale. It does not sync to disk: its data survive a killed
 * process, not a power cut. Whoever starts it closes it; a JVM that ends by {@code exit}, SIGINT or SIGTERM closes it
 * too. Thread-safe.
 */
public final class EmbeddedPostgreSql implements AutoCloseable {
    private static final String SUPERUSER = "postgres";

    private final RunningServer server;
    private final Secret superuserPassword;

    private EmbeddedPostgreSql(RunningServer server, Secret superuserPassword) {
        this.server = server;
        this.superuserPassword = superuserPassword;
    }

    /**
     * Unpacks, sets up and starts a server, and returns once it accepts connections (three to four seconds).
     *
     * @param folder an existing folder; the server puts everything it needs (about 120 MB) into a sub-folder of its own
     * @throws dev.landfall.failure.MigrationException if the binaries are missing, the folder cannot be written or the
     *     server does not come up; nothing is left behind then
     */
    public static EmbeddedPostgreSql start(Path folder) {
        return start(folder, List.of());
    }

    /** As {@link #start(Path)}. @param extraSettings such as {@code shared_buffers=512MB}, stronger than ours */
    public static EmbeddedPostgreSql start(Path folder, List<String> extraSettings) {
        Secret password = GeneratedPassword.next();
        return new EmbeddedPostgreSql(
                RunningServer.start(folder, new PostgreSqlRecipe(SUPERUSER, password, extraSettings)), password);
    }

    /** The loopback address, as a number. */
    public String host() {
        return RunningServer.HOST;
    }

    public int port() {
        return server.port();
    }

    public String superuser() {
        return SUPERUSER;
    }

    /** Generated for this server; there is no login without it. */
    public Secret superuserPassword() {
        return superuserPassword;
    }

    /** The operating system's number of the server's first process; the sessions' processes are its children. */
    public long pid() {
        return server.pid();
    }

    /** Ends the server as its operator does, and starts it again on the same port; returns once it accepts connections. */
    public void restart() {
        server.restart();
    }

    /** The same, but the server ends as in a crash: it is killed, and has to recover. */
    public void crash() {
        server.crash();
    }

    /**
     * Stops the server, by force if it does not stop by itself, and removes its folder. Does nothing the second time.
     *
     * @throws java.io.UncheckedIOException if the folder cannot be removed; the server is stopped all the same
     */
    @Override
    public void close() {
        server.close();
    }
}
