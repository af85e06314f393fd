package dev.landfall.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end and times it, start-up included. */
final class Program {
    /** A program that has not ended by then never will; the slowest known needs a tenth of it. */
    private static final Duration LIMIT = Duration.ofHours(2);

    /** Enough for the reason. */
    private static final int KEPT_LINES = 12;

    private final BenchFolder folder;

    Program(BenchFolder folder) {
        this.folder = folder;
    }

    /** @param out all of stdout; @param tail the last lines of both */
    record Ended(int exitCode, Duration took, String out, String tail) {}

    /** Interrupting the thread ends the program too. */
    Ended run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        File out = folder.file("stdout");
        File err = folder.file("stderr");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.path().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out)
                .redirectError(err);
        builder.environment().putAll(environment);
        long startedAt = System.nanoTime();
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
            return new Ended(ended ? process.exitValue() : -1, took, text(out), tail(text(out) + "\n" + text(err)));
        } finally {
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
