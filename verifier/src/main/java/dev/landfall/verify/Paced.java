package dev.landfall.verify;

/** What one worker has read since it asked before. Confined to the worker's thread, but for {@link #free}. */
final class Paced {
    private final Pace pace;
    private long rows;
    private long bytes;

    Paced(Pace pace) {
        this.pace = pace;
    }

    void read(long moreRows, long moreBytes) {
        rows += moreRows;
        bytes += moreBytes;
    }

    boolean free() {
        return pace.free();
    }

    /** In the midst of reading. */
    void pass() throws InterruptedException {
        if (!pace.free()) {
            pace.admit(rows, bytes);
        }
        rows = 0;
        bytes = 0;
    }

    /** Before more is read. Nobody waits with a snapshot open or with tables locked, but for views that are frozen. */
    void await(Frames frames) throws InterruptedException {
        if (!pace.free()) {
            frames.release();
        }
        pass();
    }
}
