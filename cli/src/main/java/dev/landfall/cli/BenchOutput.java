package dev.landfall.cli;

import dev.landfall.bench.BenchOptions;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What the benchmarks have in common. */
final class BenchOutput {
    /** How the launcher says where it is. */
    private static final String LAUNCHER = "landfall.launcher";

    @Option(names = "--repeat", paramLabel = "N", description = "Rounds (default: 3). Medians are shown.", order = 8)
    private int repeat = BenchOptions.DEFAULT_REPEAT;

    @Option(names = "--markdown", description = "Print the tables in Markdown.", order = 9)
    private boolean markdown;

    int repeat() {
        return repeat;
    }

    boolean markdown() {
        return markdown;
    }

    /** @param command as it is typed */
    static Path launcher(String command) {
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
