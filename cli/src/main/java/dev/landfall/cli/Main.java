package dev.landfall.cli;

import dev.landfall.output.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The program. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Interruption interruption = new Interruption(Thread.currentThread());
        Map<String, String> environment = System.getenv();
        PrintWriter out = writer(FileDescriptor.out);
        PrintWriter err = writer(FileDescriptor.err);
        Terminal terminal = Terminal.detect(environment);
        int exitCode = run(new Session(out, err, environment, terminal, interruption), arguments);
        out.flush();
        err.flush();
        interruption.ended();
        System.exit(exitCode);
    }

    /**
     * Runs one command line as {@link #main} does, without a terminal and without ending the process. Thread-safe; an
     * interrupt of the thread ends the command cleanly.
     *
     * @param environment passwords and whatever a configuration file takes from it
     * @return the exit code
     */
    public static int run(PrintWriter out, PrintWriter err, Map<String, String> environment, String... arguments) {
        int exitCode = run(new Session(out, err, environment, Terminal.NONE, new Interruption(null)), arguments);
        out.flush();
        err.flush();
        return exitCode;
    }

    private static int run(Session session, String... arguments) {
        FailureHandler failures = new FailureHandler(session);
        Ansi ansi = session.terminal().out() && session.terminal().colours() ? Ansi.ON : Ansi.OFF;
        try {
            return Commands.of(session, Arrays.asList(arguments))
                    .setOut(session.out())
                    .setErr(session.err())
                    .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
                    .setExecutionExceptionHandler(failures)
                    .setParameterExceptionHandler(failures)
                    .execute(arguments);
        } catch (RuntimeException | Error e) {
            // The JVM would end with 1, which means "no" here.
            return failures.handleFault(e, arguments);
        }
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
    }
}
