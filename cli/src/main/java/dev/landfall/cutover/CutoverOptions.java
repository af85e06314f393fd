package dev.landfall.cutover;

import java.time.Duration;

/**
 * @param rehearse does everything but the fence and the hand-over: the source takes writes throughout
 * @param oneWay makes no way back
 * @param verifyAll compares every row behind the fence, not only what has changed since all were proven equal
 */
public record CutoverOptions(
        boolean rehearse, boolean oneWay, boolean verifyAll, Duration maxDowntime, Duration maxLag) {}
