package dev.landfall.bench;

import dev.landfall.failure.MigrationException;
import java.time.Duration;

/**
 * @param rows of all tables together
 * @param rate transactions per second that the writer tries to commit, each with four changed rows
 * @param writing for how long the writer has been at it when the cutover begins: the stream is warm then
 * @param repeat how often everything is migrated and cut over
 */
public record CutoverBenchOptions(int rows, int rate, Duration writing, int repeat) {
    public static final int DEFAULT_ROWS = 5_000_000;
    public static final int DEFAULT_RATE = 2_000;
    /** A round takes minutes. */
    public static final int DEFAULT_REPEAT = 2;

    /** In seconds. */
    public static final int DEFAULT_WRITING = 20;

    private static final int MAX_WRITING = 3_600;
    private static final int MIN_ROWS = 1_000;

    /** @throws MigrationException for numbers that cannot be measured with */
    public CutoverBenchOptions {
        BenchOptions.require(rows >= MIN_ROWS, "--rows", rows, MIN_ROWS + " or more");
        BenchOptions.require(rate >= 1, "--rate", rate, "1 or more");
        BenchOptions.require(
                writing.toSeconds() >= 1 && writing.toSeconds() <= MAX_WRITING,
                "--writing",
                (int) writing.toSeconds(),
                "1 to " + MAX_WRITING + " seconds");
        BenchOptions.require(repeat >= 1, "--repeat", repeat, "1 or more");
    }

    int rowsPerTable() {
        return rows / StreamData.TABLES.size();
    }
}
