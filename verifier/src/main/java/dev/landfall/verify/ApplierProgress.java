package dev.landfall.verify;

import dev.landfall.event.GtidSet;
import java.sql.SQLException;

/** How far the target has followed the source; asked again and again while a verification runs. Thread-safe. */
public interface ApplierProgress {
    /** Whether a stream of this migration is running somewhere, so that the applied position will move on. */
    boolean streaming() throws SQLException;

    /** Every source transaction that the target has. */
    GtidSet applied() throws SQLException;

    /**
     * Makes a running applier stand still until the result is closed; where none runs, none begins meanwhile.
     *
     * @throws NotFencedException when it does not, for a reason that is no failure
     */
    default ApplierHold hold() throws SQLException, InterruptedException, NotFencedException {
        throw new NotFencedException("this applier cannot be held");
    }
}
