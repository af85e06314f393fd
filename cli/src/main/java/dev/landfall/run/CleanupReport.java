package dev.landfall.run;

import java.util.List;

/**
 * What {@code cleanup} removed, or would remove.
 *
 * @param remains what could not be removed, and why; empty when nothing is left
 */
public record CleanupReport(boolean done, List<String> removed, List<String> remains) {
    public CleanupReport {
        removed = List.copyOf(removed);
        remains = List.copyOf(remains);
    }
}
