package dev.landfall.verify;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Equal parts of a range of integer keys, each with sums of its own, so that what differs is narrowed down for nothing. A
 * range that is open at an end is a single part.
 */
record Parts(KeyRange range, long from, long width, int count) {
    static final int MOST = 64;

    static Parts one(KeyRange range) {
        return new Parts(range, 0, 1, 1);
    }

    /** @param keysAreRead whether the rows' keys can be told here */
    static Parts of(KeyRange range, boolean keysAreRead) {
        if (!keysAreRead || range.from() == null || range.until() == null) {
            return one(range);
        }
        BigInteger from = new BigInteger(range.from());
        BigInteger until = new BigInteger(range.until());
        if (until.bitLength() >= Long.SIZE) {
            return one(range);
        }
        long length = until.subtract(from).bitLength() >= Long.SIZE ? 0 : until.longValue() - from.longValue();
        long width = length / MOST + (length % MOST == 0 ? 0 : 1);
        return width <= 1 ? one(range) : new Parts(range, from.longValue(), width, (int) ((length - 1) / width + 1));
    }

    /** @param key within the range */
    int of(long key) {
        return count == 1 ? 0 : (int) ((key - from) / width);
    }

    /** The parts that are marked, neighbours as one. */
    List<KeyRange> ranges(boolean[] marked) {
        List<KeyRange> ranges = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (marked[i]) {
                int first = i;
                while (i + 1 < count && marked[i + 1]) {
                    i++;
                }
                ranges.add(new KeyRange(
                        first == 0 ? range.from() : Long.toString(from + first * width),
                        i == count - 1 ? range.until() : Long.toString(from + (i + 1) * width)));
            }
        }
        return ranges;
    }
}
