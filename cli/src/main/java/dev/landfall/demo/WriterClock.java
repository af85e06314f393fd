package dev.landfall.demo;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Counts what the shop's sessions do, on either server, and measures the longest time without a commit. Thread-safe. */
final class WriterClock {
    private long committed;
    private long rolledBack;
    private long refused;
    private long lastCommit = System.nanoTime();
    private long longestPauseNanos;
    private boolean resting;

    synchronized void commit() {
        long now = System.nanoTime();
        // The time before the first commit is start-up, not a pause.
        if (committed++ > 0 && !resting) {
            longestPauseNanos = Math.max(longestPauseNanos, now - lastCommit);
        }
        resting = false;
        lastCommit = now;
        notifyAll();
    }

    /** Nobody wants to write until the next commit: the time up to then is no pause. */
    synchronized void rest() {
        resting = true;
    }

    /** @return whether there were more commits than {@code committedBefore} within the limit */
    synchronized boolean awaitCommit(long committedBefore, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (committed <= committedBefore) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
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
