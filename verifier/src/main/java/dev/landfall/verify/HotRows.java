package dev.landfall.verify;

import dev.landfall.event.GtidSet;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Settles rows that change too often for two readings to meet, such as a counter that every transaction moves: watches the
 * states that they go through on the source for a moment, and the target until it has been through that moment as well. A
 * row that shows the same state on both sides has arrived. Confined to its sessions' thread.
 */
final class HotRows {
    /** What is hot is few rows; the fewer, the more of their states are seen. */
    private static final int MOST_WATCHED = 100;

    private static final long WATCH_NANOS = Duration.ofMillis(300).toNanos();

    private final SessionPair sessions;
    private final AppliedGate gate;
    private final RowLookup lookup;

    HotRows(SessionPair sessions, AppliedGate gate) {
        this.sessions = sessions;
        this.gate = gate;
        this.lookup = new RowLookup(sessions);
    }

    /**
     * Looks at a live source and target: no frame may be open.
     *
     * @param deadline for the target, as {@link System#nanoTime} counts
     * @return those that have arrived; none where keys are too many, or are not found by an index
     */
    List<RowKey> arrived(TableCheck table, Collection<RowKey> keys, long deadline) throws InterruptedException {
        if (keys.size() > MOST_WATCHED || !table.source().keyFound()) {
            return List.of();
        }
        AtomicReference<GtidSet> begin = new AtomicReference<>();
        AtomicReference<GtidSet> end = new AtomicReference<>();
        SessionPair.Both<SeenStates, SeenStates> seen = sessions.both(
                () -> watchSource(table, keys, begin, end), () -> watchTarget(table, keys, begin, end, deadline));
        return keys.stream()
                .filter(key -> seen.source().meets(seen.target(), key))
                .toList();
    }

    private SeenStates watchSource(
            TableCheck table,
            Collection<RowKey> keys,
            AtomicReference<GtidSet> begin,
            AtomicReference<GtidSet> end) {
        SeenStates seen = new SeenStates();
        try {
            begin.set(Frame.position(sessions.source()));
            for (long until = System.nanoTime() + WATCH_NANOS; System.nanoTime() < until; ) {
                seen.add(keys, lookup.onSource(table, keys));
            }
            end.set(Frame.position(sessions.source()));
            return seen;
        } finally {
            // Whoever waits for the end of a watch that failed does not wait for long.
            end.compareAndSet(null, GtidSet.EMPTY);
        }
    }

    /** The position is looked at before the states, so that the last states are not older than it. */
    private SeenStates watchTarget(
            TableCheck table,
            Collection<RowKey> keys,
            AtomicReference<GtidSet> begin,
            AtomicReference<GtidSet> end,
            long deadline) {
        SeenStates seen = new SeenStates();
        boolean reached = false;
        while (!reached && System.nanoTime() < deadline) {
            boolean begun = gate.reached(begin.get());
            reached = gate.reached(end.get());
            if (begun) {
                seen.add(keys, lookup.onTarget(table, keys));
                sessions.target().rollback();
            }
        }
        return seen;
    }
}
