package dev.landfall.run;

import dev.landfall.config.MigrationConfig;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.TablePlan;
import dev.landfall.verify.NotFencedException;
import dev.landfall.verify.Pace;
import dev.landfall.verify.ProofLedger;
import dev.landfall.verify.RepairReceipt;
import dev.landfall.verify.Repairer;
import dev.landfall.verify.TableVerdict;
import dev.landfall.verify.VerificationReport;
import dev.landfall.verify.Verifier;
import dev.landfall.verify.VerifyOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/** Verifies, repairs what differs, and verifies again until a pass finds nothing. */
public final class RepairRun {
    /** What is still found after so many is not a matter of rows: something keeps writing, or writes wrongly. */
    private static final int MOST_PASSES = 5;
    /** Rows per table and pass; their keys are in memory. */
    private static final int ROWS_PER_PASS = 10_000;

    private final Servers servers;
    private final MigrationConfig config;
    private final Pace pace;

    /** @param pace of its verifications */
    public RepairRun(Servers servers, MigrationConfig config, Pace pace) {
        this.servers = servers;
        this.config = config;
        this.pace = pace;
    }

    /**
     * Leaves tables alone that cannot be read on the target.
     *
     * @param dryRun whether to change nothing and to say what would be done
     * @throws MigrationException {@code RUN-002} in any phase but streaming, {@code VERIFY-003} when the stream cannot be held
     *     or the target is behind, {@code VERIFY-002} when a stream has followed a schema change meanwhile, {@code SCHEMA-003}
     *     when none of the tables can be read
     */
    public RepairOutcome run(boolean dryRun, Consumer<TableVerdict> onTable) throws SQLException, InterruptedException {
        try (Connection control = servers.target().connectForLong()) {
            MigrationRecord record = Records.afterSnapshot(control, config.name());
            TargetProgress.requireStreaming(config.name(), record.phase());
            MigrationStore.upgrade(control);
            VerifyRun verify = new VerifyRun(servers, config, pace);
            ReadableTables readable = verify.readable(control, record);
            readable.unread().forEach(onTable);
            return passes(control, record, verify, readable.tables(), onTable, dryRun)
                    .with(readable.unread());
        }
    }

    private RepairOutcome passes(
            Connection control,
            MigrationRecord record,
            VerifyRun verify,
            List<TablePlan> tables,
            Consumer<TableVerdict> onTable,
            boolean dryRun)
            throws SQLException, InterruptedException {
        VerifyOptions options = verify.options(Math.max(config.verify().maxDifferences(), ROWS_PER_PASS), true);
        RepairReceipt receipt = RepairReceipt.NONE;
        for (int pass = 0; ; pass++) {
            Verifier.Search found = verify.search(control, record, tables, onTable, options);
            // Now, because a repair may fail: what differs closes the way to a cutover all the same.
            verify.remember(control, record, tables, found.report());
            boolean differs = found.report() instanceof VerificationReport.WithDifferences;
            if (!differs || pass == MOST_PASSES) {
                return new RepairOutcome(found.report(), receipt, pass, dryRun);
            }
            if (!dryRun) {
                // Rows change that no stream writes down.
                new ProofLedger(config.name()).end(control);
            }
            RepairReceipt done = repair(tables, found, dryRun, target -> verify.requireSamePlan(target, record, null));
            receipt = receipt.then(done);
            if (!dryRun) {
                // Another verification may have begun one meanwhile.
                new ProofLedger(config.name()).end(control);
            }
            if (dryRun || done.rows() == 0) {
                return new RepairOutcome(found.report(), receipt, pass + 1, dryRun);
            }
        }
    }

    private RepairReceipt repair(
            List<TablePlan> tables, Verifier.Search found, boolean dryRun, Repairer.Premise premise)
            throws SQLException, InterruptedException {
        try (TargetProgress applier = new TargetProgress(servers.target(), config.name())) {
            return new Repairer(
                            servers.source(),
                            servers.target(),
                            applier,
                            VerifyOptions.DEFAULTS.patience(),
                            config.name(),
                            premise)
                    .repair(tables, found.differing(), dryRun);
        } catch (NotFencedException e) {
            throw new MigrationException(
                    FailureCode.REPAIR_STOPPED,
                    "The repair needs source and target at one position, and " + e.reason() + ".",
                    "What was repaired before stays, and is in landfall.repair. Run migrate stream until it has caught up (or"
                            + " migrate ctl resume), then run the command again.",
                    e);
        }
    }
}
