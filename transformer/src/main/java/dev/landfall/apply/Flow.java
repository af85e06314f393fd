package dev.landfall.apply;

import java.sql.SQLException;

/** Hears how a loader gets on, on the loader's thread: it may hold the loader back by not returning. */
public interface Flow {
    /**
     * Called before the first row and each time that rows were sent.
     *
     * @param rows sent since the last call
     * @param bytes of these
     * @return how much may be sent until the next call, about
     */
    Portion sent(long rows, long bytes) throws SQLException;
}
