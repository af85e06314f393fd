package dev.landfall.config;

import java.util.Locale;

/** A moment of a cutover at which a command of the user's is run. */
public enum Hook {
    /** Before writes are refused. */
    PRE_FENCE,
    /** The source refuses writes and stands still. */
    FENCED,
    /** The target has everything. */
    DRAINED,
    /** Both sides are proven equal; the last chance to say no. */
    PROVEN,
    /** The target owns the data. */
    HANDED_OVER,
    /** The source takes writes again. */
    ABORTED;

    /** As hooks and people are told it, for example {@code handed-over}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
