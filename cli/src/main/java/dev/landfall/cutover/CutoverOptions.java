package dev.landfall.cutover;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * @param rehearse does everything but the fence and the hand-over: the source takes writes throughout
 * @param oneWay makes no way back
 * @param verifyAll compares every row behind the fence, not only what has changed since all were proven equal
 * @param otherSchema goes on though the target schema is not the planned one
 * @param reverseWindow how long the way back may not be given up; zero for no such time
 * @param endSessions ends sessions on the source, behind the fence, that it does not hold back
 * @param holdFile in front of the fence, waits for as long as it is there; null for nothing to wait for
 * @param cleanWithin how long ago a verification of everything that has found nothing may have ended; null to verify where need be
 */
public record CutoverOptions(
        boolean rehearse,
        boolean oneWay,
        boolean verifyAll,
        boolean otherSchema,
        Duration maxDowntime,
        Duration maxLag,
        Duration reverseWindow,
        boolean endSessions,
        @Nullable Path holdFile,
        @Nullable Duration cleanWithin) {}
