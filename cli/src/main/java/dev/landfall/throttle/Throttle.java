package dev.landfall.throttle;

import dev.landfall.apply.Portion;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** What a worker, of a snapshot or of a verification, asks whether it may go on. Thread-safe; without limits it costs a volatile read. */
public final class Throttle {
    /** Small against ten seconds, large against the cost of asking. */
    private static final int PORTIONS_PER_SECOND = 20;

    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final int workers;
    private final LongSupplier nanoClock;
    private final Pace rows;
    private final Pace bytes;
    /** Of workers that ask no more. */
    private final List<Rest> left = new ArrayList<>();

    private OptionalLong share = OptionalLong.empty();
    private WorkingTime time = WorkingTime.NONE;
    private List<Hold> holds = List.of();
    private volatile boolean open = true;

    /** @param workers that share the limits */
    public Throttle(int workers, LongSupplier nanoClock) {
        this.workers = workers;
        this.nanoClock = nanoClock;
        this.rows = new Pace(nanoClock);
        this.bytes = new Pace(nanoClock);
    }

    /** Takes effect at once, for those who wait as well. @param why the copy waits; empty lets it go on */
    public void set(Limits limits, List<Hold> why) {
        lock.lock();
        try {
            holds = List.copyOf(why);
            rows.rate(limits.of(Limit.ROWS_PER_SECOND));
            bytes.rate(limits.of(Limit.BYTES_PER_SECOND));
            share = limits.of(Limit.MAX_SHARE);
            if (share.isEmpty()) {
                left.clear();
            }
            open = holds.isEmpty() && rows.rate().isEmpty() && bytes.rate().isEmpty() && share.isEmpty();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether nobody waits now, whatever was sent. */
    public boolean isOpen() {
        return open;
    }

    /**
     * Counts what has been sent, and waits until more may be.
     *
     * @return how much to send before asking again
     * @throws InterruptedException at once, limited or not: whoever sends much asks often
     */
    public Portion admit(long sentRows, long sentBytes) throws InterruptedException {
        return admit(sentRows, sentBytes, 0, 0);
    }

    /**
     * The same for who has a share of its time to work in.
     *
     * @param workedNanos for how long the caller has worked since it asked before
     * @param idleNanos for how long it has had nothing to do since then
     */
    public Portion admit(long sentRows, long sentBytes, long workedNanos, long idleNanos) throws InterruptedException {
        if (open) {
            requireUninterrupted();
            return Portion.ALL;
        }
        lock.lockInterruptibly();
        try {
            rows.spend(sentRows);
            bytes.spend(sentBytes);
            List<Rest> own = List.of(new Rest(workedNanos, idleNanos, nanoClock));
            await(own);
            count(own);
            return new Portion(portion(rows.rate()), portion(bytes.rate()));
        } finally {
            lock.unlock();
        }
    }

    /**
     * The same for who asks no more: {@link #begin} waits instead, for what is left to wait for then. Never waits.
     *
     * @param workedNanos for how long the caller has worked since it asked before
     * @param idleNanos for how long it has had nothing to do since then
     */
    public void leave(long sentRows, long sentBytes, long workedNanos, long idleNanos) {
        lock.lock();
        try {
            rows.spend(sentRows);
            bytes.spend(sentBytes);
            if (share.isPresent()) {
                left.add(new Rest(workedNanos, idleNanos, nanoClock));
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until workers may begin: until those have rested that have left, all of them at the same time.
     *
     * @throws InterruptedException at once; what is left to wait for stays
     */
    public void begin() throws InterruptedException {
        if (open) {
            requireUninterrupted();
            return;
        }
        lock.lockInterruptibly();
        try {
            await(left);
            count(left);
            left.clear();
        } finally {
            lock.unlock();
        }
    }

    private static void requireUninterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private void await(List<Rest> rests) throws InterruptedException {
        for (long nanos = waitNanos(rests); nanos != 0; nanos = waitNanos(rests)) {
            if (nanos < 0) {
                changed.await();
            } else {
                changed.await(nanos, TimeUnit.NANOSECONDS);
            }
        }
    }

    /** Negative for as long as it takes. */
    private long waitNanos(List<Rest> rests) {
        if (!holds.isEmpty()) {
            return -1;
        }
        long longest =
                rests.stream().mapToLong(rest -> rest.waitNanos(share)).max().orElse(0);
        return Math.max(longest, Math.max(rows.waitNanos(), bytes.waitNanos()));
    }

    private void count(List<Rest> rests) {
        if (share.isPresent()) {
            for (Rest rest : rests) {
                time = time.plus(rest.workedNanos(), rest.takenNanos());
            }
        }
    }

    /** Of all workers until now. */
    public WorkingTime time() {
        lock.lock();
        try {
            return time;
        } finally {
            lock.unlock();
        }
    }

    private long portion(OptionalLong perSecond) {
        return perSecond.isEmpty()
                ? Long.MAX_VALUE
                : Math.max(1, perSecond.getAsLong() / ((long) PORTIONS_PER_SECOND * workers));
    }
}
