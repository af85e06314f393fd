package dev.landfall.output;

import dev.landfall.apply.RejectedReplay;
import dev.landfall.run.ReplayReceipt;

/** What became of rows that were set aside. */
public final class ReplayPage implements ResultPage {
    private final ReplayReceipt receipt;

    public ReplayPage(ReplayReceipt receipt) {
        this.receipt = receipt;
    }

    @Override
    public void print(TextPage page) {
        if (receipt.tables().isEmpty()) {
            page.line("No row is set aside.");
            return;
        }
        page.line(page.ink().good("REPLAYED") + ": " + Figures.count(receipt.written(), "row")
                + " written to the target, " + Figures.count(receipt.left(), "row") + " still set aside.");
        page.blank();
        TextTable table = new TextTable().left("table").right("written").right("still set aside");
        receipt.tables()
                .forEach(result ->
                        table.row(result.table(), Figures.count(result.written()), Figures.count(result.left())));
        page.table(table);
    }

    @Override
    public JsonObject json() {
        return JsonObject.of("written", receipt.written())
                .with("left", receipt.left())
                .with("tables", receipt.tables().stream().map(ReplayPage::json).toList());
    }

    private static JsonObject json(RejectedReplay.Result result) {
        return JsonObject.of("table", result.table())
                .with("written", result.written())
                .with("left", result.left());
    }
}
