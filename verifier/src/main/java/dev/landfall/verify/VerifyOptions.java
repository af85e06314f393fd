package dev.landfall.verify;

import java.time.Duration;

/**
 * @param maxDifferences how many differing rows are kept per table; all are counted
 * @param workers tables and ranges that are compared at the same time
 * @param rangeRows rows of a range, about: up to half as many again, and more where estimates are wrong
 * @param patience how long a differing row may take to settle while the stream runs, or the stream to reach the position at
 *     which both sides are frozen
 * @param method where rows are hashed
 * @param fenced whether a running stream may be held for a moment, to freeze both sides at one position
 */
public record VerifyOptions(
        int maxDifferences,
        int workers,
        long rangeRows,
        Duration patience,
        Method method,
        boolean fenced,
        String migration) {
    public static final VerifyOptions DEFAULTS =
            new VerifyOptions(100, 2, 50_000, Duration.ofSeconds(60), Method.AUTO, false);

    /** Of no migration: every row counts that is missing. */
    public VerifyOptions(
            int maxDifferences, int workers, long rangeRows, Duration patience, Method method, boolean fenced) {
        this(maxDifferences, workers, rangeRows, patience, method, fenced, "");
    }

    /** Without fencing. */
    public VerifyOptions(int maxDifferences, int workers, long rangeRows, Duration patience, Method method) {
        this(maxDifferences, workers, rangeRows, patience, method, false);
    }

    VerifyOptions withRangeRows(long rows) {
        return new VerifyOptions(maxDifferences, workers, rows, patience, method, fenced, migration);
    }
}
