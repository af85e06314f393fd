package dev.landfall.profile;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How much reading a scan may do: a time, after which it ends with what it has, and how much of the time it rests so that
 * the server's other clients come first. Not thread-safe.
 */
public final class ScanBudget {
    /** A scan that rests half of the time takes half of what one session can take. */
    private static final double REST_PER_WORK = 1.0;

    private static final long LONGEST_REST_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final long endsAt;
    private final boolean rests;

    private ScanBudget(long endsAt, boolean rests) {
        this.endsAt = endsAt;
        this.rests = rests;
    }

    /** Reads everything, without pause. */
    public static ScanBudget everything() {
        return new ScanBudget(Long.MAX_VALUE, false);
    }

    /** Begins now. @param rests whether to leave the server alone for half of the time */
    public static ScanBudget of(Duration time, boolean rests) {
        return new ScanBudget(System.nanoTime() + time.toNanos(), rests);
    }

    boolean limited() {
        return endsAt != Long.MAX_VALUE;
    }

    /** Seconds left, never less than 0. */
    double secondsLeft() {
        return limited() ? Math.max(0, endsAt - System.nanoTime()) / 1e9 : Double.MAX_VALUE;
    }

    /** A budget that ends at the latest after a part of what is left, so that one scan does not take it all. */
    public ScanBudget part(double fraction) {
        if (!limited()) {
            return this;
        }
        long now = System.nanoTime();
        return new ScanBudget(now + (long) (Math.max(0, endsAt - now) * fraction), rests);
    }

    /** Leaves the server alone after some work. */
    void rest(long workedNanos) throws InterruptedException {
        if (rests) {
            TimeUnit.NANOSECONDS.sleep(Math.min(LONGEST_REST_NANOS, (long) (workedNanos * REST_PER_WORK)));
        }
    }
}
