package dev.landfall.verify;

import java.time.Instant;

/**
 * A table, or a part of it, was found equal by a verification that has not come to its end.
 *
 * @param gtids the position at which both sides were frozen; of several the earliest
 * @param rows of the source, all of which were compared
 * @param at when the last of them had been compared, by the target's clock; of several positions, at the earliest
 * @param whole whether all of the table was; otherwise the rest is compared now
 */
public record EqualBefore(String gtids, long rows, Instant at, boolean whole) {
    /** A whole table. */
    public EqualBefore(String gtids, long rows, Instant at) {
        this(gtids, rows, at, true);
    }

    /** Parts of a table that are all of it. */
    EqualBefore ofWhole() {
        return new EqualBefore(gtids, rows, at, true);
    }
}
