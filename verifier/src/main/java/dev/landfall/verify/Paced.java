package dev.landfall.verify;

import java.util.function.LongSupplier;

/** What one worker has read since it asked before, and how long that took. Confined to the worker's thread, but for {@link #free}. */
final class Paced {
    private final Pace pace;
    private final LongSupplier nanoClock;
    private long rows;
    private long bytes;
    private long workedNanos;
    private long startedAt;
    private long endedAt;
    private boolean working;

    Paced(Pace pace) {
        this(pace, System::nanoTime);
    }

    /** @param nanoClock as {@link System#nanoTime} */
    Paced(Pace pace, LongSupplier nanoClock) {
        this.pace = pace;
        this.nanoClock = nanoClock;
        this.endedAt = nanoClock.getAsLong();
    }

    void read(long moreRows, long moreBytes) {
        rows += moreRows;
        bytes += moreBytes;
    }

    boolean free() {
        return pace.free();
    }

    /** Rests from what was done before. */
    void pass() throws InterruptedException {
        done();
        if (!pace.free()) {
            pace.admit(rows, bytes, work());
        }
        workedNanos = 0;
        goOn();
    }

    /**
     * In the midst of a piece of work that is rested from when it has ended. Until then the servers do not rest either: they go on
     * for as long as somebody's buffers take in what they send, and hold their locks.
     */
    void passWithoutRest() throws InterruptedException {
        done();
        if (!pace.free()) {
            pace.admit(rows, bytes, Pace.Work.NONE);
        }
        goOn();
    }

    private void goOn() {
        rows = 0;
        bytes = 0;
        working = true;
        startedAt = nanoClock.getAsLong();
    }

    /** Before more is read. Nobody waits with a snapshot open or with tables locked, but for views that are frozen. */
    void await(Frames frames) throws InterruptedException {
        if (!pace.free()) {
            frames.release();
        }
        pass();
    }

    /** A piece of work has come to its end: to wait for the next one is no work, but rest. */
    void done() {
        if (working) {
            endedAt = nanoClock.getAsLong();
            workedNanos += endedAt - startedAt;
            working = false;
        }
    }

    /** Nothing more is read, whether all that was to be read has been or not. What is not paid for is left to who comes next. */
    void leave() {
        done();
        if (!pace.free()) {
            pace.leave(rows, bytes, work());
        }
    }

    private Pace.Work work() {
        return new Pace.Work(workedNanos, nanoClock.getAsLong() - endedAt);
    }
}
