package dev.landfall.verify;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;

/**
 * Where between the smallest and the largest key of a table its differing rows lie.
 *
 * @param column the key's first column
 * @param first the smallest value of it on either side
 * @param last the largest
 * @param whole false where {@code first} and {@code last} are only of rows that differ
 * @param places in the order of the key, apart from each other
 * @param unplaced how many more rows differ whose value has no place among the others: NULL, or a date that is on no calendar
 */
public record KeySpan(String column, Key first, Key last, boolean whole, List<Place> places, long unplaced) {
    public KeySpan {
        places = List.copyOf(places);
    }

    /**
     * A value of the column. Two values of one position are in the order of their texts, so that one of them can stand for both.
     *
     * @param position on a line of all values
     * @param text the value; of a decimal number the whole part
     */
    public record Key(BigInteger position, String text) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::position).thenComparing(Key::text);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** Rows that differ, all of them from one key to another one, both included; rows between them may be equal. */
    public record Place(Key from, Key until, long rows) {
        Place and(Place other) {
            return new Place(
                    from.compareTo(other.from) <= 0 ? from : other.from,
                    until.compareTo(other.until) >= 0 ? until : other.until,
                    rows + other.rows);
        }
    }

    /** From 0 for the first key to 1 for the last. */
    public double share(Key key) {
        double length = last.position().subtract(first.position()).doubleValue();
        return length == 0 ? 0 : key.position().subtract(first.position()).doubleValue() / length;
    }
}
