package dev.landfall.demo;

import java.sql.SQLException;
import java.util.Set;

/** What a failed transaction means to the application. */
enum WriteFailure {
    /** Another session was in the way; the next transaction may well succeed. */
    CONFLICT,
    /** The server takes no writes now, or the session was ended: come back later. */
    REFUSED,
    /** The application has a fault, or the server does what it must not do. */
    FAULT;

    /** Deadlock, lock wait timeout, changed since read, and the parent of a new row that was deleted meanwhile. */
    private static final Set<Integer> CONFLICTS = Set.of(1213, 1205, 1020, 1452);

    /** Read-only server, command denied (a revoked privilege), login refused, account locked, session killed. */
    private static final Set<Integer> REFUSALS = Set.of(1290, 1836, 1142, 1044, 1045, 4151, 1927, 1317, 1053);

    static WriteFailure of(SQLException failure) {
        if (CONFLICTS.contains(failure.getErrorCode())) {
            return CONFLICT;
        }
        // Class 08: the connection is gone, or none could be made.
        boolean disconnected =
                failure.getSQLState() != null && failure.getSQLState().startsWith("08");
        return disconnected || REFUSALS.contains(failure.getErrorCode()) ? REFUSED : FAULT;
    }
}
