package dev.landfall.output;

/** The way back was given up. */
public final class FinalCutoverPage implements ResultPage {
    private final boolean closed;

    /** @param closed false when there was none any more */
    public FinalCutoverPage(boolean closed) {
        this.closed = closed;
    }

    @Override
    public void print(TextPage page) {
        page.line(
                closed
                        ? page.ink().good("FINAL")
                                + ": PostgreSQL owns the data for good; what the way back needed is removed."
                        : "There was no way back any more: PostgreSQL owns the data for good.");
    }

    @Override
    public JsonObject json() {
        return JsonObject.of("wayBack", false).with("closed", closed);
    }
}
