package dev.landfall.verify;

import java.math.BigInteger;
import java.util.List;

/**
 * Where between the smallest and the largest key of a table its differing rows lie.
 *
 * @param column the key's first column, a number; of a decimal one the whole part counts
 * @param first the smallest value of it on either side
 * @param last the largest
 * @param places in the order of the key, apart from each other
 */
public record KeySpan(String column, BigInteger first, BigInteger last, List<Place> places) {
    public KeySpan {
        places = List.copyOf(places);
    }

    /** Rows that differ, all of them from one key to another one, both included; rows between them may be equal. */
    public record Place(BigInteger from, BigInteger until, long rows) {
        Place and(Place other) {
            return new Place(from.min(other.from), until.max(other.until), rows + other.rows);
        }
    }

    /** From 0 for the first key to 1 for the last. */
    public double share(BigInteger key) {
        double length = last.subtract(first).doubleValue();
        return length == 0 ? 0 : key.subtract(first).doubleValue() / length;
    }
}
