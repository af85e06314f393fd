package dev.landfall.output;

/** A rollback that was cut short was given up. */
public final class RollbackAbortedPage implements ResultPage {
    private final boolean refused;

    /** @param refused whether PostgreSQL had refused writes */
    public RollbackAbortedPage(boolean refused) {
        this.refused = refused;
    }

    @Override
    public void print(TextPage page) {
        page.line(
                refused
                        ? page.ink().good("ABORTED") + ": PostgreSQL owns the data and takes writes again."
                        : "There was no rollback to abort: PostgreSQL owns the data and takes writes.");
    }

    @Override
    public JsonObject json() {
        return JsonObject.of("rolledBack", false).with("aborted", refused);
    }
}
