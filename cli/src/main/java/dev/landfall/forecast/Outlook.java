package dev.landfall.forecast;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is still to come of a snapshot.
 *
 * @param left until the whole snapshot is done; null while that cannot be told
 * @param tables that are copied or built on now: until that is done, as far as it can be told
 * @param uncounted what is still to come and not in {@code left}, since nobody can tell how long it takes
 */
public record Outlook(@Nullable Duration left, Map<String, Duration> tables, List<String> uncounted) {
    public static final Outlook NONE = new Outlook(null, Map.of(), List.of());

    public Outlook {
        tables = Map.copyOf(tables);
        uncounted = List.copyOf(uncounted);
    }
}
