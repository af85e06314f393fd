package dev.landfall.verify;

import dev.landfall.event.GtidSet;
import java.sql.SQLException;

/** How far the target has followed the source; asked again and again while a verification runs. Thread-safe. */
public interface ApplierProgress {
    /** Whether a stream of this migration is running somewhere, so that the applied position will move on. */
    boolean streaming() throws SQLException;

    /** Every source transaction that the target has. */
    GtidSet applied() throws SQLException;
}
