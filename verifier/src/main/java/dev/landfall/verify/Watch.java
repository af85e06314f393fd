package dev.landfall.verify;

import dev.landfall.event.GtidSet;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Looks at some rows without a pause: on the source for a moment, on the target until it has been through that moment as
 * well. That catches rows which change too often for two readings to meet, such as a counter that every transaction moves,
 * and tells them from rows that stand still. Confined to its sessions' thread.
 */
final class Watch {
    private static final long WATCH_NANOS = Duration.ofMillis(300).toNanos();
    /** A row that comes and goes is seen to do so in one of them. */
    private static final int LOOKS = 30;
    /** Where each look reads the whole table. */
    private static final int LOOKS_WITHOUT_INDEX = 3;

    private final SessionPair sessions;
    private final AppliedGate gate;
    private final RowLookup lookup;
    private final AtomicReference<GtidSet> begin = new AtomicReference<>();
    private final AtomicReference<GtidSet> end = new AtomicReference<>();

    Watch(Frames frames) {
        this.sessions = frames.sessions();
        this.gate = frames.gate();
        this.lookup = new RowLookup(sessions);
    }

    /**
     * Watches a live source and target: no frame may be open. To be called once.
     *
     * @param deadline for the target, as {@link System#nanoTime} counts
     * @return the suspects that have arrived, because they were seen in the same state on both sides
     */
    List<Suspect> arrived(TableCheck table, Collection<Suspect> suspects, long deadline) throws InterruptedException {
        List<RowKey> keys = suspects.stream().map(Suspect::key).toList();
        SessionPair.Both<SeenStates, SeenStates> seen =
                sessions.both(() -> watchSource(table, keys), () -> watchTarget(table, keys, deadline));
        for (Suspect suspect : suspects) {
            Candidate last = suspect.candidate();
            if (seen.source().only(suspect.key(), last.source())
                    && seen.target().only(suspect.key(), last.target())) {
                suspect.stoodStill();
            }
        }
        return suspects.stream()
                .filter(suspect -> seen.source().meets(seen.target(), suspect.key()))
                .toList();
    }

    private SeenStates watchSource(TableCheck table, List<RowKey> keys) {
        SeenStates seen = new SeenStates();
        try {
            begin.set(Frame.position(sessions.source()));
            long until = System.nanoTime() + WATCH_NANOS;
            int looks = table.source().keyFound() ? LOOKS : LOOKS_WITHOUT_INDEX;
            for (int look = 0; look < looks || System.nanoTime() < until; look++) {
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
    private SeenStates watchTarget(TableCheck table, List<RowKey> keys, long deadline) {
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
