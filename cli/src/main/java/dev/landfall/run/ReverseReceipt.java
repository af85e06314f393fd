package dev.landfall.run;

import dev.landfall.window.WindowEnd;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why and where a way back ended.
 *
 * @param position of PostgreSQL's log, up to which MariaDB has everything
 * @param windowEnd until when the way back was promised; null where nobody has said, and when it is closed
 */
public record ReverseReceipt(
        End end,
        String position,
        long transactions,
        long changes,
        Duration took,
        @Nullable WindowEnd windowEnd) {
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
