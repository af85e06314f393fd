package dev.landfall.verify;

import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a table by integer keys without reading them: into parts of the same width, and those in halves that have too many rows by the
 * optimizer's estimate. For one table; confined to its session's thread.
 */
final class EvenRanges {
    /** That many questions find keys that lie in few places far from each other; so many more for each range that is expected. */
    private static final int QUESTIONS = 200;

    private static final int QUESTIONS_PER_RANGE = 4;

    private final Session source;
    private final RangeSql sql;
    private final long rangeRows;
    private final RangePlanner.Ranges ranges;
    /** Where the next range begins; null for the first. */
    private @Nullable String from;
    /** Estimated from there on, up to the part that is looked at. */
    private long gathered;

    private long questions;

    EvenRanges(Session source, RangeSql sql, long rangeRows, RangePlanner.Ranges ranges) {
        this.source = source;
        this.sql = sql;
        this.rangeRows = rangeRows;
        this.ranges = ranges;
    }

    private record Ends(BigInteger first, BigInteger last) {}

    /**
     * @param whole what is to be cut
     * @param tableRows the storage engine's estimate
     * @return where what it has not cut begins, null for the table's beginning: at least the last range, and more where keys lie in so
     *     many places, or statistics are so wrong, that there would be no end to the questions
     */
    @Nullable
    String split(KeyRange whole, long tableRows) {
        from = whole.from();
        Optional<Ends> ends = source.query(
                sql.ends(whole),
                row -> row.next() && row.getString("first") != null
                        ? Optional.of(
                                new Ends(new BigInteger(row.getString("first")), new BigInteger(row.getString("last"))))
                        : Optional.empty());
        if (ends.isPresent()) {
            BigInteger first = ends.get().first();
            BigInteger until = ends.get().last().add(BigInteger.ONE);
            long rows = whole.equals(KeyRange.ALL) ? tableRows : about(first, until);
            long parts = rows / rangeRows + 1;
            questions = QUESTIONS + QUESTIONS_PER_RANGE * parts;
            cut(first, until, parts);
        }
        return from;
    }

    private void cut(BigInteger first, BigInteger until, long parts) {
        BigInteger width = until.subtract(first);
        BigInteger begin = first;
        for (long part = 1; part <= parts && questions > 0; part++) {
            BigInteger end = first.add(width.multiply(BigInteger.valueOf(part)).divide(BigInteger.valueOf(parts)));
            if (end.compareTo(begin) > 0) {
                add(begin, end);
            }
            begin = end;
        }
    }

    private void add(BigInteger begin, BigInteger end) {
        long about = about(begin, end);
        if (isTooMuch(about) && end.subtract(begin).compareTo(BigInteger.ONE) > 0) {
            // Where many keys lie in few places, halves find them with the fewest questions.
            cut(begin, end, 2);
        } else {
            gather(begin, about);
        }
    }

    /** An estimate is not worth a cut for a little more than was wanted. */
    private boolean isTooMuch(long rows) {
        return rows > rangeRows + rangeRows / 2;
    }

    /** A range ends in front of the part with which it would have too many rows. */
    private void gather(BigInteger begin, long about) {
        if (gathered > 0 && isTooMuch(gathered + about)) {
            ranges.add(new KeyRange(from, begin.toString()));
            from = begin.toString();
            gathered = 0;
        }
        gathered += about;
    }

    private long about(BigInteger first, BigInteger until) {
        questions--;
        // NULL where the optimizer knows that there is none.
        return source.query(
                sql.about(new KeyRange(first.toString(), until.toString())),
                row -> row.next() ? row.getLong("rows") : 0L);
    }
}
