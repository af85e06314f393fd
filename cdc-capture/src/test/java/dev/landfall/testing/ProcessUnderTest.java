package dev.landfall.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A Java program in a process of its own, with its output. The program is the distribution's if the system property
 * {@code landfall.distribution} names one (a folder with {@code lib/*.jar}), else what is on this JVM's class path. It
 * sees this JVM's environment without the {@code LANDFALL_} variables, and this JVM's time zone. Closing it kills it.
 */
public final class ProcessUnderTest implements AutoCloseable {
    private static final String CLI = "dev.landfall.cli.Main";
    private static final String DISTRIBUTION = "landfall.distribution";
    private static final Duration KILL_LIMIT = Duration.ofSeconds(30);

    private final Process process;
    private final ProcessOutput output;

    private ProcessUnderTest(Process process) {
        this.process = process;
        this.output = ProcessOutput.of(process);
    }

    /** Starts the command line program in this JVM's working folder; the caller closes it. */
    public static ProcessUnderTest cli(Map<String, String> environment, String... arguments) throws IOException {
        return cli(Path.of(""), environment, arguments);
    }

    /** Starts the command line program; the caller closes it. */
    public static ProcessUnderTest cli(Path folder, Map<String, String> environment, String... arguments)
            throws IOException {
        return start(CLI, folder, environment, arguments);
    }

    /** Starts any program on the same class path; the caller closes it. */
    public static ProcessUnderTest start(
            String mainClass, Path folder, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                // A shell's background job ignores SIGINT, and so would all its children.
                "env",
                "--default-signal=INT,TERM",
                ProcessHandle.current().info().command().orElse("java"),
                // Most live for seconds: the second compiler would take much of that, and what it gains come too late.
                "-XX:TieredStopAtLevel=1",
                "-Duser.timezone=" + TimeZone.getDefault().getID(),
                "-cp",
                classPath(),
                mainClass));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toAbsolutePath().toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LANDFALL_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new ProcessUnderTest(process);
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What the program has written to its standard output so far; everything, once it has been waited for. */
    public String stdout() {
        return output.stdout();
    }

    /** What the program has written to its standard error so far; everything, once it has been waited for. */
    public String stderr() {
        return output.stderr();
    }

    /**
     * Waits until the expression is found in the standard output or in the standard error.
     *
     * @throws AssertionError with all output, if that does not happen in time or the program ends before
     */
    public void awaitOutput(String regex, Duration limit) throws InterruptedException {
        output.await(Pattern.compile(regex, Pattern.MULTILINE), limit);
    }

    /**
     * Waits for the program's end and the rest of its output.
     *
     * @return the exit code; 128 and the signal's number if a signal ended it
     * @throws AssertionError with all output, if the program does not end in time
     */
    public int waitForExit(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running after " + limit + "\n" + output);
        }
        output.awaitEnd();
        return process.exitValue();
    }

    /** Gives the program some time. @return whether it has ended by itself */
    public boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Like Ctrl-C: sends SIGINT. */
    public void interrupt() throws IOException, InterruptedException {
        signal("INT");
    }

    /** Like a service manager: sends SIGTERM. */
    public void terminate() throws IOException, InterruptedException {
        signal("TERM");
    }

    /** Like {@code kill -9}: returns when the process is gone. It could not clean up anything. */
    public void kill9() throws InterruptedException {
        // Not the process's own method: it closes the output too, of which the last part may be unread.
        process.toHandle().destroyForcibly();
        waitForExit(KILL_LIMIT);
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("sh", "-c", "kill -s \"$0\" \"$1\"", name, Long.toString(process.pid()))
                .inheritIO()
                .start();
        if (kill.waitFor() != 0) {
            throw new AssertionError("cannot send SIG" + name + ": the process is gone\n" + output);
        }
    }

    private static String classPath() {
        String distribution = System.getProperty(DISTRIBUTION);
        return distribution == null
                ? System.getProperty("java.class.path")
                : Path.of(distribution, "lib", "*").toString();
    }
}
