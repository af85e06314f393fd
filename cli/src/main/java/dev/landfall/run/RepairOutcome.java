package dev.landfall.run;

import dev.landfall.verify.RepairReceipt;
import dev.landfall.verify.VerificationReport;

/**
 * What a repair has come to.
 *
 * @param report of the last pass: of a dry run what would be repaired, else what is left
 * @param passes how often rows were repaired and verified again
 */
public record RepairOutcome(VerificationReport report, RepairReceipt receipt, int passes, boolean dryRun) {}
