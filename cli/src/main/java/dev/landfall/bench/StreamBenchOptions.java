package dev.landfall.bench;

import dev.landfall.failure.MigrationException;
import java.time.Duration;

/**
 * @param transactions of the backlog
 * @param rows of each table
 * @param lag how long the writer runs while the lag is measured
 * @param repeat how often each candidate runs
 */
public record StreamBenchOptions(int transactions, int rows, Duration lag, int repeat) {
    /** Long enough for the slowest part of a start, the JIT compiler's, to be a small one. */
    public static final int DEFAULT_TRANSACTIONS = 150_000;

    public static final int DEFAULT_ROWS = 50_000;

    /** In seconds: 1,500 heartbeats, so that 15 of them are above the 99th percentile. */
    public static final int DEFAULT_LAG = 30;

    private static final int MIN_ROWS = 100;
    private static final int MAX_LAG = 3_600;

    /** @throws MigrationException for numbers that cannot be measured with */
    public StreamBenchOptions {
        BenchOptions.require(transactions >= 1, "--transactions", transactions, "1 or more");
        BenchOptions.require(rows >= MIN_ROWS, "--rows", rows, MIN_ROWS + " or more");
        BenchOptions.require(
                lag.toSeconds() >= 1 && lag.toSeconds() <= MAX_LAG,
                "--lag",
                (int) lag.toSeconds(),
                "1 to " + MAX_LAG + " seconds");
        BenchOptions.require(repeat >= 1, "--repeat", repeat, "1 or more");
    }
}
