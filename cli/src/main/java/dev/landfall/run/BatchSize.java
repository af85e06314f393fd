package dev.landfall.run;

import dev.landfall.event.SourceTransaction;
import java.util.List;

/**
 * How many changes are applied together. What waits behind a batch is not seen before the whole batch is: with a backlog of a second
 * that is applied at once, and what has arrived meanwhile after it, the first change of the latter is two seconds late. So a batch is
 * to take a tenth of a second, unless the stream is so far behind that nothing counts but its speed: large ones fold better, and have
 * fewer round trips to wait for. Not thread-safe.
 */
final class BatchSize {
    private static final double NANOS = 100_000_000;
    /** Of work: a second. */
    private static final double FAR_BEHIND_NANOS = 1_000_000_000;
    /** Half of the rows that {@code TransactionQueue} holds, so that the reader hardly waits for room. */
    private static final long MOST_WAITING = 25_000;
    /** The round trips of a batch are to be the smaller part of it. */
    private static final long FEWEST = 1_000;

    private static final long FEWEST_TOLD = 100;

    private double nanosPerChange;
    private double nanosPerTransaction;
    private long missing = Long.MAX_VALUE;

    /** @param transactions that the source is ahead, as it was seen lately */
    void missing(long transactions) {
        missing = transactions;
    }

    void applied(List<SourceTransaction> batch, long nanos) {
        long changes = batch.stream().mapToLong(each -> each.events().size()).sum();
        // They say little of what a change costs in a batch that counts.
        if (changes < FEWEST_TOLD) {
            return;
        }
        double weight = nanosPerChange == 0 ? 1 : (double) changes / (changes + FEWEST);
        nanosPerChange += weight * ((double) nanos / changes - nanosPerChange);
        nanosPerTransaction += weight * ((double) nanos / batch.size() - nanosPerTransaction);
    }

    /** @param waiting changes, together */
    long of(long waiting) {
        if (nanosPerChange == 0 || waiting >= MOST_WAITING || missing * nanosPerTransaction >= FAR_BEHIND_NANOS) {
            return Long.MAX_VALUE;
        }
        return Math.max(FEWEST, (long) (NANOS / nanosPerChange));
    }
}
