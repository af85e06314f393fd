package dev.landfall.run;

import dev.landfall.verify.RepairReceipt;
import dev.landfall.verify.TableVerdict;
import dev.landfall.verify.VerificationReport;
import java.util.List;

/**
 * What a repair has come to.
 *
 * @param report of the last pass: of a dry run what would be repaired, else what is left
 * @param passes how often rows were repaired and verified again
 */
public record RepairOutcome(VerificationReport report, RepairReceipt receipt, int passes, boolean dryRun) {
    /** The same with tables that were left out, because their rows could not be read on the target. */
    RepairOutcome with(List<TableVerdict> unread) {
        return new RepairOutcome(report.with(unread), receipt, passes, dryRun);
    }
}
