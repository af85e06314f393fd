package dev.landfall.run;

import dev.landfall.apply.ApplyReceipt;
import java.time.Duration;

/** What a run has applied, over all its connections. One thread. */
final class StreamTally {
    private final long startedAt = System.nanoTime();
    private long transactions;
    private long changes;

    void add(ApplyReceipt receipt) {
        transactions += receipt.transactions();
        changes += receipt.changes();
    }

    /** A transaction that has only changed the schema. */
    void addOne() {
        transactions++;
    }

    Duration took() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    long transactions() {
        return transactions;
    }

    long changes() {
        return changes;
    }
}
