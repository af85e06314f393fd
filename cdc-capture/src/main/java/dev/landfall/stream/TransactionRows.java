package dev.landfall.stream;

import dev.landfall.event.ChangeEvent;
import dev.landfall.event.ChangeEvents;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the changed rows of one transaction: in memory at first, in a file from a certain size on, because nobody knows
 * beforehand how large a transaction becomes. One thread.
 */
final class TransactionRows {
    /** As much as the queue holds of whole transactions; see {@link TransactionQueue}. */
    private static final long MAX_BYTES = TransactionQueue.MAX_BYTES;

    private static final int MAX_EVENTS = TransactionQueue.MAX_ROWS;

    private final List<ChangeEvent> events = new ArrayList<>();
    private @Nullable SpillFile spilled;
    private long spilledEvents;
    private long bytes;

    /** @throws dev.landfall.failure.MigrationException when a cell cannot be decoded, or the file not be written */
    void add(LoggedChange change, EventGroup group) {
        if (spilled == null && (bytes >= MAX_BYTES || events.size() >= MAX_EVENTS)) {
            spilled = SpillFile.create();
        }
        if (spilled == null) {
            events.addAll(change.decode(group.gtid(), group.largeCells()));
            bytes += change.bytes();
        } else {
            spilled.add(change);
            spilledEvents += change.events();
        }
    }

    /** Of the rows that are in memory. */
    long bytes() {
        return bytes;
    }

    /** What the group's statements and the rows come to. Owned by the caller from here on. */
    ChangeEvents whole(EventGroup group) {
        List<ChangeEvent> all = new ArrayList<>(group.statements());
        all.addAll(events);
        return spilled == null
                ? ChangeEvents.of(all, group.counts(), group::discard)
                : new SpilledEvents(
                        all, spilled, Math.toIntExact(spilledEvents), group.gtid(), group.counts(), group.largeCells());
    }

    /** The transaction comes again from its beginning. */
    void discard() {
        if (spilled != null) {
            spilled.close();
        }
    }
}
