package dev.landfall.cli;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.output.Console;
import dev.landfall.output.ResultPage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** How every benchmark runs: by the launcher, not interrupted halfway, and with a result on stdout. */
final class BenchCall {
    /** How the launcher says where it is. */
    private static final String LAUNCHER = "landfall.launcher";

    private BenchCall() {}

    interface Benchmark {
        /**
         * @param launcher starts the program as users do
         * @param progress hears what happens, sentence by sentence
         */
        Result run(Path launcher, Consumer<String> progress) throws InterruptedException;
    }

    /** @param good whether everything was measured, and arrived */
    record Result(boolean good, ResultPage page) {}

    /** @param command as it is typed. @return the exit code */
    static int run(String command, Session session, OutputOptions output, Benchmark benchmark)
            throws InterruptedException {
        output.applyLogLevel();
        // A statement under way cannot be interrupted; the servers end with the process.
        session.interruption().armImpatiently(Duration.ofSeconds(20), 3);
        Console console = session.console(output.format());
        Result result = benchmark.run(launcher(command), console::aside);
        int exitCode = result.good() ? 0 : 1;
        console.result(command, exitCode, result.page());
        return exitCode;
    }

    private static Path launcher(String command) {
        String launcher = System.getProperty(LAUNCHER);
        if (launcher == null) {
            throw new MigrationException(
                    FailureCode.USAGE,
                    "The benchmark measures the program as users start it, but was not started that way itself.",
                    "Start it by the launcher: ./migrate " + command);
        }
        return Path.of(launcher);
    }
}
