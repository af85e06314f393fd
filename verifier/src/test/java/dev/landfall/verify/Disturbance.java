package dev.landfall.verify;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets everything pass, and does something in front of one of the pieces of work: when nothing is being read, and nothing is locked. */
final class Disturbance implements Pace {
    private final AtomicInteger pieces = new AtomicInteger();
    private final int piece;
    private final Deed deed;

    /** @param piece of work, from 1, of all workers' */
    Disturbance(int piece, Deed deed) {
        this.piece = piece;
        this.deed = deed;
    }

    /** What somebody does to a server. */
    interface Deed {
        void run() throws SQLException;
    }

    /** Whether there was so much work. */
    boolean done() {
        return pieces.get() >= piece;
    }

    @Override
    public boolean free() {
        return false;
    }

    @Override
    public long mostRows() {
        return Long.MAX_VALUE;
    }

    @Override
    public void begin() {}

    /** In the midst of a piece there is no work to rest from. */
    @Override
    public void admit(long rows, long bytes, Work work) {
        if (work.equals(Work.NONE) || pieces.incrementAndGet() != piece) {
            return;
        }
        try {
            deed.run();
        } catch (SQLException e) {
            throw new IllegalStateException("nothing was disturbed", e);
        }
    }

    @Override
    public void leave(long rows, long bytes, Work work) {}
}
