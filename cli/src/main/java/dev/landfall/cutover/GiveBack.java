package dev.landfall.cutover;

import dev.landfall.apply.AppliedPosition;
import dev.landfall.apply.PositionLedger;
import dev.landfall.config.MigrationConfig;
import dev.landfall.failpoint.Failpoint;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.run.MigrationRecord;
import dev.landfall.run.MigrationStore;
import dev.landfall.run.Phase;
import dev.landfall.run.Servers;
import dev.landfall.run.Transition;
import dev.landfall.run.VerifyRun;
import dev.landfall.window.TargetGuard;
import dev.landfall.window.WindowLedger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** From PostgreSQL's guard to the decision that MariaDB owns the data, with the way back from every step before it. */
final class GiveBack {
    private final Servers servers;
    private final MigrationConfig config;
    private final Duration maxDowntime;
    private final CutoverSteps steps;
    private final ReverseDrain drain;
    private final MigrationStore store;
    private final WindowLedger window;

    GiveBack(Servers servers, MigrationConfig config, Duration maxDowntime, CutoverSteps steps, ReverseDrain drain) {
        this.servers = servers;
        this.config = config;
        this.maxDowntime = maxDowntime;
        this.steps = steps;
        this.drain = drain;
        this.store = new MigrationStore(config.name());
        this.window = new WindowLedger(config.name());
    }

    /** @param source a session that ends with it: limits of its own are left in it */
    Rollback.GivenBack run(Connection control, Connection source, MigrationRecord record) throws Exception {
        Deadline deadline = Deadline.ofRollback(maxDowntime);
        boolean deciding = false;
        try {
            deadline.limitSilence(control);
            long last = steps.time("fence", () -> fence(control, record, deadline));
            Failpoint.ROLLBACK_FENCED.reach();
            deadline.limitSilence(source);
            steps.time("drain", () -> {
                if (!drain.await(last, deadline.left())) {
                    throw deadline.exceeded("MariaDB to get what PostgreSQL had");
                }
                return last;
            });
            Failpoint.ROLLBACK_DRAINED.reach();
            deadline.limitSilence(source);
            // In front of the proof, so that nothing of ours moves MariaDB behind it.
            steps.time("counters", () -> {
                new CounterSync(source, control, record.plan(), deadline).run();
                return last;
            });
            deadline.limitSilence(source);
            StandingProof proof =
                    steps.time("verify", () -> StandingProof.take(servers, config, source, record, deadline));
            Failpoint.ROLLBACK_PROVEN.reach();
            deadline.check("the last verification");
            deadline.limitSilence(control);
            deciding = true;
            steps.time("decide", () -> {
                decide(control, proof, last, deadline);
                return last;
            });
            Failpoint.ROLLBACK_DECIDED.reach();
            control.setNetworkTimeout(Runnable::run, 0);
            return new Rollback.GivenBack(deadline, proof.report().rows());
        } catch (Exception e) {
            throw new RollbackUndo(servers, record, deadline).run(deciding, e);
        }
    }

    /**
     * The guard, the phase and a mark in one transaction: it commits when no transaction is left that has written, and all of them
     * are in front of the mark.
     */
    private long fence(Connection control, MigrationRecord record, Deadline deadline) throws SQLException {
        return inOne(control, () -> {
            new TargetGuard(record.plan()).raise(control, () -> deadline.limitTarget(control));
            deadline.limitTarget(control);
            long mark = window.mark(control);
            if (!store.move(control, Transition.FENCING_BACK)) {
                throw moved(Phase.HANDED_OVER);
            }
            deadline.check("writers on PostgreSQL to end");
            return mark;
        });
    }

    /**
     * Where the stream goes on is where both sides were proven equal: nothing that has come back goes to PostgreSQL once more, and
     * nothing that is written on MariaDB from there on is passed over.
     */
    private void decide(Connection control, StandingProof proof, long mark, Deadline deadline) throws SQLException {
        inOne(control, () -> {
            deadline.limitTarget(control);
            if (!store.move(control, Transition.GIVING_BACK)) {
                throw moved(Phase.RETURNING);
            }
            requireSameFence(control, mark);
            PositionLedger positions = new PositionLedger(config.name());
            AppliedPosition before = positions.read(control).orElseThrow();
            positions.move(control, proof.position(), Instant.now(), before.step());
            new VerifyRun(servers, config).remember(control, proof.report());
            return mark;
        });
    }

    /** Another rollback may have let PostgreSQL take writes and refused them again since: every fence sets a mark of its own. */
    private void requireSameFence(Connection control, long mark) throws SQLException {
        if (window.read(control).filter(now -> now.beat() == mark).isEmpty()) {
            throw new MigrationException(
                    FailureCode.ROLLBACK_ABORTED,
                    "Somebody else has set a mark in PostgreSQL's log since this rollback has held writes back.",
                    "Look at migrate status before running migrate rollback again.");
        }
    }

    private static MigrationException moved(Phase expected) {
        return new MigrationException(
                FailureCode.ROLLBACK_ABORTED,
                "The migration is no longer in phase " + expected.text() + ": somebody else has moved it.",
                "Look at migrate status before running migrate rollback again.");
    }

    private interface Work {
        long run() throws SQLException;
    }

    private static long inOne(Connection control, Work work) throws SQLException {
        control.setAutoCommit(false);
        try {
            long result = work.run();
            control.commit();
            return result;
        } finally {
            if (!control.isClosed()) {
                control.rollback();
                control.setAutoCommit(true);
            }
        }
    }
}
