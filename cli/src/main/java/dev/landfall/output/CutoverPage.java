package dev.landfall.output;

import dev.landfall.cutover.CutoverReceipt;
import dev.landfall.run.PolicyEffects;

/** A finished cutover or rehearsal. */
public final class CutoverPage implements ResultPage {
    private final CutoverReceipt receipt;
    private final boolean wayBack;
    private final PolicyEffects policies;

    /** @param wayBack whether the hand-over opens one */
    public CutoverPage(CutoverReceipt receipt, boolean wayBack, PolicyEffects policies) {
        this.receipt = receipt;
        this.wayBack = wayBack;
        this.policies = policies;
    }

    @Override
    public void print(TextPage page) {
        String pause = Figures.duration(receipt.writesRefused());
        page.line(
                receipt.handedOver()
                        ? page.ink().good("HANDED OVER") + ": PostgreSQL owns the data. Point the application to it."
                        : page.ink().good("REHEARSED") + ": nothing was handed over, MariaDB takes writes as before.");
        page.line(
                receipt.handedOver()
                        ? "Writes were refused for " + pause + "."
                        : "A cutover would refuse writes for about " + pause + ".");
        page.line(Figures.count(receipt.rowsVerified(), "row") + " compared, all equal, at source position "
                + receipt.position() + ".");
        if (!receipt.verifiedAll()) {
            page.line("Those had changed since all rows were proven equal, while writes flowed.");
        }
        FenceSection.print(page, receipt);
        if (receipt.handedOver() && wayBack) {
            page.line("The way back is open: migrate reverse keeps MariaDB up to date, migrate rollback");
            page.line("returns to it, migrate cutover --final gives it up.");
            if (receipt.fence().singleTables()) {
                page.line("Type them with the options of this cutover: with another --group, or without it,");
                page.line("they are about other tables.");
            }
        } else if (receipt.handedOver()) {
            page.line("There is no way back.");
        }
        page.blank();
        StepTable steps = new StepTable();
        receipt.steps().forEach(step -> steps.step(step.name(), step.took()));
        page.table(steps.table());
        PolicySection.print(page, policies);
    }

    @Override
    public JsonObject json() {
        return JsonObject.of("handedOver", receipt.handedOver())
                .with("wayBack", receipt.handedOver() && wayBack)
                .with("position", receipt.position())
                .with("writesRefusedMillis", receipt.writesRefused().toMillis())
                .with("rowsVerified", receipt.rowsVerified())
                .with("verifiedAll", receipt.verifiedAll())
                .with("fence", FenceSection.json(receipt.fence()))
                .with("policies", PolicySection.json(policies))
                .with("rejectedRows", policies.rejected())
                .with(
                        "steps",
                        receipt.steps().stream()
                                .map(step -> StepTable.json(step.name(), step.took()))
                                .toList());
    }
}
