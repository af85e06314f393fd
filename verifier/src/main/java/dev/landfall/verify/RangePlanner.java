package dev.landfall.verify;

import dev.landfall.catalog.SourceTable;
import dev.landfall.sql.SqlFile;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Objects;
import java.util.Optional;

/**
 * Splits a table, or a part of it, into ranges of about the same number of source rows: by estimates where keys are integers, otherwise by reading
 * the keys. The first range is open below and the last above, so that rows which only the target has belong to one as well. Confined to
 * its session's thread.
 */
final class RangePlanner {
    private final Session source;
    private final long rangeRows;
    private final Runnable pause;

    /** @param pause called between questions that read many keys, to let go of the table */
    RangePlanner(Session source, long rangeRows, Runnable pause) {
        this.source = source;
        this.rangeRows = rangeRows;
        this.pause = pause;
    }

    /** Hears of each range as soon as it is known. */
    interface Ranges {
        void add(KeyRange range);
    }

    void split(TableCheck table, KeyRange whole, Ranges ranges) {
        if (hasPrefixKey(table.plan().source())) {
            // Each question for an end would sort the whole table.
            ranges.add(whole);
            return;
        }
        RangeSql sql = table.source().ranges();
        String from = sql.even()
                ? new EvenRanges(source, sql, rangeRows, ranges).split(whole, table.estimatedRows())
                : whole.from();
        Optional<String> until = boundary(sql, new KeyRange(from, whole.until()));
        while (until.isPresent()) {
            ranges.add(new KeyRange(from, until.get()));
            from = until.get();
            until = boundary(sql, new KeyRange(from, whole.until()));
        }
        ranges.add(new KeyRange(from, whole.until()));
    }

    boolean hasPrefixKey(SourceTable table) {
        return source.with(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(SqlFile.load("verify/source_prefix.sql"))) {
                statement.setString(1, table.storedIn().database());
                statement.setString(2, table.storedIn().name());
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() && row.getBoolean("prefix");
                }
            }
        });
    }

    /** The first value of the next range. Where one value has more rows than a range, the range ends with that value. */
    private Optional<String> boundary(RangeSql sql, KeyRange rest) {
        Optional<String> next = value(sql.boundary(rest, rangeRows));
        pause.run();
        if (rest.from() == null || !next.equals(Optional.of(rest.from()))) {
            return next;
        }
        // A value of a character set that is not the same again after its way through Unicode would come back for ever.
        return value(sql.nextBoundary(rest.from(), rest)).filter(later -> !later.equals(rest.from()));
    }

    private Optional<String> value(String sql) {
        return source.query(
                sql, row -> row.next() ? Optional.of(Objects.requireNonNull(row.getString(1))) : Optional.empty());
    }
}
