package dev.landfall.cutover;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.time.Duration;

/** The end of the time that writes may be refused. Thread-safe. */
final class Deadline {
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
        return Math.max(1, left().toMillis());
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
