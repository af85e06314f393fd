package dev.landfall.run;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Whether the copy sees the source as it was at some moment. The source keeps every former row for that, so its history list becomes
 * shorter only while no view is open: a copy that has to wait for that closes its own and opens others later. Thread-safe.
 */
final class ReadViews {
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Runnable whenRecalled = () -> {};
    private boolean recalled;
    private boolean open;
    private long openedAt;

    /** @param toClose is called when they have to be closed, at once where that is so already */
    void opened(Runnable toClose) {
        lock.lock();
        try {
            open = true;
            whenRecalled = toClose;
            if (recalled) {
                toClose.run();
            }
            openedAt = System.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    void closed() {
        lock.lock();
        try {
            open = false;
            whenRecalled = () -> {};
        } finally {
            lock.unlock();
        }
    }

    /** Null while none is open. */
    @Nullable
    Duration age() {
        lock.lock();
        try {
            return open ? Duration.ofNanos(System.nanoTime() - openedAt) : null;
        } finally {
            lock.unlock();
        }
    }

    /** @param now whether those that are open have to be closed, and no others may be opened */
    void recall(boolean now) {
        lock.lock();
        try {
            if (now && !recalled) {
                whenRecalled.run();
            }
            recalled = now;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean areRecalled() {
        lock.lock();
        try {
            return recalled;
        } finally {
            lock.unlock();
        }
    }

    /** Returns as soon as others may be opened. */
    void awaitLeave() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (recalled) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }
}
