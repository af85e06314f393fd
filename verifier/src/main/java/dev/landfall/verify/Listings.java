package dev.landfall.verify;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Walks the listings of both servers together and stops at every key whose rows differ; holds one key of each. */
final class Listings implements AutoCloseable {
    private final RowCursor sourceRows;
    private final RowCursor targetRows;
    private RowCursor.@Nullable Entry source;
    private RowCursor.@Nullable Entry target;
    private long rowsOnSource;
    private long rowsOnTarget;

    private Listings(RowCursor sourceRows, RowCursor targetRows) {
        this.sourceRows = sourceRows;
        this.targetRows = targetRows;
        this.source = sourceRows.next();
        this.target = targetRows.next();
    }

    static Listings open(SessionPair sessions, TableCheck table, Slice slice) throws InterruptedException {
        return open(sessions, table, sql -> sql.listing(slice));
    }

    static Listings open(SessionPair sessions, TableCheck table, ChangedKeys keys) throws InterruptedException {
        return open(sessions, table, sql -> sql.listing(keys, table.equalRanges()));
    }

    private static Listings open(SessionPair sessions, TableCheck table, Function<TableSql, String> listing)
            throws InterruptedException {
        SessionPair.Both<RowCursor, RowCursor> cursors = sessions.both(
                () -> sessions.source().list(table.source(), listing.apply(table.source())),
                () -> sessions.target().list(table.target(), listing.apply(table.target())));
        return new Listings(cursors.source(), cursors.target());
    }

    /** The next key that differs; empty at the end. */
    Optional<Candidate> next() {
        while (true) {
            RowCursor.Entry left = source;
            RowCursor.Entry right = target;
            Candidate candidate;
            if (left != null && (right == null || left.compareTo(right) < 0)) {
                candidate = new Candidate(left.key(), left.state(), RowState.ABSENT);
                source = sourceRows.next();
            } else if (right != null && (left == null || right.compareTo(left) < 0)) {
                candidate = new Candidate(right.key(), RowState.ABSENT, right.state());
                target = targetRows.next();
            } else if (left != null && right != null) {
                candidate = new Candidate(left.key(), left.state(), right.state());
                source = sourceRows.next();
                target = targetRows.next();
            } else {
                return Optional.empty();
            }
            rowsOnSource += candidate.source().rows().count();
            rowsOnTarget += candidate.target().rows().count();
            if (!candidate.source().sameRows(candidate.target())) {
                return Optional.of(candidate);
            }
        }
    }

    /** Passed so far. */
    long sourceRows() {
        return rowsOnSource;
    }

    /** Passed so far. */
    long targetRows() {
        return rowsOnTarget;
    }

    @Override
    public void close() {
        try (sourceRows;
                targetRows) {
            source = null;
            target = null;
        }
    }
}
