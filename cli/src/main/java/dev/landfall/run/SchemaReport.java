package dev.landfall.run;

import java.util.List;

/** What {@code schema apply} or {@code schema finish} did: each statement that was executed, or was found done. */
public record SchemaReport(List<String> executed, int alreadyThere) {
    public SchemaReport {
        executed = List.copyOf(executed);
    }
}
