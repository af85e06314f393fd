package dev.landfall.stream;

import dev.landfall.event.SourceTransaction;
import java.time.Duration;
import java.util.List;

/**
 * Source transactions in commit order, each exactly once per stream. Those without events only move the position;
 * where very many are waiting a run of them comes as its last. So the stream reaches every position that the server reports, whatever was
 * written last. One consumer thread; {@link #close} may be called from another.
 */
public interface ChangeStream extends AutoCloseable {
    /**
     * Waits until at least one transaction is there, and takes what has arrived.
     *
     * @param maxTransactions how many to take at the most
     * @param timeout how long to wait for the first; nothing by then gives an empty list
     * @throws dev.landfall.failure.MigrationException when the stream broke or met something that it must not pass over
     *     (every transaction before that has been handed out then), or when it was closed; asked again, it says the same
     * @throws InterruptedException when the waiting thread is interrupted; nothing is lost by it
     */
    List<SourceTransaction> take(int maxTransactions, Duration timeout) throws InterruptedException;

    /** Whether nothing comes any more but what has arrived; {@link #take} says why, behind that. Any thread may ask. */
    boolean hasEnded();

    /** Changes that have been read of the transaction that is not whole yet; any thread may ask. */
    long reading();

    /** Stops reading and gives back threads and connections; transactions not yet taken are dropped. */
    @Override
    void close();
}
