package dev.landfall.embedded;

import dev.landfall.setting.Secret;
import java.nio.file.Path;
import java.util.List;

/**
 * A real MariaDB 11.4 for the demo and the tests: loopback only, row-based binary log on, grants enforced, TLS off.
 * Whoever starts it closes it; a JVM that ends by {@code exit}, SIGINT or SIGTERM closes it too. Thread-safe.
 */
public final class EmbeddedMariaDb implements AutoCloseable {
    private static final String ROOT = "root";

    private final RunningServer server;
    private final Secret rootPassword;

    private EmbeddedMariaDb(RunningServer server, Secret rootPassword) {
        this.server = server;
        this.rootPassword = rootPassword;
    }

    /**
     * Unpacks, sets up and starts a server, and returns once it accepts connections (two to three seconds).
     *
     * @param folder an existing folder; the server puts everything it needs (about 200 MB) into a sub-folder of its own
     * @param extraArguments options for {@code mariadbd}, after ours and so stronger than ours
     * @throws dev.landfall.failure.MigrationException if the binaries are missing, the folder cannot be written or the
     *     server does not come up; nothing is left behind then
     */
    public static EmbeddedMariaDb start(Path folder, List<String> extraArguments) {
        Secret rootPassword = GeneratedPassword.next();
        return new EmbeddedMariaDb(
                RunningServer.start(folder, new MariaDbRecipe(ROOT, rootPassword, extraArguments)), rootPassword);
    }

    /** The loopback address, as a number: the server does not resolve names. */
    public String host() {
        return RunningServer.HOST;
    }

    public int port() {
        return server.port();
    }

    /** May do everything, from any host. */
    public String rootUser() {
        return ROOT;
    }

    /** Generated for this server; there is no login without it. */
    public Secret rootPassword() {
        return rootPassword;
    }

    /** The operating system's number of the server process. */
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
