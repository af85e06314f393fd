package dev.landfall.output;

import dev.landfall.run.ReverseReceipt;

/** Why and where a way back ended. */
public final class ReversePage implements ResultPage {
    private final ReverseReceipt receipt;

    public ReversePage(ReverseReceipt receipt) {
        this.receipt = receipt;
    }

    @Override
    public void print(TextPage page) {
        String end = switch (receipt.end()) {
            case STOPPED -> page.ink().good("STOPPED") + " as asked";
            case REACHED -> page.ink().good("REACHED") + " everything that PostgreSQL had committed at the start";
            case CLOSED -> page.ink().good("CLOSED") + ": the window has ended, nothing comes back any more";
        };
        page.line(end + ".");
        page.line("Brought back " + Figures.count(receipt.transactions(), "transaction") + " with "
                + Figures.count(receipt.changes(), "change") + " in " + Figures.duration(receipt.took())
                + (receipt.position().isEmpty()
                        ? "."
                        : "; MariaDB is at PostgreSQL's position " + receipt.position() + "."));
        if (receipt.windowEnd() != null) {
            page.line("The window " + WayBackSection.window(receipt.windowEnd()) + ".");
        }
    }

    @Override
    public JsonObject json() {
        return JsonObject.of("end", JsonObject.text(receipt.end()))
                .with("position", receipt.position())
                .with("transactions", receipt.transactions())
                .with("changes", receipt.changes())
                .with("tookMillis", receipt.took().toMillis())
                .with(
                        "windowEndsAt",
                        receipt.windowEnd() == null
                                ? null
                                : receipt.windowEnd().at().toString());
    }
}
