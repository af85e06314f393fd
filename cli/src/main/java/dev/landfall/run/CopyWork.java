package dev.landfall.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How much of a copy is done by this run and how much is left, in rows by what they cost. */
record CopyWork(long done, long left) {
    /** Less says nothing. */
    private static final Duration ENOUGH = Duration.ofSeconds(10);

    /** By the speed since the copy began, holds included; null while that cannot be told. */
    @Nullable
    Duration eta(Duration took) {
        return done <= 0 || took.compareTo(ENOUGH) < 0
                ? null
                : Duration.ofMillis((long) ((double) left / done * took.toMillis()));
    }
}
