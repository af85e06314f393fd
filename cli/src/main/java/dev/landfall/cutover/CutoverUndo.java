package dev.landfall.cutover;

import dev.landfall.config.MigrationConfig;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.run.MigrationRecord;
import dev.landfall.run.MigrationStore;
import dev.landfall.run.Phase;
import dev.landfall.run.Servers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Puts everything back as it was when a cutover does not come to its end: the source is opened, unless somebody has handed over.
 * Over sessions of its own, none of which is waited for without limit.
 */
final class CutoverUndo {
    private static final Duration LOCKS = Duration.ofSeconds(10);
    private static final Duration STATEMENT = Duration.ofSeconds(20);

    /** A server that says nothing for so long is lost. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final Servers servers;
    private final String name;
    private final MigrationStore store;
    private final WayBackStep way;
    private final Hooks hooks;
    private final MigrationRecord record;
    private final SourceFence fence;
    private final FenceSettings before;

    CutoverUndo(
            Servers servers,
            MigrationConfig config,
            WayBackStep way,
            Hooks hooks,
            MigrationRecord record,
            SourceFence fence,
            FenceSettings before) {
        this.servers = servers;
        this.name = config.name();
        this.store = new MigrationStore(name);
        this.way = way;
        this.hooks = hooks;
        this.record = record;
        this.fence = fence;
        this.before = before;
    }

    /** In front of the fence: no slot stays behind, for which PostgreSQL would keep its log. */
    <T> T unlessBegun(CutoverSteps.Work<T> work) throws Exception {
        try {
            return work.run();
        } catch (Exception e) {
            boolean interrupted = Thread.interrupted();
            String left = hooks.announced() ? hooks.aborted() : "";
            left += removeWayBack(e);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            throw left.isEmpty() || !(e instanceof MigrationException known)
                    ? e
                    : new MigrationException(known.code(), known.getMessage() + left, known.advice(), known);
        }
    }

    /** Behind the fence. @param handingOver whether the hand-over may have been committed @return what to throw */
    Exception back(Deadline deadline, boolean handingOver, Exception cause) {
        // An interrupt must not cut the way back short.
        boolean interrupted = Thread.interrupted() || cause instanceof InterruptedException;
        try {
            return opened(deadline, handingOver, interrupted, cause);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Exception opened(Deadline deadline, boolean handingOver, boolean interrupted, Exception cause) {
        boolean unfenced = false;
        try (Connection control = connect()) {
            control.setAutoCommit(false);
            // A hand-over that is still being committed is waited for; behind the lock there is none, of whatever
            // process.
            if (store.lockedPhase(control).map(Phase::handedOver).orElse(false)) {
                return unclear(
                        handingOver
                                ? "the hand-over was committed, but its answer was lost"
                                : "another cutover has handed over meanwhile",
                        cause);
            }
            try {
                lower();
            } catch (SQLException | RuntimeException e) {
                return notOpened(e, cause);
            }
            unfenced = store.unfence(control);
            control.commit();
        } catch (SQLException | RuntimeException e) {
            cause.addSuppressed(e);
            if (handingOver) {
                return unclear("it is not known whether the hand-over was committed: " + e.getMessage(), cause);
            }
            // Nobody has handed over who could be asked: the source is opened, whatever state the target is in. The
            // next cutover
            // puts the phase right.
            try {
                lower();
            } catch (SQLException | RuntimeException second) {
                return notOpened(second, cause);
            }
        }
        return undone(deadline, cause, interrupted, unfenced ? removeWayBack(cause) : "");
    }

    private Connection connect() throws SQLException {
        Connection control = servers.target().connect();
        try (Statement statement = control.createStatement()) {
            control.setNetworkTimeout(Runnable::run, (int) SILENCE.toMillis());
            statement.execute("SET lock_timeout = " + LOCKS.toMillis());
            statement.execute("SET statement_timeout = " + STATEMENT.toMillis());
            return control;
        } catch (SQLException e) {
            control.close();
            throw e;
        }
    }

    /** Over a new session when the first is gone. */
    private void lower() throws SQLException {
        try {
            fence.lower(before);
        } catch (SQLException e) {
            try (Connection again = servers.source().connect()) {
                SourceFence.of(again, record).lower(before);
            } catch (SQLException | RuntimeException second) {
                second.addSuppressed(e);
                throw second;
            }
        }
    }

    /** @return what is left, as a sentence behind another one */
    private String removeWayBack(Exception cause) {
        try (Connection control = connect()) {
            if (store.phase(control).map(Phase::handedOver).orElse(false)) {
                // Another cutover has handed over meanwhile: what is there is its way back.
                return "";
            }
            way.undo(control);
            return "";
        } catch (SQLException | RuntimeException e) {
            cause.addSuppressed(e);
            return " Something of the way back that was prepared is left (" + e.getMessage()
                    + "): on PostgreSQL a slot keeps its log, and checks may refuse rows of the stream. Run migrate rollback: it"
                    + " removes them.";
        }
    }

    private Exception notOpened(Exception failure, Exception cause) {
        cause.addSuppressed(failure);
        return unclear("the source could not be opened again: " + failure.getMessage(), cause);
    }

    private MigrationException undone(Deadline deadline, Exception cause, boolean interrupted, String left) {
        String refused = " The source takes writes again; they were refused for "
                + deadline.passed().toMillis() + " ms." + hooks.aborted() + left;
        if (cause instanceof MigrationException known) {
            return new MigrationException(
                    FailureCode.CUTOVER_ABORTED, known.getMessage() + refused, known.advice(), known);
        }
        return new MigrationException(
                FailureCode.CUTOVER_ABORTED,
                (interrupted ? "The cutover was interrupted." : "The cutover failed: " + cause.getMessage() + ".")
                        + refused,
                "Run migrate cutover again when the cause is gone.",
                cause);
    }

    private MigrationException unclear(String what, Exception cause) {
        return new MigrationException(
                FailureCode.CUTOVER_UNCLEAR,
                "Migration " + name + ": " + what + ".",
                "Do not write on either side yet. Run migrate status: in phase handed-over the target owns the data; in any"
                        + " other phase the source does, and migrate cutover puts its settings back.",
                cause);
    }
}
