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
        public void admit(long rows, long bytes, long workedNanos) {}
    };

    /** Whether {@link #admit} would not wait now, whatever was read. */
    boolean free();

    /** How many rows a piece of work should have at the most; a table that cannot be split is read as a whole all the same. */
    long mostRows();

    /**
     * Waits until more may be read.
     *
     * @param rows of the source that the caller has read since it asked before
     * @param bytes that came over the network meanwhile, from both servers; of rows that servers have digested themselves none
     * @param workedNanos for how long the caller has worked meanwhile, which is for how long it has kept servers busy
     */
    void admit(long rows, long bytes, long workedNanos) throws InterruptedException;
}
