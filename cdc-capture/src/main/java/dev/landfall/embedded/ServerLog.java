package dev.landfall.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Reads a server's output to its end, so that the server never waits for a full pipe. Tells when the server is ready and
 * keeps the last lines for the message of a failure.
 */
final class ServerLog {
    /** Enough for the reason and what led to it, little enough for a message. */
    private static final int KEPT_LINES = 30;

    private final Deque<String> tail = new ArrayDeque<>();
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
    private final String readyText;

    private ServerLog(String readyText) {
        this.readyText = readyText;
    }

    /** Starts a daemon thread that reads until the server closes its end. */
    static ServerLog follow(String name, BufferedReader output, String readyText) {
        ServerLog log = new ServerLog(readyText);
        Thread reader = new Thread(() -> log.read(output), "embedded-" + name + "-log");
        reader.setDaemon(true);
        reader.start();
        return log;
    }

    /** False if the output ended, or the limit was reached, before the server was ready. */
    boolean awaitReady(Duration limit) {
        return ready.completeOnTimeout(false, limit.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    String tail() {
        synchronized (tail) {
            return String.join("\n", tail);
        }
    }

    private void read(BufferedReader output) {
        try (output) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                keep(line);
                if (line.contains(readyText)) {
                    ready.complete(true);
                }
            }
            ready.complete(false);
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    private void keep(String line) {
        synchronized (tail) {
            tail.addLast(line);
            if (tail.size() > KEPT_LINES) {
                tail.removeFirst();
            }
        }
    }
}
