package dev.landfall.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs and times them, start-up included. One thread. */
final class Program {
    /** A program that has not ended by then never will; the slowest known needs a tenth of it. */
    private static final Duration LIMIT = Duration.ofHours(2);

    /** Enough for the reason. */
    private static final int KEPT_LINES = 12;

    private final BenchFolder folder;
    private int started;

    Program(BenchFolder folder) {
        this.folder = folder;
    }

    /** @param out all of stdout; @param tail the last lines of both */
    record Ended(int exitCode, Duration took, String out, String tail) {
        /** @param name for the sentence that says how it failed */
        Attempt attempt(String name) {
            return exitCode == 0 ? Attempt.finished(took, List.of()) : Attempt.failed(name + " " + failure());
        }

        /** How it ended, for a sentence that begins with its name. */
        String failure() {
            return "ended with exit code " + exitCode + ": " + tail;
        }
    }

    /** Interrupting the thread ends the program too. */
    Ended run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        try (Running program = start(command, environment)) {
            return program.await();
        }
    }

    Running start(List<String> command, Map<String, String> environment) throws IOException {
        started++;
        File out = folder.file("stdout-" + started);
        File err = folder.file("stderr-" + started);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.path().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out)
                .redirectError(err);
        builder.environment().putAll(environment);
        long startedAt = System.nanoTime();
        return new Running(builder.start(), startedAt, out, err);
    }

    /** A program that may still run. Closing it ends it by force. */
    static final class Running implements AutoCloseable {
        private final Process process;
        private final long startedAt;
        private final File out;
        private final File err;

        private Running(Process process, long startedAt, File out, File err) {
            this.process = process;
            this.startedAt = startedAt;
            this.out = out;
            this.err = err;
        }

        ProcessHandle handle() {
            return process.toHandle();
        }

        boolean runs() {
            return process.isAlive();
        }

        /** Asks it to end, as a user or a service manager does. */
        void stop() {
            process.destroy();
        }

        Ended await() throws IOException, InterruptedException {
            boolean ended = process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
            return new Ended(ended ? process.exitValue() : -1, took, text(out), tail(text(out) + "\n" + text(err)));
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().onExit().join();
        }
    }

    private static String text(File file) throws IOException {
        return new String(Files.readAllBytes(file.toPath()), StandardCharsets.UTF_8);
    }

    private static String tail(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - KEPT_LINES), lines.size()));
    }
}
