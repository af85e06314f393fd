package dev.landfall.window;

import java.sql.SQLException;

/** Says anew how long the next statement may wait for others: a {@code lock_timeout} that was set once counts anew for every lock. */
public interface Patience {
    void renew() throws SQLException;
}
