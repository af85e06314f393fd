package dev.landfall.output;

import dev.landfall.cutover.FinalCutoverReceipt;

/** The way back was given up. */
public final class FinalCutoverPage implements ResultPage {
    private final FinalCutoverReceipt receipt;

    public FinalCutoverPage(FinalCutoverReceipt receipt) {
        this.receipt = receipt;
    }

    @Override
    public void print(TextPage page) {
        page.line(
                receipt.closed()
                        ? page.ink().good("FINAL")
                                + ": PostgreSQL owns the data for good; what the way back needed is removed."
                        : "There was no way back any more: PostgreSQL owns the data for good.");
        if (!receipt.remains().isEmpty()) {
            page.line(page.ink().doubtful("NOT REMOVED") + ": " + receipt.remains());
            page.line("It does no harm. Run the command again when MariaDB answers.");
        }
    }

    @Override
    public JsonObject json() {
        return JsonObject.of("wayBack", false)
                .with("closed", receipt.closed())
                .with("remains", receipt.remains().isEmpty() ? null : receipt.remains());
    }
}
