package dev.landfall.cutover;

import java.time.Duration;
import java.util.List;

/**
 * What a cutover, or a rehearsal, has found out about its fence besides its time.
 *
 * @param stoodStill how long the source's position did not move before it counted as standing still; of a rehearsal, how long it would
 *     have to; zero for a fence around single tables, beside which others take writes
 * @param sessions on the source behind the fence; of a rehearsal, while it ran
 * @param ended sessions that read_only did not hold back, and that were ended
 * @param left sessions that read_only does not hold back and that were connected after the hand-over
 * @param longer what would make the time longer for which writes are refused; of a rehearsal only
 */
public record FenceReport(
        Duration stoodStill,
        SourceSessions sessions,
        List<SourceSession> ended,
        List<SourceSession> left,
        List<String> longer) {
    public FenceReport {
        ended = List.copyOf(ended);
        left = List.copyOf(left);
        longer = List.copyOf(longer);
    }

    /** Whether only some of the source's tables are fenced. */
    public boolean singleTables() {
        return stoodStill.isZero();
    }
}
