package dev.landfall.throttle;

import dev.landfall.event.Gtid;
import dev.landfall.event.GtidSet;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What {@code migrate ctl} tells a stream, and what the stream has said to it.
 *
 * @param number grows with every change
 * @param taken up to which number the stream goes by it
 * @param pausedAt since when nothing is to be applied; null to apply
 * @param batch most changes that are applied together; null for as many as are fast
 * @param stopAt where the stream that runs is to end; null where it was started to
 * @param passed where it was told to end when it was past that already; null where it was not
 * @param caughtUpAt when a stream has last seen that it had applied everything; null before
 */
public record StreamOrders(
        long number,
        long taken,
        @Nullable Instant pausedAt,
        @Nullable Integer batch,
        @Nullable GtidSet stopAt,
        @Nullable GtidSet passed,
        @Nullable Instant caughtUpAt) {
    public static final StreamOrders NONE = new StreamOrders(0, 0, null, null, null, null, null);

    public boolean paused() {
        return pausedAt != null;
    }

    public StreamOrders paused(boolean wanted) {
        Instant since = pausedAt == null ? Instant.now() : pausedAt;
        return new StreamOrders(number, taken, wanted ? since : null, batch, stopAt, passed, caughtUpAt);
    }

    public StreamOrders batch(@Nullable Integer most) {
        return new StreamOrders(number, taken, pausedAt, most, stopAt, passed, caughtUpAt);
    }

    public StreamOrders stopAt(@Nullable GtidSet position) {
        return new StreamOrders(number, taken, pausedAt, batch, position, passed, caughtUpAt);
    }

    /** Whether a stream that has come so far cannot end right after {@code position} any more. */
    public static boolean isPast(GtidSet applied, GtidSet position) {
        // Nothing can be said about the other domains: right after it is where its own domains are.
        return applied.contains(position) && !position.gtids().stream().allMatch(last -> isLast(applied, last));
    }

    private static boolean isLast(GtidSet applied, Gtid gtid) {
        return applied.gtids().stream()
                .anyMatch(last -> last.domain() == gtid.domain() && last.sequence() == gtid.sequence());
    }
}
