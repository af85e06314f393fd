package dev.landfall.cutover;

import dev.landfall.config.Hook;
import dev.landfall.config.MigrationConfig;
import dev.landfall.event.GtidSet;
import dev.landfall.failpoint.Failpoint;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.run.MigrationRecord;
import dev.landfall.run.MigrationStore;
import dev.landfall.run.SchemaChanges;
import dev.landfall.run.Servers;
import dev.landfall.run.VerifyRun;
import dev.landfall.verify.VerificationReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** From the fence to hand-over, with the way back from every step before the last. */
final class Handover {
    private final Servers servers;
    private final MigrationConfig config;
    private final CutoverOptions options;
    private final CutoverSteps steps;
    private final Drain drain;
    private final WayBackStep way;
    private final Hooks hooks;
    private final FenceSessions sessions;
    private final LiveProof proof;
    private final OpenSessions open;

    Handover(
            Servers servers,
            MigrationConfig config,
            CutoverOptions options,
            CutoverSteps steps,
            Drain drain,
            WayBackStep way,
            Hooks hooks,
            FenceSessions sessions,
            LiveProof proof,
            OpenSessions open) {
        this.servers = servers;
        this.config = config;
        this.options = options;
        this.steps = steps;
        this.drain = drain;
        this.way = way;
        this.hooks = hooks;
        this.sessions = sessions;
        this.proof = proof;
        this.open = open;
    }

    CutoverReceipt run(Connection control, Connection source, MigrationRecord record) throws Exception {
        SourceFence fence = SourceFence.of(source, record);
        FenceSettings before = fence.current();
        CutoverUndo undo = new CutoverUndo(servers, config, way, hooks, record, fence, before);
        CutoverState.Fenced fenced = undo.unlessBegun(() -> {
            steps.time("slot", () -> {
                way.prepare(control);
                return record;
            });
            proof.approach(control, record);
            hooks.beforeFence();
            way.quieten();
            // What has changed since takes moments now.
            proof.approachOnce(control, record);
            // Nothing has been asked of some of them since the slot was begun, which may have taken minutes.
            open.require();
            drain.require();
            return new CutoverState.Ready(new MigrationStore(config.name())).fencing(control, before);
        });
        Failpoint.CUTOVER_FENCING.reach();
        Deadline deadline = Deadline.ofCutover(options.maxDowntime());
        boolean handingOver = false;
        try {
            deadline.limitSilence(control);
            deadline.limitSilence(source);
            Stragglers stragglers = new Stragglers(record, control, source, drain);
            CutoverState.Proven proven = prove(control, fence, before, fenced, stragglers, deadline, record);
            Failpoint.CUTOVER_PROVEN.reach();
            steps.time("sequences", () -> {
                new SequenceSync(source, control, record.plan()).run();
                return proven;
            });
            Failpoint.CUTOVER_SEQUENCES_SET.reach();
            steps.time("way back", () -> {
                way.equip(control, record, deadline);
                return proven;
            });
            Failpoint.CUTOVER_WAY_BACK_MADE.reach();
            deadline.check("the sequences");
            steps.time("smoke", () -> {
                new SmokeQueries(servers, config).run(deadline);
                return proven;
            });
            hooks.behindFence(Hook.PROVEN, proven.last().toString(), deadline);
            deadline.check("the hook proven");
            stragglers.requireNone(deadline);
            if (record.isSplit()) {
                // Other tables, and statements about these, have passed all the time.
                requireSameSchema(record, deadline);
            }
            fence.requireHolding(proven.last());
            handingOver = true;
            steps.time("hand over", () -> {
                way.handOver(control, record, deadline, () -> {
                    // No stream can move it any more.
                    requireSamePlan(control, record);
                    proven.handOver(control);
                });
                Failpoint.CUTOVER_HANDED_OVER.reach();
                return proven;
            });
            // Whoever goes on with it is in no hurry.
            control.setNetworkTimeout(Runnable::run, 0);
            Duration refused = deadline.passed();
            return new CutoverReceipt(
                    true,
                    proven.last().toString(),
                    refused,
                    proven.rows(),
                    proven.whole(),
                    steps.all(),
                    sessions.report());
        } catch (Exception e) {
            throw undo.back(deadline, handingOver, e);
        }
    }

