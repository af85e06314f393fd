package dev.landfall.apply;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;
import org.postgresql.util.PSQLException;

/**
 * How long a batch is tried again that only fails because somebody else was there at the same time. PostgreSQL itself waits
 * before each failure: a second for a deadlock, {@code lock_timeout} for a lock. One batch, one thread.
 */
public final class Contention {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Set<String> STATES = Set.of(
            "40001", // serialization failure
            "40P01", // deadlock
            "55P03"); // lock_timeout

    private final LongSupplier nanoTime;
    private final long beganAt;

    Contention(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.beganAt = nanoTime.getAsLong();
    }

    /**
     * Whether a failure of PostgreSQL only tells that somebody else was there at the same time. MariaDB has the same states, but
     * ends more than a batch with them: a read view.
     */
    public static boolean is(SQLException e) {
        return e instanceof PSQLException && e.getSQLState() != null && STATES.contains(e.getSQLState());
    }

    boolean isWorthAnotherTry(SQLException e) {
        return is(e) && nanoTime.getAsLong() - beganAt < LONGEST.toNanos();
    }
}
