package dev.landfall.verify;

import dev.landfall.catalog.TableName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Has ranges kept in which both sides are equal in a frozen view; about once a second, because to ask whether the table is still the same,
 * and to write it down, takes a few round trips. Confined to a worker's thread.
 */
final class RangeKeeper {
    private static final long EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private final Optional<Listener> listener;
    private final Predicate<TableCheck> same;
    private final LongSupplier clock;
    private final Map<TableCheck, List<Equal>> found = new LinkedHashMap<>();
    private long keptAt;

    /** @param rows of the source, which are the target's as well */
    record Equal(KeyRange range, long rows) {}

    /** Hears of ranges that are equal. Called by several workers. */
    interface Listener {
        void equal(TableName table, List<Equal> ranges);
    }

    /**
     * @param listener empty for nobody
     * @param same whether a table is still the one of which the views were frozen
     * @param clock nanoseconds
     */
    RangeKeeper(Optional<Listener> listener, Predicate<TableCheck> same, LongSupplier clock) {
        this.listener = listener;
        this.same = same;
        this.clock = clock;
        this.keptAt = clock.getAsLong();
    }

    /** A range that is not all of its table: that is kept with its verdict. */
    void found(TableCheck table, KeyRange range, long rows) {
        if (listener.isEmpty()) {
            return;
        }
        found.computeIfAbsent(table, first -> new ArrayList<>()).add(new Equal(range, rows));
        if (clock.getAsLong() - keptAt >= EVERY_NANOS) {
            keep(listener.get());
        }
    }

    /** All of it has been compared: it is kept as a whole, or not at all. */
    void done(TableCheck table) {
        found.remove(table);
    }

    private void keep(Listener hearing) {
        found.forEach((table, ranges) -> {
            if (same.test(table)) {
                hearing.equal(table.plan().source().name(), ranges);
            }
        });
        found.clear();
        keptAt = clock.getAsLong();
    }
}
