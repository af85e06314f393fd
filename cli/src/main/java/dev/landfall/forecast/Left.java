package dev.landfall.forecast;

import dev.landfall.throttle.Limit;
import dev.landfall.throttle.Limits;
import java.util.OptionalLong;

/**
 * What is left to copy of a table.
 *
 * @param seconds of work, of one worker
 * @param chunks that workers can share
 */
record Left(double seconds, double rows, double bytes, int chunks) {
    /** When all workers copy it, and no other table: what a limit allows takes as long, however fast they are. */
    double shared(int workers, Limits limits) {
        return Math.max(
                seconds / workers,
                Math.max(
                        limited(bytes, limits.of(Limit.BYTES_PER_SECOND)),
                        limited(rows, limits.of(Limit.ROWS_PER_SECOND))));
    }

    /** At the least, since a chunk has one worker. */
    double alone(int workers) {
        return chunks == 0 ? 0 : seconds / Math.min(chunks, workers);
    }

    private static double limited(double amount, OptionalLong perSecond) {
        return perSecond.isEmpty() ? 0 : amount / perSecond.getAsLong();
    }
}
