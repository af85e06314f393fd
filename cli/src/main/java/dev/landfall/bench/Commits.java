package dev.landfall.bench;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Counts transactions, all of them and those of the last seconds. Times are those of {@link System#nanoTime}. Thread-safe. */
final class Commits {
    /** Long enough for a pause of a collector or of a checkpoint to be only a part of it. */
    static final Duration RECENT = Duration.ofSeconds(5);

    private final long startedAt;
    private final Deque<Long> recent = new ArrayDeque<>();
    private long count;
    private long last;

    Commits(long startedAt) {
        this.startedAt = startedAt;
        this.last = startedAt;
    }

    /** @param now sessions may come a little out of turn */
    synchronized void add(long now) {
        count++;
        if (now - last > 0) {
            last = now;
        }
        recent.addLast(now);
        while (last - recent.getFirst() >= RECENT.toNanos()) {
            recent.removeFirst();
        }
    }

    /** The start when there was none. */
    synchronized long last() {
        return last;
    }

    /** From the start to the last one. */
    synchronized double perSecond() {
        return rate(count, last - startedAt);
    }

    /** In the seconds before the last one. */
    synchronized double recentPerSecond() {
        return rate(recent.size(), Math.min(RECENT.toNanos(), last - startedAt));
    }

    private static double rate(long commits, long nanos) {
        return nanos == 0 ? 0 : commits * 1e9 / nanos;
    }
}
