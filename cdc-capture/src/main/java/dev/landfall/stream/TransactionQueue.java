package dev.landfall.stream;

import dev.landfall.event.SourceTransaction;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands whole transactions to the consumer. Whoever puts one in never waits, so that the engine can always be stopped;
 * the reader of the binary log waits instead, before it begins a transaction while too much lies here. So one transaction
 * is always let in, whatever its size. Thread-safe.
 */
final class TransactionQueue {
    /** About a second of work for the applier. */
    static final int MAX_ROWS = 50_000;
    /** Of row data; it takes a few times as much as Java objects. */
    static final long MAX_BYTES = 32L << 20;

    /** From so many transactions on, those without events no longer lie here one by one. */
    static final int MANY_TRANSACTIONS = 10_000;

    private static final long LOOK_AGAIN_MILLIS = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition taken = lock.newCondition();
    private final Deque<Entry> entries = new ArrayDeque<>();
    private long rows;
    private long bytes;
    private @Nullable MigrationException failure;
    private boolean closed;

    private record Entry(SourceTransaction transaction, long bytes) {
        int rows() {
            return transaction.events().size();
        }
    }

    /**
     * Transactions without events come out too, since somebody may want to stand exactly behind one of them. Only of many that lie
     * here a run of these becomes its last: their only message is the position.
     *
     * @param rowBytes of what it holds in memory, and of its large values
     */
    void put(SourceTransaction transaction, long rowBytes) {
        lock.lock();
        try {
            if (closed || failure != null) {
                transaction.close();
                return;
            }
            Entry last = entries.peekLast();
            if (last != null
                    && last.rows() == 0
                    && transaction.events().isEmpty()
                    && entries.size() >= MANY_TRANSACTIONS) {
                // Rows that were no event to anybody have their size all the same.
                entries.removeLast();
                bytes -= last.bytes();
                last.transaction().close();
            }
            Entry entry = new Entry(transaction, rowBytes);
            entries.addLast(entry);
            rows += entry.rows();
            bytes += rowBytes;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing comes after what is in the queue now. Only the first reason counts. */
    void fail(MigrationException reason) {
        lock.lock();
        try {
            failure = failure == null ? reason : failure;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /** @see ChangeStream#take */
    List<SourceTransaction> take(int maxTransactions, Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = timeout.toNanos();
            while (entries.isEmpty() && failure == null && !closed && nanos > 0) {
                nanos = arrived.awaitNanos(nanos);
            }
            if (closed) {
                throw new MigrationException(
                        FailureCode.INTERRUPTED,
                        "The stream was closed while it was read.",
                        "Nothing is lost: run the command again.");
            }
            if (entries.isEmpty() && failure != null) {
                throw failure;
            }
            List<SourceTransaction> batch = new ArrayList<>(Math.min(maxTransactions, entries.size()));
            while (batch.size() < maxTransactions && !entries.isEmpty()) {
                Entry entry = entries.removeFirst();
                rows -= entry.rows();
                bytes -= entry.bytes();
                batch.add(entry.transaction());
            }
            taken.signalAll();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** Whether {@link #fail} was called. */
    boolean hasFailed() {
        lock.lock();
        try {
            return failure != null;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the consumer has caught up enough, or somebody stops. */
    void awaitRoom(BooleanSupplier running) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while ((rows >= MAX_ROWS || bytes >= MAX_BYTES) && !closed && running.getAsBoolean()) {
                taken.awaitNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN_MILLIS));
            }
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            entries.forEach(entry -> entry.transaction().close());
            entries.clear();
            arrived.signalAll();
            taken.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
