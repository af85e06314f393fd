package dev.landfall.event;

import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.List;

/**
 * The changes of one transaction in the order of the binary log; they can be gone through as often as needed. Those of a very
 * large transaction are not in memory but read as they are asked for, so {@link #close} it once it is done with. Not
 * thread-safe.
 */
public abstract class ChangeEvents extends AbstractCollection<ChangeEvent> implements AutoCloseable {
    /** Changes that are in memory; there is nothing to close. */
    public static ChangeEvents of(List<? extends ChangeEvent> events) {
        return of(events, EventCounts.of(events), () -> {});
    }

    /** Changes that are in memory, but not all of their values. @param close gives back what these take */
    public static ChangeEvents of(List<? extends ChangeEvent> events, EventCounts counts, Runnable close) {
        return new InMemory(List.copyOf(events), counts, close);
    }

    /**
     * What the reader of the binary log has met, counted where it was met: what comes out of here must be the same, unless
     * something got lost or came twice in between. Not to be changed.
     */
    public abstract EventCounts counts();

    /** Gives back what the changes take outside of memory; they cannot be read any more. Again, it does nothing. */
    @Override
    public abstract void close();

    private static final class InMemory extends ChangeEvents {
        private final List<ChangeEvent> events;
        private final EventCounts counts;
        private final Runnable close;

        InMemory(List<ChangeEvent> events, EventCounts counts, Runnable close) {
            this.events = events;
            this.counts = counts;
            this.close = close;
        }

        @Override
        public EventCounts counts() {
            return counts;
        }

        @Override
        public Iterator<ChangeEvent> iterator() {
            return events.iterator();
        }

        @Override
        public int size() {
            return events.size();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof InMemory that && events.equals(that.events);
        }

        @Override
        public int hashCode() {
            return events.hashCode();
        }

        @Override
        public void close() {
            close.run();
        }
    }
}
