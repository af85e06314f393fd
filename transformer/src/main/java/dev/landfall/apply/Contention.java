package dev.landfall.apply;

import java.sql.SQLException;
import java.util.Set;

/** Failures that only say that somebody else was there at the same time. */
final class Contention {
    private static final Set<String> STATES = Set.of(
            "40001", // serialization failure
            "40P01", // deadlock
            "55P03"); // lock_timeout

    private Contention() {}

    static boolean caused(SQLException e) {
        return e.getSQLState() != null && STATES.contains(e.getSQLState());
    }
}
