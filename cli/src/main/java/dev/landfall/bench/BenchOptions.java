package dev.landfall.bench;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;

/**
 * @param rows of the large tables
 * @param repeat how often each candidate runs
 * @param workers of each candidate
 */
public record BenchOptions(int rows, int repeat, int workers) {
    /** Long enough for start-up not to matter, and more than the servers' caches hold at once. */
    public static final int DEFAULT_ROWS = 2_000_000;

    /** The fewest that have a median. */
    public static final int DEFAULT_REPEAT = 3;

    private static final int MAX_WORKERS = 64;

    /** @throws MigrationException for numbers that cannot be measured with */
    public BenchOptions {
        require(rows >= BenchTable.MIN_ROWS, "--rows", rows, BenchTable.MIN_ROWS + " or more");
        require(repeat >= 1, "--repeat", repeat, "1 or more");
        require(workers >= 1 && workers <= MAX_WORKERS, "--workers", workers, "1 to " + MAX_WORKERS);
    }

    static void require(boolean fits, String option, int seen, String expected) {
        if (!fits) {
            throw new MigrationException(
                    FailureCode.USAGE,
                    option + " is " + seen + "; expected " + expected + ".",
                    "Give another number, or leave the option out.");
        }
    }
}
