package dev.landfall.output;

import dev.landfall.run.RepairOutcome;
import dev.landfall.verify.RepairReceipt;

/** What a repair has done, or would do. */
final class RepairSection {
    private RepairSection() {}

    static void print(TextPage page, RepairOutcome outcome) {
        RepairReceipt receipt = outcome.receipt();
        page.heading(sentence(outcome));
        receipt.refused().forEach(table -> page.line("  " + page.ink().doubtful("not repaired") + "  " + table));
        if (outcome.dryRun()) {
            receipt.statements().forEach(page::line);
        } else if (receipt.rows() > 0) {
            page.line("  Every row, as it was and as it is, is in landfall.repair on the target.");
        }
    }

    private static String sentence(RepairOutcome outcome) {
        RepairReceipt receipt = outcome.receipt();
        if (receipt.rows() == 0 && receipt.refused().isEmpty()) {
            return "There was nothing to repair.";
        }
        String rows = Figures.count(receipt.inserted()) + " inserted, " + Figures.count(receipt.deleted())
                + " deleted, " + Figures.count(receipt.rewritten()) + " rewritten";
        return outcome.dryRun()
                ? "Nothing was changed. A repair of these rows would come to: " + rows + "."
                : "Repaired in " + passes(outcome.passes()) + ": " + rows
                        + ". The verdict above is of the last verification.";
    }

    private static String passes(int passes) {
        return passes == 1 ? "1 pass" : Figures.count(passes) + " passes";
    }

    static JsonObject json(RepairOutcome outcome) {
        RepairReceipt receipt = outcome.receipt();
        return JsonObject.of("dryRun", outcome.dryRun())
                .with("passes", outcome.passes())
                .with("inserted", receipt.inserted())
                .with("deleted", receipt.deleted())
                .with("rewritten", receipt.rewritten())
                .with("notRepaired", receipt.refused())
                .with("statements", outcome.dryRun() ? receipt.statements() : null);
    }
}
