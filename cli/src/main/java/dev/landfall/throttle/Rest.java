package dev.landfall.throttle;

import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** What a worker owes for a piece of work, where it may work for a part of its time only. The rest goes on from when it is made. */
final class Rest {
    private static final int WHOLE = 100;

    private final long workedNanos;
    private final LongSupplier nanoClock;
    private final long begunAt;

    /**
     * @param idleNanos for how long it has lasted already
     * @param nanoClock as {@link System#nanoTime}
     */
    Rest(long workedNanos, long idleNanos, LongSupplier nanoClock) {
        this.workedNanos = workedNanos;
        this.nanoClock = nanoClock;
        this.begunAt = nanoClock.getAsLong() - idleNanos;
    }

    /** How long it still lasts; 0 when it is over. @param percent of the time for work; empty for all of it */
    long waitNanos(OptionalLong percent) {
        if (percent.isEmpty()) {
            return 0;
        }
        long share = percent.getAsLong();
        // Rounded up: a hundredth of a nanosecond too much is none too little.
        long owed = (workedNanos * (WHOLE - share) + share - 1) / share;
        return Math.max(0, owed - takenNanos());
    }

    long workedNanos() {
        return workedNanos;
    }

    long takenNanos() {
        return nanoClock.getAsLong() - begunAt;
    }
}
