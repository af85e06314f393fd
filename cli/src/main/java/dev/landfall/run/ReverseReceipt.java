package dev.landfall.run;

import java.time.Duration;

/** Why and where a way back ended. @param position of PostgreSQL's log, up to which MariaDB has everything */
public record ReverseReceipt(End end, String position, long transactions, long changes, Duration took) {
    /** Why it ended. */
    public enum End {
        /** It was asked to stop. */
        STOPPED,
        /** Everything has come back that was committed when it began. */
        REACHED,
        /** The window has ended: by a rollback, or for good. */
        CLOSED
    }
}
