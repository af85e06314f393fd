package dev.landfall.cutover;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.time.Duration;

/** The end of the time that writes may be refused. Thread-safe. */
final class Deadline {
    private final Duration allowed;
    private final long startedAt = System.nanoTime();

    Deadline(Duration allowed) {
        this.allowed = allowed;
    }

    Duration passed() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /** Zero when it is over. */
    Duration left() {
        Duration left = allowed.minus(passed());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** @throws MigrationException {@code CUTOVER-002} when it is over */
    void check(String awaited) {
        if (left().isZero()) {
            throw exceeded(awaited);
        }
    }

    MigrationException exceeded(String awaited) {
        return new MigrationException(
                FailureCode.CUTOVER_ABORTED,
                "Writes would have been refused for more than " + allowed.toMillis() / 1000.0 + " s while waiting for "
                        + awaited + ".",
                "Choose a quieter moment or a longer --max-downtime, then run migrate cutover again.");
    }
}
