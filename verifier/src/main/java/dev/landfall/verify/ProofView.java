package dev.landfall.verify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a view of the target shows of the latest proof, and of what was written down since.
 *
 * @param token tells what is noted now from what was noted before it was ended and begun again
 * @param planDigest of the plan that rows are written down by
 * @param step of the position
 * @param batches of the stream that were written down
 * @param shown the view itself, as PostgreSQL writes a snapshot
 * @param waiting how many changed rows it shows, about
 * @param proven null when nothing is proven
 */
public record ProofView(
        String token,
        String planDigest,
        String gtids,
        long step,
        long batches,
        String shown,
        long waiting,
        @Nullable Proven proven) {
    /**
     * A view in which both sides were equal.
     *
     * @param wholeAt when every row was last compared; null when it never was
     */
    public record Proven(
            String gtids,
            long step,
            long batches,
            Instant at,
            @Nullable Instant wholeAt) {}

    /** Whether whatever has changed since the proof is written down, so that nothing else can differ. */
    public boolean holds(String planInForce) {
        return proven != null && planDigest.equals(planInForce) && step - proven.step() == batches - proven.batches();
    }
}
