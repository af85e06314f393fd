package dev.landfall.verify;

import java.time.Instant;

/**
 * A table was found equal by a verification that has not come to its end.
 *
 * @param gtids the position at which both sides were frozen
 * @param rows of the source, all of which were compared
 * @param at when the last of them had been compared, by the target's clock
 */
public record EqualBefore(String gtids, long rows, Instant at) {}
