package dev.landfall.run;

import java.util.List;

/** What {@code cleanup} removed, or would remove. */
public record CleanupReport(boolean done, List<String> removed) {
    public CleanupReport {
        removed = List.copyOf(removed);
    }
}
