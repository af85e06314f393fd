package dev.landfall.cutover;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;

/** The end of the time that writes may be refused. Thread-safe. */
final class Deadline {
    /** A server that is on time says itself what it has waited for. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Duration allowed;
    private final FailureCode code;
    private final String command;
    private final long startedAt = System.nanoTime();

    private Deadline(Duration allowed, FailureCode code, String command) {
        this.allowed = allowed;
        this.code = code;
        this.command = command;
    }

    static Deadline ofCutover(Duration allowed) {
        return new Deadline(allowed, FailureCode.CUTOVER_ABORTED, "migrate cutover");
    }

    static Deadline ofRollback(Duration allowed) {
        return new Deadline(allowed, FailureCode.ROLLBACK_ABORTED, "migrate rollback");
    }

    Duration passed() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /** Zero when it is over. */
    Duration left() {
        Duration left = allowed.minus(passed());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** For a server's setting, where zero would mean for ever. */
    long leftMillis() {
        return Math.max(1, Math.min(left().toMillis(), Integer.MAX_VALUE));
    }

    /**
     * Lets no statement of the target's transaction take longer from here on than is left now: to be called anew before each one
     * that may wait. {@code lock_timeout} alone counts anew for every lock.
     */
    void limitTarget(Connection target) throws SQLException {
        try (Statement statement = target.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = " + leftMillis());
            statement.execute("SET LOCAL statement_timeout = " + leftMillis());
        }
    }

    /** The same for a session of the source. The first setting has whole seconds, and counts anew for every lock. */
    void limitSource(Connection source) throws SQLException {
        try (Statement statement = source.createStatement()) {
            statement.execute("SET SESSION lock_wait_timeout = " + (leftMillis() + 999) / 1000
                    + ", max_statement_time = " + String.format(Locale.ROOT, "%.3f", leftMillis() / 1000.0));
        }
    }

    /** Takes a server that says nothing any more for lost when the time is over. Both kinds of servers. */
    void limitSilence(Connection connection) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, (int) Math.min(leftMillis() + GRACE.toMillis(), Integer.MAX_VALUE));
    }

    /** @throws MigrationException {@code CUTOVER-002} or {@code ROLLBACK-002} when it is over */
    void check(String awaited) {
        if (left().isZero()) {
            throw exceeded(awaited);
        }
    }

    MigrationException exceeded(String awaited) {
        return new MigrationException(
                code,
                "Writes would have been refused for more than " + allowed.toMillis() / 1000.0 + " s while waiting for "
                        + awaited + ".",
                "Choose a quieter moment or a longer --max-downtime, then run " + command + " again.");
    }
}
