package dev.landfall.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A table that a running snapshot copies or builds on.
 *
 * @param phase copy, index, keys, analyze
 * @param rows copied so far, of chunks that are not done as well
 * @param rowsPerSecond copied lately; null while that cannot be told
 * @param eta until it is through this phase; null while that cannot be told
 */
public record RunningTable(
        String table,
        String phase,
        long rows,
        long bytes,
        @Nullable Long rowsPerSecond,
        @Nullable Duration eta) {}
