package dev.landfall.verify;

import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Splits a table into ranges of about the same number of source rows. The first is open below and the last above, so that
 * rows which only the target has belong to one as well. Confined to its session's thread.
 */
final class RangePlanner {
    private final Session source;
    private final long rangeRows;

    RangePlanner(Session source, long rangeRows) {
        this.source = source;
        this.rangeRows = rangeRows;
    }

    /** Hears of each range as soon as it is known. */
    interface Ranges {
        void add(KeyRange range);
    }

    void split(TableCheck table, Ranges ranges) {
        BigInteger from = null;
        Optional<BigInteger> until = boundary(table, from, rangeRows);
        while (until.isPresent()) {
            ranges.add(new KeyRange(from, until.get()));
            from = until.get();
            until = boundary(table, from, rangeRows);
        }
        ranges.add(new KeyRange(from, null));
    }

    /** The first value of the next range. Where one value has more rows than a range, the range ends with that value. */
    private Optional<BigInteger> boundary(TableCheck table, @Nullable BigInteger from, long rows) {
        Optional<BigInteger> next = value(table, new KeyRange(from, null), rows);
        return from != null && next.isPresent() && next.get().compareTo(from) <= 0
                ? value(table, new KeyRange(from.add(BigInteger.ONE), null), 0)
                : next;
    }

    private Optional<BigInteger> value(TableCheck table, KeyRange range, long rows) {
        return source.query(
                table.source().boundary(range, rows),
                row -> row.next() ? Optional.of(new BigInteger(row.getString(1))) : Optional.empty());
    }
}
