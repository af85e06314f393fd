package dev.landfall.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the servers' programs in a clean environment: no option, locale, time zone or secret of the caller reaches them. */
final class Commands {
    static final Redirect NO_INPUT = Redirect.from(new File("/dev/null"));

    /** Ten times what a slow machine needs to set a server up. */
    private static final long RUN_LIMIT_SECONDS = 60;

    private Commands() {}

    /** A command in a session of its own, out of reach of the terminal's Ctrl-C: the owner decides when it stops. */
    static ProcessBuilder prepare(List<String> command, Path folder) {
        List<String> inOwnSession = new ArrayList<>(List.of("setsid"));
        inOwnSession.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(inOwnSession).directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> !name.equals("PATH"));
        environment.put("LC_ALL", "C");
        environment.put("TZ", "UTC");
        return builder;
    }

    /**
     * Runs a command to its end.
     *
     * @param folder working folder; takes the command's output for as long as it runs
     * @throws IOException with the output, if the command fails or does not end in time
     */
    static void run(List<String> command, Path folder, Redirect input) throws IOException {
        Path output = Files.createTempFile(folder, "setup", ".log");
        Process process = prepare(command, folder)
                .redirectInput(input)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.onExit()
                .completeOnTimeout(process, RUN_LIMIT_SECONDS, TimeUnit.SECONDS)
                .join();
        if (process.isAlive()) {
            process.toHandle().destroyForcibly();
            process.onExit().join();
        }
        if (process.exitValue() != 0) {
            throw new IOException(
                    command.get(0) + " ended with " + process.exitValue() + ": " + Files.readString(output));
        }
        Files.delete(output);
    }

    /** Sends a signal; false if the process is gone. Java itself knows SIGTERM and SIGKILL only. */
    static boolean signal(long pid, String signal) {
        try {
            Process kill = new ProcessBuilder("sh", "-c", "kill -s \"$0\" \"$1\"", signal, Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
            return kill.onExit().join().exitValue() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