    private CutoverState.Proven prove(
            Connection control,
            SourceFence fence,
            FenceSettings before,
            CutoverState.Fenced fenced,
            Stragglers stragglers,
            Deadline deadline,
            MigrationRecord record)
            throws Exception {
        GtidSet last = steps.time("fence", () -> {
            sessions.clear(deadline);
            fence.raise(before, deadline);
            sessions.settle(deadline);
            GtidSet still = fence.proveStill(deadline);
            Failpoint.CUTOVER_FENCED.reach();
            return still;
        });
        // A stream that is held up by a schema change would not drain.
        requireSameSchema(record, deadline);
        hooks.behindFence(Hook.FENCED, last.toString(), deadline);
        CutoverState.Drained drained = steps.time("drain", () -> {
            if (!drain.await(last, deadline.left())) {
                throw deadline.exceeded("the stream to reach " + last);
            }
            stragglers.begin();
            return fenced.drained(control, last);
        });
        Failpoint.CUTOVER_DRAINED.reach();
        hooks.behindFence(Hook.DRAINED, last.toString(), deadline);
        requireSamePlan(control, record);
        return steps.time("verify", () -> {
            FinalVerification verification = new FinalVerification(servers, config);
            FinalVerification.Outcome outcome = lastLook(verification, record, last, deadline);
            VerificationReport report = outcome.report();
            if (report instanceof VerificationReport.Clean clean) {
                fence.requireHolding(last);
                return drained.proven(control, clean, outcome.whole());
            }
            new VerifyRun(servers, config).remember(control, report);
            throw notClean(report);
        });
    }

    private FinalVerification.Outcome lastLook(
            FinalVerification verification, MigrationRecord record, GtidSet last, Deadline deadline) throws Exception {
        if (options.verifyAll()) {
            return new FinalVerification.Outcome(verification.run(record, deadline), true);
        }
        // Where other tables take writes, both sides are looked at in one view, as in front of the fence.
        return record.isSplit()
                ? verification.inOneView(record, deadline)
                : verification.changes(record, last, deadline);
    }

    /** Behind the fence no schema change is under way any more, but the stream may have followed one in front of it. */
    private void requireSamePlan(Connection control, MigrationRecord record) throws SQLException {
        if (!new MigrationStore(config.name()).planDigest(control).equals(Optional.of(record.planDigest()))) {
            throw new MigrationException(
                    FailureCode.CUTOVER_ABORTED,
                    "The source's schema has changed since the cutover began, and the stream has followed it.",
                    "Run migrate cutover again: it goes by the new schema.");
        }
    }

    /** Tables that have come since the cutover began are in no plan, so no stream has stopped in front of them. */
    private void requireSameSchema(MigrationRecord record, Deadline deadline) throws SQLException {
        try (Connection source = servers.source().connect()) {
            deadline.limitSilence(source);
            List<String> changes = SchemaChanges.since(record, source);
            if (!changes.isEmpty()) {
                throw new MigrationException(
                        FailureCode.CUTOVER_ABORTED,
                        "The source's schema has changed since the cutover began: " + String.join("; ", changes) + ".",
                        "Let migrate stream follow the change, or migrate that schema first; then run migrate cutover"
                                + " again.");
            }
        }
    }

    static MigrationException notClean(VerificationReport report) {
        return new MigrationException(
                FailureCode.CUTOVER_ABORTED,
                "The last verification is not clean: " + report.found() + ".",
                report.differing() == 0
                        ? "Run migrate verify: it says why. Then run migrate cutover again."
                        : "Run migrate verify to see them, and correct them before running migrate cutover again.");
    }
}
