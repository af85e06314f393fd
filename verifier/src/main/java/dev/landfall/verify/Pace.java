package dev.landfall.verify;

/** How fast rows may be read, for the sake of both servers. Asked by every worker before every piece of work. Thread-safe. */
public interface Pace {
    /** As fast as it goes. */
    Pace FREE = new Pace() {
        @Override
        public boolean free() {
            return true;
        }

        @Override
        public long mostRows() {
            return Long.MAX_VALUE;
        }

        @Override
        public void begin() {}

        @Override
        public void admit(long rows, long bytes, Work work) {}

        @Override
        public void leave(long rows, long bytes, Work work) {}
    };

    /**
     * What a worker has done since it asked before.
     *
     * @param nanos for how long it has worked, which is for how long it has kept servers busy
     * @param idleNanos for how long it has had nothing to do since then
     */
    record Work(long nanos, long idleNanos) {
        static final Work NONE = new Work(0, 0);
    }

    /** Whether {@link #admit} would not wait now, whatever was read. */
    boolean free();

    /** How many rows a piece of work should have at the most; a table that cannot be split is read as a whole all the same. */
    long mostRows();

    /** Waits, before any worker begins, until more may be read than those have read that have left. */
    void begin() throws InterruptedException;

    /**
     * Waits until more may be read.
     *
     * @param rows of the source that the caller has read since it asked before
     * @param bytes that came over the network meanwhile, from both servers; of rows that servers have digested themselves none
     */
    void admit(long rows, long bytes, Work work) throws InterruptedException;

    /** Instead, without waiting, from a worker that reads no more. Whoever begins afterwards waits for what is left to wait for. */
    void leave(long rows, long bytes, Work work);
}
