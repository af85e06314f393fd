package dev.landfall.verify;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The pieces of work that are left. Work in progress may add more, so the queue ends only when nobody works any more. Thread-safe. */
final class WorkQueue {
    private final Deque<WorkUnit> waiting = new ArrayDeque<>();
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int unfinished;
    private boolean stopped;

    void add(WorkUnit unit) {
        lock.lock();
        try {
            waiting.add(unit);
            unfinished++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The next piece, waited for while others may still add one; empty when there is no more. {@link #finished} follows. */
    Optional<WorkUnit> take() throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty() && unfinished > 0 && !stopped) {
                changed.await();
            }
            return stopped ? Optional.empty() : Optional.ofNullable(waiting.poll());
        } finally {
            lock.unlock();
        }
    }

    /** The same without waiting; empty also when there may be more later. */
    Optional<WorkUnit> poll() {
        lock.lock();
        try {
            return stopped ? Optional.empty() : Optional.ofNullable(waiting.poll());
        } finally {
            lock.unlock();
        }
    }

    /** A piece that was taken is done. */
    void finished() {
        lock.lock();
        try {
            unfinished--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets every worker leave after the piece that it has. */
    void stop() {
        lock.lock();
        try {
            stopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
