package dev.landfall.verify;

/** What a verification proves. */
public enum Strength {
    /** Nothing was moving: source and target were at the same position before and after. */
    STATIC,
    /** Both sides were frozen at one position while a stream was running, and that was compared. */
    FENCED,
    /** Compared live; a difference counts only if it persists after the target has passed the source's re-read. */
    CONVERGENT,
    /** The target does not follow the source at the moment: transactions that it lacks appear as differences. */
    BEHIND
}
