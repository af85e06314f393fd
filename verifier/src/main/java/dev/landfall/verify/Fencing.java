package dev.landfall.verify;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether both sides were frozen at one position, and what that cost.
 *
 * @param pause for which nothing was applied; null when they were not frozen
 * @param refused why they were not, although a stream was running; empty when there was no reason to
 */
public record Fencing(@Nullable Duration pause, String refused) {
    public static final Fencing NONE = new Fencing(null, "");

    static Fencing refused(String reason) {
        return new Fencing(null, reason);
    }
}
