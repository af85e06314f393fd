package dev.landfall.embedded;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One server from its first file to its last: the home folder, the process, and the promise that neither outlives
 * {@link #close()} or the JVM. The lock is held during the whole start, so that a shutdown hook that closes the server
 * waits for the step under way instead of removing files below it.
 */
final class RunningServer implements AutoCloseable {
    static final String HOST = "127.0.0.1";

    /** Ten times what a slow machine needs. */
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    /** Another process can take a free port before the server does; twice in a row is already unheard of. */
    private static final int PORT_ATTEMPTS = 3;

    private static final String PORT_TAKEN = "Address already in use";

    private final ServerRecipe recipe;
    private final Path home;
    private @Nullable ServerProcess process;
    private int port;
    private boolean closed;

    private RunningServer(ServerRecipe recipe, Path home) {
        this.recipe = recipe;
        this.home = home;
    }

    static RunningServer start(Path folder, ServerRecipe recipe) {
        if (!recipe.binariesPresent()) {
            throw new MigrationException(
                    FailureCode.DEMO_UNAVAILABLE,
                    "The binaries of the embedded " + recipe.name() + " are not on the class path.",
                    "Use a server of your own, or the distribution that carries the embedded servers.");
        }
        checkWanted(recipe);
        RunningServer server = new RunningServer(recipe, createHome(folder, recipe));
        OpenServers.add(server);
        try {
            server.bringUp();
            return server;
        } catch (RuntimeException e) {
            server.closeAfter(e);
            throw e;
        }
    }

    synchronized int port() {
        return port;
    }

    synchronized long pid() {
        return Objects.requireNonNull(process, "the server is closed").pid();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        if (process != null) {
            process.stop(recipe.stopSignals());
            process = null;
        }
        try {
            FileTree.remove(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        closed = true;
        OpenServers.remove(this);
    }

    /** Ends the server as its operator would, and starts it again with its data, on the same port. */
    void restart() {
        startAgain(recipe.stopSignals());
    }

    /** The same, but nobody tells the server that it ends. */
    void crash() {
        startAgain(List.of());
    }

    private synchronized void startAgain(List<String> signals) {
        ServerProcess ending = Objects.requireNonNull(process, "the server is closed");
        ending.stop(signals);
        try {
            process = ServerProcess.start(recipe.name(), recipe.command(home, port), home, recipe.readyText());
        } catch (IOException e) {
            throw setUpFailure(recipe, home, e);
        }
        if (!process.awaitReady(START_LIMIT)) {
            throw didNotComeUp(process.lastOutput());
        }
    }

    private static Path createHome(Path folder, ServerRecipe recipe) {
        try {
            return Files.createTempDirectory(folder.toAbsolutePath(), recipe.name() + "-");
        } catch (IOException e) {
            throw setUpFailure(recipe, folder, e);
        }
    }

    private synchronized void bringUp() {
        try {
            checkWanted(recipe);
            recipe.unpack(home);
            checkWanted(recipe);
            recipe.initialise(home);
            checkWanted(recipe);
            launch();
        } catch (IOException e) {
            throw setUpFailure(recipe, home, e);
        }
    }

    private void launch() throws IOException {
        for (int attempt = 1; ; attempt++) {
            port = freePort();
            process = ServerProcess.start(recipe.name(), recipe.command(home, port), home, recipe.readyText());
            if (process.awaitReady(START_LIMIT)) {
                return;
            }
            String output = process.lastOutput();
            process.stop(recipe.stopSignals());
            if (attempt == PORT_ATTEMPTS || !output.contains(PORT_TAKEN)) {
                throw didNotComeUp(output);
            }
        }
    }

    private MigrationException didNotComeUp(String output) {
        return new MigrationException(
                recipe.failureCode(),
                "The embedded " + recipe.name() + " did not come up. It wrote:\n" + output + "\n",
                "Remove the cause that it names, then run the command again.");
    }

    /** A JVM that is told to stop while a server starts does not wait for the remaining steps. */
    private static void checkWanted(ServerRecipe recipe) {
        if (OpenServers.jvmIsStopping()) {
            throw new MigrationException(
                    FailureCode.INTERRUPTED,
                    "The start of the embedded " + recipe.name() + " was interrupted.",
                    "Run the command again.");
        }
    }

    private void closeAfter(RuntimeException failure) {
        try {
            close();
        } catch (UncheckedIOException e) {
            failure.addSuppressed(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        }
    }

    private static MigrationException setUpFailure(ServerRecipe recipe, Path folder, IOException cause) {
        return new MigrationException(
                recipe.failureCode(),
                "The embedded " + recipe.name() + " could not be set up in " + folder + " (" + cause + ").",
                "Check free disk space and the rights on that folder, then run the command again.",
                cause);
    }
}
