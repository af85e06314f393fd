package dev.landfall.run;

import dev.landfall.apply.ApplyReceipt;

/** What a run has applied, over all its connections. One thread. */
final class StreamTally {
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

    long transactions() {
        return transactions;
    }

    long changes() {
        return changes;
    }
}
