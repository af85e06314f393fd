package dev.landfall.output;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/** How fast something grows now: over the last half minute, not since the start. Not thread-safe. */
final class RateWindow {
    private static final long WINDOW_NANOS = Duration.ofSeconds(30).toNanos();
    /** Less than that is noise, and an ETA made of it would be a lie. */
    private static final long ENOUGH_NANOS = Duration.ofSeconds(3).toNanos();

    private final Deque<Sample> samples = new ArrayDeque<>();

    void add(long nanos, long total) {
        samples.addLast(new Sample(nanos, total));
        // The window's first sample is the last one that is older than it.
        while (samples.size() > 2 && nanos - second().nanos >= WINDOW_NANOS) {
            samples.removeFirst();
        }
    }

    /** Empty until enough has been seen. */
    OptionalDouble perSecond() {
        if (samples.isEmpty()) {
            return OptionalDouble.empty();
        }
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        long nanos = last.nanos - first.nanos;
        return nanos < ENOUGH_NANOS
                ? OptionalDouble.empty()
                : OptionalDouble.of((last.total - first.total) * 1e9 / nanos);
    }

    private Sample second() {
        return samples.stream().skip(1).findFirst().orElseThrow();
    }

    private record Sample(long nanos, long total) {}
}
