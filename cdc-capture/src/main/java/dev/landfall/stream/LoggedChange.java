package dev.landfall.stream;

import dev.landfall.catalog.TableName;
import dev.landfall.event.ChangeEvent;
import dev.landfall.event.EventCounts;
import dev.landfall.event.EventCounts.Operation;
import dev.landfall.event.Gtid;
import dev.landfall.event.RowImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One changed row as the binary log has it. Where a row becomes history, MariaDB logs that as the end of its period, so a
 * logged change can be one of the table's rows, of its history, of both, or of none.
 *
 * @param before raw; null when the row was not there, as for {@code after}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LoggedChange(CapturedTable table, byte @Nullable [] before, byte @Nullable [] after) {
    long bytes() {
        return (before == null ? 0L : before.length) + (after == null ? 0L : after.length);
    }

    /** What it is, by which of its rows are there: nothing is decoded for it. */
    void count(EventCounts counts) {
        count(counts, table.name(), true);
        if (table.historyName() != null) {
            count(counts, table.historyName(), false);
        }
    }

    private void count(EventCounts counts, TableName name, boolean current) {
        boolean was = only(before, current) != null;
        boolean is = only(after, current) != null;
        if (was || is) {
            counts.add(name, is ? was ? Operation.UPDATE : Operation.INSERT : Operation.DELETE, 1);
        }
    }

    /** How many events it is. */
    int events() {
        return (concerns(true) ? 1 : 0) + (table.history().isPresent() && concerns(false) ? 1 : 0);
    }

    private boolean concerns(boolean current) {
        return only(before, current) != null || only(after, current) != null;
    }

    /**
     * @param cells what its rows refer to; null where they hold all of their cells
     * @throws dev.landfall.failure.MigrationException when a cell of the row as it is now cannot be decoded exactly
     */
    List<ChangeEvent> decode(Gtid gtid, @Nullable LargeCells cells) {
        List<ChangeEvent> changes = new ArrayList<>(1);
        change(table.rows(), only(before, true), only(after, true), gtid, cells).ifPresent(changes::add);
        table.history()
                .flatMap(history -> change(history, only(before, false), only(after, false), gtid, cells))
                .ifPresent(changes::add);
        return changes;
    }

    /** What happens to the rows of one decoder. */
    private static Optional<ChangeEvent> change(
            RowDecoder rows, byte @Nullable [] before, byte @Nullable [] after, Gtid gtid, @Nullable LargeCells cells) {
        RowImage old = before == null ? null : rows.lazily(before, gtid, cells);
        RowImage now = after == null ? null : rows.decode(after, gtid, cells);
        boolean cascades = before != null && !RawRow.isWithoutForeignKeys(before);
        if (old != null && now != null) {
            return Optional.of(new ChangeEvent.RowUpdated(rows.name(), old, now, cascades));
        }
        if (now != null) {
            return Optional.of(new ChangeEvent.RowInserted(rows.name(), now));
        }
        return old == null ? Optional.empty() : Optional.of(new ChangeEvent.RowDeleted(rows.name(), old, cascades));
    }

    private static byte @Nullable [] only(byte @Nullable [] row, boolean current) {
        return row != null && RawRow.isCurrent(row) == current ? row : null;
    }
}
