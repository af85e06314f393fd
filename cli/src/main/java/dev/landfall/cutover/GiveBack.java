package dev.landfall.cutover;

import dev.landfall.apply.AppliedPosition;
import dev.landfall.apply.PositionLedger;
import dev.landfall.config.MigrationConfig;
import dev.landfall.event.SourcePosition;
import dev.landfall.failpoint.Failpoint;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.retention.SourceLog;
import dev.landfall.run.MigrationRecord;
import dev.landfall.run.MigrationStore;
import dev.landfall.run.Phase;
import dev.landfall.run.ReadOnlySource;
import dev.landfall.run.Servers;
import dev.landfall.run.VerifyRun;
import dev.landfall.verify.VerificationReport;
import dev.landfall.window.TargetGuard;
import dev.landfall.window.WindowLedger;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** From PostgreSQL's guard to the decision that MariaDB owns the data, with the way back from every step before it. */
final class GiveBack {
    private final Servers servers;
    private final MigrationConfig config;
    private final Duration maxDowntime;
    private final CutoverSteps steps;
    private final ReverseDrain drain;
    private final MigrationStore store;

    GiveBack(Servers servers, MigrationConfig config, Duration maxDowntime, CutoverSteps steps, ReverseDrain drain) {
        this.servers = servers;
        this.config = config;
        this.maxDowntime = maxDowntime;
        this.steps = steps;
        this.drain = drain;
        this.store = new MigrationStore(config.name());
    }

    Rollback.GivenBack run(Connection control, Connection source, MigrationRecord record) throws Exception {
        Deadline deadline = Deadline.ofRollback(maxDowntime);
        boolean deciding = false;
        try {
            long last = steps.time("fence", () -> fence(control, record, deadline));
            Failpoint.ROLLBACK_FENCED.reach();
            steps.time("drain", () -> {
                if (!drain.await(last, deadline.left())) {
                    throw deadline.exceeded("MariaDB to get what PostgreSQL had");
                }
                return last;
            });
            Failpoint.ROLLBACK_DRAINED.reach();
            VerificationReport report =
                    steps.time("verify", () -> new FinalVerification(servers, config).run(record, deadline));
            if (!(report instanceof VerificationReport.Clean)) {
                throw notClean(report);
            }
            steps.time("counters", () -> {
                new CounterSync(source, control, record.plan()).run();
                return report;
            });
            Failpoint.ROLLBACK_PROVEN.reach();
            ReadOnlySource.require(source);
            deadline.check("MariaDB's counters");
            deciding = true;
            steps.time("decide", () -> {
                decide(control, source, report);
                return report;
            });
            Failpoint.ROLLBACK_DECIDED.reach();
            return new Rollback.GivenBack(deadline, report.rows());
        } catch (Exception e) {
            throw back(record, deadline, deciding, e);
        }
    }

    /**
     * The guard, the phase and a mark in one transaction: it commits when no transaction is left that has written, and all of them
     * are in front of the mark.
     */
    private long fence(Connection control, MigrationRecord record, Deadline deadline) throws SQLException {
        control.setAutoCommit(false);
        try (Statement statement = control.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = " + deadline.leftMillis());
            new TargetGuard(record.plan()).raise(control);
            long mark = new WindowLedger(config.name()).mark(control);
            if (!store.beginReturn(control)) {
                throw new MigrationException(
                        FailureCode.ROLLBACK_ABORTED,
                        "The migration is no longer in phase handed-over: somebody else has moved it.",
                        "Look at migrate status before running migrate rollback again.");
            }
            control.commit();
            return mark;
        } finally {
            control.rollback();
            control.setAutoCommit(true);
        }
    }

    /** Where the stream goes on is behind everything that has come back: none of it goes to PostgreSQL once more. */
    private void decide(Connection control, Connection source, VerificationReport report) throws SQLException {
        SourcePosition now = SourceLog.read(source).position();
        PositionLedger positions = new PositionLedger(config.name());
        control.setAutoCommit(false);
        try {
            AppliedPosition before = positions.read(control).orElseThrow();
            positions.move(control, now, Instant.now(), before.step());
            if (!store.move(control, Phase.RETURNING, Phase.REOPENING)) {
                throw new MigrationException(
                        FailureCode.ROLLBACK_ABORTED,
                        "The migration is no longer in phase returning: somebody else has moved it.",
                        "Look at migrate status before running migrate rollback again.");
            }
            new VerifyRun(servers, config).remember(control, report);
            control.commit();
        } finally {
            if (!control.isClosed()) {
                control.rollback();
                control.setAutoCommit(true);
            }
        }
    }

    private static MigrationException notClean(VerificationReport report) {
        return new MigrationException(
                FailureCode.ROLLBACK_ABORTED,
                "The last verification is not clean: " + report.differing() + " row(s) differ.",
                "Run migrate verify to see them; PostgreSQL's are the ones that count. Correct MariaDB's before running migrate"
                        + " rollback again.");
    }

    /** PostgreSQL takes writes again, unless it is no longer the owner. @return what to throw */
    private Exception back(MigrationRecord record, Deadline deadline, boolean deciding, Exception cause) {
        boolean interrupted = Thread.interrupted() || cause instanceof InterruptedException;
        try (Connection control = servers.target().connect()) {
            control.setAutoCommit(false);
            // A decision that is still being committed is waited for.
            if (store.lockedPhase(control).equals(Optional.of(Phase.REOPENING))) {
                return unclear("MariaDB owns the data, but the answer was lost", cause);
            }
            new TargetGuard(record.plan()).lower(control);
            store.move(control, Phase.RETURNING, Phase.HANDED_OVER);
            control.commit();
            return undone(deadline, interrupted, cause);
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

    private static MigrationException undone(Deadline deadline, boolean interrupted, Exception cause) {
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
                "Migration " + config.name() + ": " + what + ".",
                "Do not write on either side yet. Run migrate status: in phase handed-over PostgreSQL owns the data and takes"
                        + " writes; in phase returning it owns the data and refuses writes; in phase reopening MariaDB owns it."
                        + " In the last two migrate rollback goes on.",
                cause);
    }
}
