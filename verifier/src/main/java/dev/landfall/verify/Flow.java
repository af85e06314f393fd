package dev.landfall.verify;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the readings of one slice's rows on both servers within the pace, however long the slice is: the source's asks, and
 * the target's goes no further than that one has come. One thread for each side.
 */
final class Flow {
    /** Rows between two questions; asking costs nothing against them. */
    private static final long PORTION = 1_000;
    /** How soon the target's reading hears that nothing is limited any more. */
    private static final long LOOK_MILLIS = 100;

    private final Paced paced;
    private final boolean rests;
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Of whole portions of the target's rows. */
    private final AtomicLong bytesFromTarget = new AtomicLong();

    private long sourceRows;
    private long sourceBytes;
    private long targetRows;
    private long targetBytes;
    private long granted = PORTION;
    private boolean ended;
    private long waitedNanos;

    /** @param rests whether the reading is too long to rest from it when it has ended */
    Flow(Paced paced, boolean rests) {
        this.paced = paced;
        this.rests = rests;
    }

    /** On the source's thread. @throws MigrationException when it is interrupted while it waits */
    void sourceRow(int length) {
        sourceBytes += length;
        sourceRows++;
        if (sourceRows % PORTION == 0) {
            grant(sourceRows + PORTION, false);
            paced.read(PORTION, sourceBytes + bytesFromTarget.getAndSet(0));
            sourceBytes = 0;
            long startedAt = System.nanoTime();
            interruptibly(rests ? paced::pass : paced::passWithoutRest);
            waitedNanos += System.nanoTime() - startedAt;
        }
    }

    /** How long the source's reading was held, which says nothing about the network's speed. To be asked on its thread. */
    long waitedNanos() {
        return waitedNanos;
    }

    /** The source has no more rows, or its reading has failed: nobody waits for it any longer. */
    void sourceEnded() {
        grant(granted, true);
    }

    /** Counts what has not been asked for. On the source's thread, when both have ended. */
    void ended() {
        paced.read(sourceRows % PORTION, sourceBytes + targetBytes + bytesFromTarget.getAndSet(0));
    }

    private void grant(long rows, boolean last) {
        lock.lock();
        try {
            granted = rows;
            ended |= last;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** On the target's thread. */
    void targetRow(int length) {
        targetBytes += length;
        targetRows++;
        if (targetRows % PORTION == 0) {
            bytesFromTarget.addAndGet(targetBytes);
            targetBytes = 0;
            if (!paced.free()) {
                interruptibly(this::keepBehind);
            }
        }
    }

    private void keepBehind() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!ended && targetRows > granted && !paced.free()) {
                changed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    private interface Waiting {
        void await() throws InterruptedException;
    }

    private static void interruptibly(Waiting waiting) {
        try {
            waiting.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(
                    FailureCode.INTERRUPTED,
                    "The verification was stopped while it was held.",
                    "Nothing was changed: run it again.",
                    e);
        }
    }
}
