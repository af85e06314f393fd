package dev.landfall.cutover;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One command of the shell, with what it printed. Its children end with it when its time is over. */
final class HookCommand {
    /** Enough to see what went wrong. */
    private static final int PRINTED = 2_000;

    private HookCommand() {}

    /** @param printed the end of standard output and standard error, for people */
    record Ended(boolean inTime, int exitCode, String printed) {
        boolean succeeded() {
            return inTime && exitCode == 0;
        }
    }

    /**
     * @param environment besides that of this process, of which passwords are not passed on
     * @throws IOException when there is no shell, or no room for what the command prints
     */
    static Ended run(String command, Map<String, String> environment, Duration patience)
            throws IOException, InterruptedException {
        // Into a file: a child that outlives the command would hold a pipe open.
        Path printed = Files.createTempFile("landfall-hook", ".log");
        try {
            ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(printed.toFile());
            builder.environment().keySet().removeIf(name -> name.matches("MIGRATE_.*PASSWORD"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            try {
                boolean inTime = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
                return new Ended(inTime, inTime ? process.exitValue() : -1, end(printed));
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } finally {
            Files.deleteIfExists(printed);
        }
    }

    /** However much it is, only the end of it is read. */
    private static String end(Path printed) throws IOException {
        try (InputStream in = Files.newInputStream(printed)) {
            in.skipNBytes(Math.max(0, Files.size(printed) - 2 * PRINTED));
            String text = new String(in.readNBytes(2 * PRINTED), StandardCharsets.UTF_8).strip();
            return text.substring(Math.max(0, text.length() - PRINTED));
        }
    }
}
