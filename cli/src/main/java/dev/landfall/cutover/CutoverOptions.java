package dev.landfall.cutover;

import java.time.Duration;

/**
 * @param rehearse does everything but the fence and the hand-over: the source takes writes throughout
 * @param oneWay makes no way back
 */
public record CutoverOptions(boolean rehearse, boolean oneWay, Duration maxDowntime, Duration maxLag) {}
