package dev.landfall.stream;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How often a broken connection is opened again. Debezium's own limit counts all losses since its start, so that it would
 * end any stream that runs for long enough; this one starts anew with every transaction that arrives. Thread-safe.
 */
final class RetryBudget {
    /** With {@link DebeziumProperties#RETRY_PAUSE} between them a minute: a restart of the source takes so long. */
    static final int MAX_IN_A_ROW = 30;

    private final AtomicInteger inARow = new AtomicInteger();

    /** @return whether one more attempt may be made */
    boolean spend() {
        return inARow.incrementAndGet() <= MAX_IN_A_ROW;
    }

    void refill() {
        inARow.set(0);
    }
}
