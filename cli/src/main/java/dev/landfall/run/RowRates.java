package dev.landfall.run;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How fast rows of tables are copied, from one look to the next. Not thread-safe. */
final class RowRates {
    private static final double NANOS_PER_SECOND = 1e9;
    /** Less than that says little. */
    private static final double SHORTEST_SECONDS = 1;

    private final Map<String, Look> last = new HashMap<>();

    private record Look(long rows, long at, @Nullable Long perSecond) {}

    /** Of what is not copied now the next look is the first one again: it may have waited for hours. */
    void keepOnly(Collection<String> tables) {
        last.keySet().retainAll(tables);
    }

    /** @return null at the first look at a table */
    @Nullable
    Long perSecond(String table, long rows, long now) {
        Look before = last.get(table);
        double seconds = before == null ? 0 : (now - before.at) / NANOS_PER_SECOND;
        if (before != null && seconds < SHORTEST_SECONDS) {
            return before.perSecond;
        }
        // A chunk that failed is taken back.
        Long perSecond = before == null ? null : Math.max(0, Math.round((rows - before.rows) / seconds));
        last.put(table, new Look(rows, now, perSecond));
        return perSecond;
    }
}
