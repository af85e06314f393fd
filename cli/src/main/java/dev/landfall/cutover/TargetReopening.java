package dev.landfall.cutover;

import dev.landfall.run.MigrationRecord;
import dev.landfall.run.MigrationStore;
import dev.landfall.run.Phase;
import dev.landfall.run.Transition;
import dev.landfall.window.TargetGuard;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/**
 * Lets PostgreSQL take writes again, for as long as nobody has decided that MariaDB owns the data. Needs nothing of MariaDB; can be
 * repeated.
 */
final class TargetReopening {
    /** For one lock: a table whose indexes are being built, for example. */
    private static final Duration LOCKS = Duration.ofSeconds(10);

    /** For all locks together. */
    private static final Duration STATEMENT = Duration.ofSeconds(30);

    /** A server that says nothing for so long is lost; who waits for it could only be told nothing. */
    private static final Duration SILENCE = Duration.ofSeconds(40);

    private final MigrationRecord record;
    private final MigrationStore store;

    TargetReopening(MigrationRecord record) {
        this.record = record;
        this.store = new MigrationStore(record.name());
    }

    /**
     * @param control in autocommit; taken for lost from here on when the server says nothing for long
     * @return the phase that it has found; in any but {@link Phase#RETURNING} nothing was refused, or it is not ours to allow, and
     *     nothing is done
     * @throws SQLException when nothing has changed, also when a lock could not be had in time
     */
    Optional<Phase> run(Connection control) throws SQLException {
        control.setNetworkTimeout(Runnable::run, (int) SILENCE.toMillis());
        control.setAutoCommit(false);
        try (Statement statement = control.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = " + LOCKS.toMillis());
            statement.execute("SET LOCAL statement_timeout = " + STATEMENT.toMillis());
            // A fence, or a decision, that is still being committed is waited for.
            Optional<Phase> phase = store.lockedPhase(control);
            if (phase.equals(Optional.of(Phase.RETURNING))) {
                new TargetGuard(record.plan()).lower(control);
                store.move(control, Transition.STAYING);
            }
            control.commit();
            return phase;
        } finally {
            if (!control.isClosed()) {
                control.rollback();
                control.setAutoCommit(true);
            }
        }
    }
}
