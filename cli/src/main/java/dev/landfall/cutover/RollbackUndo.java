package dev.landfall.cutover;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.run.MigrationRecord;
import dev.landfall.run.Phase;
import dev.landfall.run.Servers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** What becomes of a rollback that fails: PostgreSQL takes writes again, unless it is no longer the owner. */
final class RollbackUndo {
    private final Servers servers;
    private final MigrationRecord record;
    private final Deadline deadline;

    /** @param deadline since PostgreSQL refuses writes, as far as this process knows */
    RollbackUndo(Servers servers, MigrationRecord record, Deadline deadline) {
        this.servers = servers;
        this.record = record;
        this.deadline = deadline;
    }

    /**
     * Over a new session: the old one may be what has failed. An interrupt does not cut it short.
     *
     * @param deciding whether the decision may have been sent
     * @return what to throw
     */
    Exception run(boolean deciding, Exception cause) {
        boolean interrupted = Thread.interrupted() || cause instanceof InterruptedException;
        try (Connection control = servers.target().connect()) {
            Optional<Phase> phase = new TargetReopening(record).run(control);
            if (phase.equals(Optional.of(Phase.RETURNING)) || phase.equals(Optional.of(Phase.HANDED_OVER))) {
                return undone(interrupted, cause);
            }
            return unclear(
                    phase.equals(Optional.of(Phase.REOPENING))
                            ? "MariaDB owns the data, but the answer was lost"
                            : "somebody else has moved the migration to phase "
                                    + phase.map(Phase::text).orElse("none"),
                    cause);
        } catch (SQLException | RuntimeException e) {
            cause.addSuppressed(e);
            return unclear(
                    deciding
                            ? "it is not known whether MariaDB owns the data: " + e.getMessage()
                            : "PostgreSQL owns the data, but could not be opened again: " + e.getMessage(),
                    cause);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private MigrationException undone(boolean interrupted, Exception cause) {
        String refused = " PostgreSQL takes writes as before; they were refused for "
                + deadline.passed().toMillis() + " ms at the most.";
        if (cause instanceof MigrationException known) {
            return new MigrationException(
                    FailureCode.ROLLBACK_ABORTED, known.getMessage() + refused, known.advice(), known);
        }
        return new MigrationException(
                FailureCode.ROLLBACK_ABORTED,
                (interrupted ? "The rollback was interrupted." : "The rollback failed: " + cause.getMessage() + ".")
                        + refused,
                "Run migrate rollback again when the cause is gone.",
                cause);
    }

    private MigrationException unclear(String what, Exception cause) {
        return new MigrationException(
                FailureCode.ROLLBACK_UNCLEAR,
                "Migration " + record.name() + ": " + what + ".",
                "Do not write on either side yet. Run migrate status: in phase handed-over PostgreSQL owns the data and takes"
                        + " writes; in phase returning it owns the data and refuses writes, which migrate rollback --abort"
                        + " ends without MariaDB; in phase reopening MariaDB owns it. In the last two migrate rollback goes"
                        + " on.",
                cause);
    }
}
