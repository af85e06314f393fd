package dev.landfall.run;

import dev.landfall.apply.AppliedPosition;
import dev.landfall.event.GtidSet;
import dev.landfall.retention.SourceLog;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a target is behind its source.
 *
 * @param transactions how many the source is ahead, by GTID
 * @param millis since when there is something to apply, at most; 0 when caught up
 * @param bytes of the source's binary log; null when it cannot be told
 */
public record StreamLag(
        long transactions, long millis, @Nullable Long bytes) {
    static final StreamLag NONE = new StreamLag(0, 0, null);

    /**
     * What is missing was committed after the last that is applied, and after everything was: on a source that is seldom written
     * to, the former alone would be a lag of hours a moment after every commit.
     *
     * @param caughtUpAt when everything was applied, or when the migration was begun
     */
    static StreamLag of(AppliedPosition applied, SourceLog log, Instant caughtUpAt, Instant now) {
        GtidSet gtids = applied.position().gtids();
        Instant committed = applied.committedAt();
        Instant since = committed == null || committed.isBefore(caughtUpAt) ? caughtUpAt : committed;
        return new StreamLag(
                gtids.missingFrom(log.head()),
                gtids.contains(log.head())
                        ? 0
                        : Math.max(0, Duration.between(since, now).toMillis()),
                log.bytesSince(applied.position()));
    }

    /** At least so long: nobody knows what the source has logged meanwhile. */
    StreamLag orMore(Duration unknown) {
        return new StreamLag(transactions, Math.max(millis, unknown.toMillis()), bytes);
    }

    public boolean isCaughtUp() {
        return transactions == 0 && millis == 0;
    }
}
