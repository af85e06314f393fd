package dev.landfall.cutover;

import dev.landfall.config.MigrationConfig;
import dev.landfall.event.GtidSet;
import dev.landfall.run.MigrationRecord;
import dev.landfall.run.Servers;
import dev.landfall.run.SourceHead;
import dev.landfall.run.VerifyRun;
import dev.landfall.verify.VerificationReport;
import java.sql.Connection;

/** Everything of a cutover but refusing writes: what it shows is how long each part would take. */
final class Rehearsal {
    private final Servers servers;
    private final MigrationConfig config;
    private final CutoverOptions options;
    private final CutoverSteps steps;
    private final Drain drain;
    private final LiveProof proof;

    Rehearsal(
            Servers servers,
            MigrationConfig config,
            CutoverOptions options,
            CutoverSteps steps,
            Drain drain,
            LiveProof proof) {
        this.servers = servers;
        this.config = config;
        this.options = options;
        this.steps = steps;
        this.drain = drain;
        this.proof = proof;
    }

    CutoverReceipt run(Connection control, Connection source, MigrationRecord record) throws Exception {
        proof.approach(control, record);
        FenceRehearsal fence = steps.time("rehearse fence", () -> FenceRehearsal.run(source, record));
        Deadline deadline = Deadline.ofCutover(options.maxDowntime());
        GtidSet head = SourceHead.position(source);
        steps.time("drain", () -> {
            if (!drain.await(head, deadline.left())) {
                throw deadline.exceeded("the stream to reach " + head);
            }
            return head;
        });
        FinalVerification.Outcome outcome = steps.time("verify", () -> verify(record, deadline));
        VerificationReport report = outcome.report();
        if (!(report instanceof VerificationReport.Clean)) {
            if (options.verifyAll()) {
                new VerifyRun(servers, config).remember(control, report);
            }
            throw Handover.notClean(report);
        }
        steps.time("smoke", () -> {
            new SmokeQueries(servers, config).run(deadline);
            return true;
        });
        return new CutoverReceipt(
                false,
                head.toString(),
                deadline.passed().plus(fence.atLeast()),
                report.rows(),
                outcome.whole(),
                steps.all(),
                fence.report());
    }

    /** Writes flow: what would be compared behind the fence is compared in a view of this moment. */
    private FinalVerification.Outcome verify(MigrationRecord record, Deadline deadline) throws Exception {
        FinalVerification verification = new FinalVerification(servers, config);
        return options.verifyAll()
                ? new FinalVerification.Outcome(verification.run(record, deadline), true)
                : verification.inOneView(record, deadline);
    }
}
