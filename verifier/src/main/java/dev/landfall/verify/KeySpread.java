package dev.landfall.verify;

import dev.landfall.plan.TablePlan;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where differing rows lie, in memory of a fixed size whatever their number: places are as wide as they have to be, and all
 * of one width. Of tables whose key begins with a number; of others it knows nothing. Not thread-safe.
 */
final class KeySpread {
    /** As many as a line of a report can show apart from each other. */
    static final int MOST_PLACES = 512;

    private final boolean known;
    private TreeMap<BigInteger, KeySpan.Place> places = new TreeMap<>();
    private int bits;

    /** @param known whether keys begin with a number */
    KeySpread(boolean known) {
        this.known = known;
    }

    static KeySpread of(TablePlan plan) {
        return new KeySpread(column(plan).isPresent());
    }

    /** The key's first column, where that is a number. */
    static Optional<KeyColumn> column(TablePlan plan) {
        return plan.rowKey().isEmpty()
                ? Optional.empty()
                : KeyColumns.of(plan.columns().get(plan.rowKey().get(0)))
                        .filter(column -> column.literal() == KeyLiteral.NUMBER);
    }

    void add(RowKey key, long rows) {
        String value = known && rows > 0 ? key.values().get(0) : null;
        if (value != null) {
            BigInteger number = new BigDecimal(value).toBigInteger();
            put(places, new KeySpan.Place(number, number, rows));
            while (places.size() > MOST_PLACES) {
                widen();
            }
        }
    }

    private void widen() {
        bits++;
        TreeMap<BigInteger, KeySpan.Place> wider = new TreeMap<>();
        places.values().forEach(place -> put(wider, place));
        places = wider;
    }

    private void put(TreeMap<BigInteger, KeySpan.Place> into, KeySpan.Place place) {
        into.merge(place.from().shiftRight(bits), place, KeySpan.Place::and);
    }

    /** In the order of the key. */
    List<KeySpan.Place> places() {
        return List.copyOf(places.values());
    }
}
