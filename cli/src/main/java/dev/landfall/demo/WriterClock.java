package dev.landfall.demo;

import java.time.Duration;

/** Counts what the sessions do and measures the longest time without a commit. Thread-safe. */
final class WriterClock {
    private long committed;
    private long rolledBack;
    private long refused;
    private long lastCommit = System.nanoTime();
    private long longestPauseNanos;

    synchronized void commit() {
        long now = System.nanoTime();
        // The time before the first commit is start-up, not a pause.
        if (committed++ > 0) {
            longestPauseNanos = Math.max(longestPauseNanos, now - lastCommit);
        }
        lastCommit = now;
    }

    synchronized void conflict() {
        rolledBack++;
    }

    synchronized void refusal() {
        refused++;
    }

    synchronized WriterFigures figures() {
        return new WriterFigures(
                committed,
                rolledBack,
                refused,
                Duration.ofNanos(longestPauseNanos),
                Duration.ofNanos(System.nanoTime() - lastCommit));
    }
}
