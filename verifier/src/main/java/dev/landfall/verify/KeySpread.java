package dev.landfall.verify;

import dev.landfall.plan.TablePlan;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where differing rows lie, in memory of a fixed size whatever their number: places are as wide as they have to be, and all
 * of one width. Not thread-safe.
 */
final class KeySpread {
    /** As many as a line of a report can show apart from each other. */
    static final int MOST_PLACES = 512;

    private final @Nullable KeyScale scale;
    private TreeMap<BigInteger, KeySpan.Place> places = new TreeMap<>();
    private int bits;
    private long unplaced;

    /** @param scale of the key's first column; null where it has none, and nothing has a place */
    KeySpread(@Nullable KeyScale scale) {
        this.scale = scale;
    }

    static KeySpread of(TablePlan plan) {
        return new KeySpread(KeyScale.of(plan).orElse(null));
    }

    Optional<KeyScale> scale() {
        return Optional.ofNullable(scale);
    }

    void add(RowKey key, long rows) {
        if (scale == null || rows == 0) {
            return;
        }
        Optional<KeySpan.Key> found = Optional.ofNullable(key.values().get(0)).flatMap(scale::place);
        if (found.isEmpty()) {
            unplaced += rows;
            return;
        }
        put(places, new KeySpan.Place(found.get(), found.get(), rows));
        while (places.size() > MOST_PLACES) {
            widen();
        }
    }

    private void widen() {
        bits++;
        TreeMap<BigInteger, KeySpan.Place> wider = new TreeMap<>();
        places.values().forEach(place -> put(wider, place));
        places = wider;
    }

    private void put(TreeMap<BigInteger, KeySpan.Place> into, KeySpan.Place place) {
        into.merge(place.from().position().shiftRight(bits), place, KeySpan.Place::and);
    }

    /** In the order of the key; numbers that follow each other are in one place. */
    List<KeySpan.Place> places() {
        return scale == KeyScale.NUMBER ? joined(places.values()) : List.copyOf(places.values());
    }

    private static List<KeySpan.Place> joined(Collection<KeySpan.Place> inOrder) {
        Deque<KeySpan.Place> joined = new ArrayDeque<>();
        for (KeySpan.Place place : inOrder) {
            KeySpan.Place last = joined.peekLast();
            boolean follows = last != null
                    && last.until()
                            .position()
                            .add(BigInteger.ONE)
                            .equals(place.from().position());
            joined.addLast(follows ? joined.removeLast().and(place) : place);
        }
        return List.copyOf(joined);
    }

    /** Rows that have no place, besides those that have. */
    long unplaced() {
        return unplaced;
    }
}
