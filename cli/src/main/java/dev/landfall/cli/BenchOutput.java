package dev.landfall.cli;

import dev.landfall.bench.BenchOptions;
import picocli.CommandLine.Option;

/** Options that the benchmarks have in common. */
final class BenchOutput {
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
}
