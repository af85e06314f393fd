package dev.landfall.run;

import java.time.Duration;

/** Why and where a stream ended. */
public record StreamReceipt(End end, String position, long transactions, long changes, Duration took) {
    /** Why it ended. */
    public enum End {
        /** It was asked to stop. */
        STOPPED,
        /** It reached the position that it was to run to. */
        REACHED,
        /** The migration has been handed over: there is nothing to follow any more. */
        HANDED_OVER
    }
}
