package dev.landfall.run;

import dev.landfall.event.GtidSet;
import org.jspecify.annotations.Nullable;

/** When a stream ends by itself. @param position null together with {@code caughtUp} false runs until stopped */
public record StreamUntil(boolean caughtUp, @Nullable GtidSet position) {
    public static final StreamUntil STOPPED = new StreamUntil(false, null);
    /** Until everything is applied that the source had logged when the stream began. */
    public static final StreamUntil CAUGHT_UP = new StreamUntil(true, null);

    public static StreamUntil position(GtidSet position) {
        return new StreamUntil(false, position);
    }
}
