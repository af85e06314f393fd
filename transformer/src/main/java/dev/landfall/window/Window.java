package dev.landfall.window;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import org.jspecify.annotations.Nullable;

/**
 * A way back as the control schema keeps it.
 *
 * @param token tells the windows of one migration apart
 * @param slot also the publication's name
 * @param from where PostgreSQL's log stood when it was given the data; null while the cutover is under way, and when the window is
 *     being closed
 * @param beat the last mark that was set
 */
public record Window(
        String migration,
        String token,
        String slot,
        @Nullable Long from,
        long beat) {
    public String publication() {
        return slot;
    }

    /** @throws MigrationException {@code RUN-002} when the cutover has not come so far */
    public long requireOpen() {
        if (from == null) {
            throw new MigrationException(
                    FailureCode.WRONG_PHASE,
                    "Migration " + migration + ": the way back is not open yet.",
                    "It opens with the hand-over of migrate cutover.");
        }
        return from;
    }
}
