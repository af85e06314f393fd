package dev.landfall.stream;

import java.util.ArrayList;
import java.util.List;

/** Changed rows of one transaction that travel together. Filled by one thread, then read by one. */
final class RowPortion {
    /** A transaction of a usual size is one portion; a large one must not wait in memory until it is whole. */
    private static final int MANY = 1_000;

    private static final long LARGE = 256 << 10;

    private final List<LoggedChange> changes = new ArrayList<>();
    private long bytes;

    void add(LoggedChange change) {
        changes.add(change);
        bytes += change.bytes();
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    boolean isFull() {
        return changes.size() >= MANY || bytes >= LARGE;
    }

    List<LoggedChange> changes() {
        return changes;
    }

    /** Of the rows alone. */
    long bytes() {
        return bytes;
    }
}
