package dev.landfall.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Hands tasks to as many workers as may work now. Thread-safe. */
final class LimitedTasks<T> implements Workers.Tasks<T> {
    private final Deque<T> waiting;
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int limit = Integer.MAX_VALUE;

    /** @param tasks in this order */
    LimitedTasks(List<T> tasks) {
        this.waiting = new ArrayDeque<>(tasks);
    }

    /** From what they take next on, so many workers take some; the others wait. @param most at least 1 */
    void limit(int most) {
        lock.lock();
        try {
            limit = most;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable T take(int worker) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!waiting.isEmpty() && worker >= limit) {
                changed.await();
            }
            T next = waiting.poll();
            if (waiting.isEmpty()) {
                changed.signalAll();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void clear() {
        lock.lock();
        try {
            waiting.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
