package dev.landfall.cutover;

import java.time.Duration;

/** @param rehearse does everything but the fence and the hand-over: the source takes writes throughout */
public record CutoverOptions(boolean rehearse, Duration maxDowntime, Duration maxLag) {}
