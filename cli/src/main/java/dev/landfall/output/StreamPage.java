package dev.landfall.output;

import dev.landfall.run.StreamReceipt;

/** Why and where a stream ended. */
public final class StreamPage implements ResultPage {
    private final StreamReceipt receipt;

    public StreamPage(StreamReceipt receipt) {
        this.receipt = receipt;
    }

    @Override
    public void print(TextPage page) {
        String end = switch (receipt.end()) {
            case STOPPED -> page.ink().good("STOPPED") + " as asked";
            case REACHED -> page.ink().good("REACHED") + " the position that it was to run to";
            case HANDED_OVER ->
                page.ink().good("HANDED OVER") + ": PostgreSQL owns the data now, there is nothing left to follow";
        };
        page.line(end + ".");
        page.line("Applied " + Figures.count(receipt.transactions(), "transaction") + " with "
                + Figures.count(receipt.changes(), "change") + " in " + Figures.duration(receipt.took())
                + "; the target is at source position " + receipt.position() + ".");
    }

    @Override
    public JsonObject json() {
        return JsonObject.of("end", JsonObject.text(receipt.end()))
                .with("position", receipt.position())
                .with("transactions", receipt.transactions())
                .with("changes", receipt.changes())
                .with("tookMillis", receipt.took().toMillis());
    }
}
