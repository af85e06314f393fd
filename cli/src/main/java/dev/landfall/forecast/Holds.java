package dev.landfall.forecast;

import java.util.ArrayDeque;
import java.util.Deque;

/** When the copy was not allowed to go on. All times are in nanoseconds. Not thread-safe. */
final class Holds {
    /** What comes back in that time is likely to go on coming back. */
    private static final double MEMORY_SECONDS = 300;
    /** One says nothing about what is to come: somebody has paused the copy, and let it go on. */
    private static final int RECURRING = 2;

    private static final double NANOS_PER_SECOND = 1e9;

    private final Deque<Hold> latest = new ArrayDeque<>();
    private long begunAt;

    private record Hold(long from, long until) {
        double since(long start, long now) {
            return Math.max(0, Math.min(until, now) - Math.max(from, start)) / NANOS_PER_SECOND;
        }
    }

    /** The copy begins; what is left of it is not known before it has gone on for a while. */
    void begin(long now) {
        begunAt = now;
    }

    void set(boolean held, long now) {
        if (held && !isHeld()) {
            latest.addLast(new Hold(now, Long.MAX_VALUE));
        } else if (!held && isHeld()) {
            latest.addLast(new Hold(latest.removeLast().from(), now));
        }
        while (latest.size() > 1 && latest.getFirst().until() < now - MEMORY_SECONDS * NANOS_PER_SECOND) {
            latest.removeFirst();
        }
    }

    boolean isHeld() {
        return !latest.isEmpty() && latest.getLast().until() == Long.MAX_VALUE;
    }

    boolean anySince(long start) {
        return !latest.isEmpty() && latest.getLast().until() > start;
    }

    /** How much longer everything takes than without them, as long as they go on as lately. */
    double stretch(long now) {
        long start = Math.max(begunAt, now - (long) (MEMORY_SECONDS * NANOS_PER_SECOND));
        double window = (now - start) / NANOS_PER_SECOND;
        double held = 0;
        int counted = 0;
        for (Hold hold : latest) {
            double seconds = hold.since(start, now);
            held += seconds;
            counted += seconds > 0 ? 1 : 0;
        }
        return counted < RECURRING || held >= window ? 1 : window / (window - held);
    }
}
