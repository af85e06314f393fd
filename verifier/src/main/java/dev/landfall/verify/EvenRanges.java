package dev.landfall.verify;

import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a table by integer keys without reading them: into parts of the same width, and parts that have too many rows by the
 * optimizer's estimate once more. For one table; confined to its session's thread.
 */
final class EvenRanges {
    /** An estimate may be half or twice what is there: only a clear excess is worth another cut. */
    private static final int FAR_ABOVE = 2;
    /** That many questions part keys that lie in few places far from each other; so many more for each range that is expected. */
    private static final int QUESTIONS = 200;

    private static final int QUESTIONS_PER_RANGE = 4;

    private final Session source;
    private final RangeSql sql;
    private final long rangeRows;
    private final RangePlanner.Ranges ranges;
    private @Nullable String from;
    private long rows;
    private long questions;

    EvenRanges(Session source, RangeSql sql, long rangeRows, RangePlanner.Ranges ranges) {
        this.source = source;
        this.sql = sql;
        this.rangeRows = rangeRows;
        this.ranges = ranges;
    }

    private record Ends(BigInteger first, BigInteger last) {}

    /**
     * @return where what it has not cut begins, null for the whole table: at least the last range, and more where estimates do
     *     not become smaller with the range, as those of some storage engines do not
     */
    @Nullable
    String split() {
        Optional<Ends> ends = source.query(
                sql.ends(),
                row -> row.next() && row.getString("first") != null
                        ? Optional.of(
                                new Ends(new BigInteger(row.getString("first")), new BigInteger(row.getString("last"))))
                        : Optional.empty());
        if (ends.isPresent()) {
            BigInteger until = ends.get().last().add(BigInteger.ONE);
            long parts = about(ends.get().first(), until) / rangeRows + 1;
            questions = QUESTIONS + QUESTIONS_PER_RANGE * parts;
            cut(ends.get().first(), until, parts);
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
        if (about > rangeRows * FAR_ABOVE && end.subtract(begin).compareTo(BigInteger.ONE) > 0) {
            // Where many keys lie in few places, halves find them with the fewest questions.
            cut(begin, end, 2);
        } else {
            next(begin, about);
        }
    }

    /** What has come together ends in front of a part, unless that is still too little. */
    private void next(BigInteger begin, long about) {
        if (rows > rangeRows / FAR_ABOVE) {
            ranges.add(new KeyRange(from, begin.toString()));
            from = begin.toString();
            rows = 0;
        }
        rows += about;
    }

    private long about(BigInteger first, BigInteger until) {
        questions--;
        // NULL where the optimizer knows that there is none.
        return source.query(
                sql.about(new KeyRange(first.toString(), until.toString())),
                row -> row.next() ? row.getLong("rows") : 0L);
    }
}
