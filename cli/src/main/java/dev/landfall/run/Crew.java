package dev.landfall.run;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.IntConsumer;

/** How many workers may take work now, whatever it is that they work off. Thread-safe. */
final class Crew {
    private final Set<IntConsumer> queues = new LinkedHashSet<>();
    private int most;

    /** @param most at least 1 */
    Crew(int most) {
        this.most = most;
    }

    /** From what they take next on. @param limit at least 1 */
    synchronized void limit(int limit) {
        most = limit;
        queues.forEach(queue -> queue.accept(limit));
    }

    /** @param queue hears how many may take from it, now and whenever that changes; close what is returned when it is worked off */
    synchronized Joined join(IntConsumer queue) {
        queues.add(queue);
        queue.accept(most);
        return () -> leave(queue);
    }

    private synchronized void leave(IntConsumer queue) {
        queues.remove(queue);
    }

    /** A queue that hears. */
    interface Joined extends AutoCloseable {
        @Override
        void close();
    }
}
