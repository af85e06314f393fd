package dev.landfall.output;

import dev.landfall.cutover.RollbackReceipt;

/** A finished rollback. */
public final class RollbackPage implements ResultPage {
    private final RollbackReceipt receipt;

    public RollbackPage(RollbackReceipt receipt) {
        this.receipt = receipt;
    }

    @Override
    public void print(TextPage page) {
        page.line(page.ink().good("ROLLED BACK") + ": MariaDB owns the data. Point the application to it.");
        if (!receipt.writesRefused().isZero()) {
            page.line("Writes were refused for " + Figures.duration(receipt.writesRefused()) + ".");
            page.line(Figures.count(receipt.rowsVerified(), "row") + " compared, all equal.");
        }
        page.line("PostgreSQL refuses writes from now on; migrate stream goes on from MariaDB's position "
                + receipt.position() + ".");
        page.blank();
        StepTable steps = new StepTable();
        receipt.steps().forEach(step -> steps.step(step.name(), step.took()));
        page.table(steps.table());
    }

    @Override
    public JsonObject json() {
        return JsonObject.of("rolledBack", true)
                .with("position", receipt.position())
                .with("writesRefusedMillis", receipt.writesRefused().toMillis())
                .with("rowsVerified", receipt.rowsVerified())
                .with(
                        "steps",
                        receipt.steps().stream()
                                .map(step -> StepTable.json(step.name(), step.took()))
                                .toList());
    }
}
