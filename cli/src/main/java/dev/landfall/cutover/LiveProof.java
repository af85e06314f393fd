package dev.landfall.cutover;

import dev.landfall.config.MigrationConfig;
import dev.landfall.run.MigrationRecord;
import dev.landfall.run.Progress;
import dev.landfall.run.ProofKeeper;
import dev.landfall.run.Servers;
import dev.landfall.verify.Pace;
import dev.landfall.verify.VerificationReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Proves all rows equal while writes flow, and then again and again what has changed meanwhile, until so little is left that
 * comparing it takes no time behind the fence. One thread.
 */
final class LiveProof {
    /** Rows that are compared in a fraction of a second. */
    private static final long LITTLE = 5_000;
    /** Where the rest does not become less, the workload changes as much as a pass takes time to compare. */
    private static final int MOST_PASSES = 12;

    private static final int PASSES_WITHOUT_GAIN = 2;

    private final ProofKeeper proofs;
    private final CutoverOptions options;
    private final CutoverSteps steps;
    private final Progress progress;
    private String refused = "";

    LiveProof(Servers servers, MigrationConfig config, CutoverOptions options, CutoverSteps steps, Progress progress) {
        this.proofs = new ProofKeeper(servers, config, Pace.FREE, progress);
        this.options = options;
        this.steps = steps;
        this.progress = progress;
    }

    /** @return what the first pass found: of everything, unless a proof held already */
    VerificationReport begin(Connection control, MigrationRecord record) throws SQLException, InterruptedException {
        ProofKeeper.Pass pass = proofs.pass(control, record, verdict -> {});
        refused = pass.refused();
        return pass.report();
    }

    /** In front of the fence, again and again: what changes from here on is compared behind it. */
    void approach(Connection control, MigrationRecord record) throws Exception {
        if (!options.verifyAll()) {
            steps.time("verify changes", () -> {
                Optional<VerificationReport> last = passes(control, record);
                return last.isPresent() ? Gate.requireClean(last.get()) : record;
            });
        }
    }

    /** Once more, right in front of it, if there is anything worth it. */
    void approachOnce(Connection control, MigrationRecord record) throws Exception {
        if (!options.verifyAll() && waiting(control, record) > LITTLE) {
            steps.time(
                    "verify changes",
                    () -> Gate.requireClean(
                            proofs.pass(control, record, verdict -> {}).report()));
        }
    }

    /** @return what the last pass found; empty when there was none, because next to nothing had changed */
    private Optional<VerificationReport> passes(Connection control, MigrationRecord record)
            throws SQLException, InterruptedException {
        Optional<VerificationReport> report = Optional.empty();
        long left = waiting(control, record);
        int withoutGain = 0;
        for (int i = 0; i < MOST_PASSES && left > LITTLE && withoutGain < PASSES_WITHOUT_GAIN; i++) {
            report = Optional.of(proofs.pass(control, record, verdict -> {}).report());
            if (!(report.get() instanceof VerificationReport.Clean)) {
                return report;
            }
            long now = waiting(control, record);
            withoutGain = now > left / 2 ? withoutGain + 1 : 0;
            left = now;
        }
        if (proofs.waiting(control, record).isEmpty()) {
            progress.note("Behind the fence every row will be compared once more, because no proof is kept"
                    + (refused.isEmpty() ? "" : ": " + refused) + ".");
        }
        return report;
    }

    /** Zero where no proof holds: then there is nothing to come closer to. */
    private long waiting(Connection control, MigrationRecord record) throws SQLException {
        return proofs.waiting(control, record).orElse(0L);
    }
}
