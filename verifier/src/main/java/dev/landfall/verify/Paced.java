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
    private boolean working;

    Paced(Pace pace) {
        this(pace, System::nanoTime);
    }

    /** @param nanoClock as {@link System#nanoTime} */
    Paced(Pace pace, LongSupplier nanoClock) {
        this.pace = pace;
        this.nanoClock = nanoClock;
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
            pace.admit(rows, bytes, workedNanos);
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
            pace.admit(rows, bytes, 0);
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

    /** A piece of work has come to its end: to wait for the next one is no work. */
    void done() {
        if (working) {
            workedNanos += nanoClock.getAsLong() - startedAt;
            working = false;
        }
    }
}
