package dev.landfall.cutover;

import java.time.Duration;

/** @param rehearse does everything but the hand-over, then reopens the source */
public record CutoverOptions(boolean rehearse, Duration maxDowntime, Duration maxLag) {}
