package dev.landfall.run;

import dev.landfall.event.GtidSet;
import dev.landfall.event.SourceTransaction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Transactions that are taken from the stream and not yet applied. Closes those that nobody has asked for. */
final class Backlog implements AutoCloseable {
    private final Deque<SourceTransaction> waiting = new ArrayDeque<>();
    private long changes;

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Of all that wait, together. */
    long changes() {
        return changes;
    }

    void add(List<SourceTransaction> taken) {
        waiting.addAll(taken);
        taken.forEach(transaction -> changes += transaction.events().size());
    }

    /**
     * The next to be applied together, which the caller closes.
     *
     * @param maxChanges that they have together; the first may have more, because a transaction is never cut
     * @param until the last of them is the one that reaches it: {@code --stop-at} is exact; null for no such position
     */
    List<SourceTransaction> next(long maxChanges, @Nullable GtidSet until) {
        List<SourceTransaction> batch = new ArrayList<>();
        long together = 0;
        while (!waiting.isEmpty()) {
            SourceTransaction first = waiting.getFirst();
            together += first.events().size();
            if (!batch.isEmpty() && together > maxChanges) {
                break;
            }
            batch.add(waiting.removeFirst());
            changes -= first.events().size();
            if (until != null && first.end().gtids().contains(until)) {
                break;
            }
        }
        return batch;
    }

    @Override
    public void close() {
        waiting.forEach(SourceTransaction::close);
        waiting.clear();
        changes = 0;
    }
}
