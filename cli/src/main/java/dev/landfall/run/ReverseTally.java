package dev.landfall.run;

import dev.landfall.reverse.ReversePosition;
import dev.landfall.reverse.ReverseStream;
import dev.landfall.window.WindowEnd;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a run has brought back, over all its connections. One thread. */
final class ReverseTally {
    private final long startedAt = System.nanoTime();
    private long transactions;
    private long changes;
    private String position = "";

    /** @param at where MariaDB is now */
    void add(ReverseStream.Step step, ReversePosition at) {
        transactions += step.transactions();
        changes += step.changes();
        position = ReversePosition.text(at.lsn());
    }

    long transactions() {
        return transactions;
    }

    long changes() {
        return changes;
    }

    ReverseReceipt receipt(ReverseReceipt.End end, @Nullable WindowEnd windowEnd) {
        return new ReverseReceipt(
                end, position, transactions, changes, Duration.ofNanos(System.nanoTime() - startedAt), windowEnd);
    }
}
