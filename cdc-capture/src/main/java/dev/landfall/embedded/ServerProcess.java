package dev.landfall.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A server's process. It runs until {@link #stop}, also when the terminal sends Ctrl-C to this JVM. */
final class ServerProcess {
    /** How long a server gets to follow one signal; a clean stop takes half a second, and nobody needs the data. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final Process process;
    private final ServerLog log;

    private ServerProcess(Process process, ServerLog log) {
        this.process = process;
        this.log = log;
    }

    static ServerProcess start(String name, List<String> command, Path folder, String readyText) throws IOException {
        Process process = Commands.prepare(command, folder)
                .redirectInput(Commands.NO_INPUT)
                .redirectErrorStream(true)
                .start();
        return new ServerProcess(
                process, ServerLog.follow(name, process.inputReader(StandardCharsets.UTF_8), readyText));
    }

    /** Waits until the server accepts connections; false if it ended before that, or not within the limit. */
    boolean awaitReady(Duration limit) {
        return log.awaitReady(limit);
    }

    long pid() {
        return process.pid();
    }

    /** The last lines that the server wrote. */
    String lastOutput() {
        return log.tail();
    }

    /** Sends the signals, each after the one before did not help, and kills the server if none of them did. */
    void stop(List<String> signals) {
        for (String signal : signals) {
            if (process.isAlive() && Commands.signal(process.pid(), signal) && exits(process.toHandle(), STOP_LIMIT)) {
                return;
            }
        }
        kill();
    }

    private void kill() {
        List<ProcessHandle> family = process.descendants().toList();
        // Not the process's own method: it closes the output too, of which the last part may be unread.
        process.toHandle().destroyForcibly();
        process.onExit().join();
        family.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture.allOf(family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                .join();
    }

    private static boolean exits(ProcessHandle handle, Duration limit) {
        return handle.onExit()
                .thenApply(ended -> true)
                .completeOnTimeout(false, limit.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
