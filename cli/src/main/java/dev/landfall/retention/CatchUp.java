package dev.landfall.retention;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How long a stream needs to catch up, by how its lag has shrunk over the last minutes. One thread. */
public final class CatchUp {
    private static final Duration WINDOW = Duration.ofMinutes(2);
    private static final Duration APART = Duration.ofSeconds(5);
    /** In less time a single large transaction says too much. */
    private static final Duration TELLING = Duration.ofSeconds(15);

    private final LongSupplier nanoClock;
    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long nanos, long bytes) {}

    /** @param nanoClock as {@link System#nanoTime} */
    public CatchUp(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** @param behind in bytes of the binary log; null when that cannot be told. @return null when it does not catch up */
    public @Nullable Duration eta(@Nullable Long behind) {
        if (behind == null || behind == 0) {
            samples.clear();
            return null;
        }
        long now = nanoClock.getAsLong();
        while (!samples.isEmpty() && now - samples.getFirst().nanos() > WINDOW.toNanos()) {
            samples.removeFirst();
        }
        if (samples.isEmpty() || now - samples.getLast().nanos() >= APART.toNanos()) {
            samples.addLast(new Sample(now, behind));
        }
        Sample first = samples.getFirst();
        long shrunk = first.bytes() - behind;
        long took = now - first.nanos();
        return took < TELLING.toNanos() || shrunk <= 0
                ? null
                : Duration.ofNanos((long) ((double) took / shrunk * behind));
    }
}
