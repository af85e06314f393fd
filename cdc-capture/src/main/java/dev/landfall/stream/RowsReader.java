package dev.landfall.stream;

import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads row events. The rows of captured tables come out as one {@link RawRow} each, those of other tables not at all.
 * Confined to the thread that reads the binary log.
 */
final class RowsReader {
    private static final int NUMBER_BYTES = 6;
    private static final int FLAG_BYTES = 2;
    /** NO_FOREIGN_KEY_CHECKS_F of the server's Rows_log_event: the session had foreign_key_checks=0. */
    private static final int NO_FOREIGN_KEY_CHECKS = 2;

    private final TableMaps maps;
    private final Supplier<LargeCells> largeCells;
    private final boolean extraInformation;

    /**
     * @param largeCells of the transaction that is read
     * @param extraInformation whether the events have the field of that name: those of version 2 do
     */
    RowsReader(TableMaps maps, Supplier<LargeCells> largeCells, boolean extraInformation) {
        this.maps = maps;
        this.largeCells = largeCells;
        this.extraInformation = extraInformation;
    }

    LoggedRows inserted(ByteArrayInputStream input) throws IOException {
        return rows(input, 1, (table, images) -> new LoggedChange(table, null, images.next()));
    }

    LoggedRows deleted(ByteArrayInputStream input) throws IOException {
        return rows(input, 1, (table, images) -> new LoggedChange(table, images.next(), null));
    }

    LoggedRows updated(ByteArrayInputStream input) throws IOException {
        return rows(input, 2, (table, images) -> new LoggedChange(table, images.next(), images.next()));
    }

    /** Takes the images of one change. */
    private interface Images {
        LoggedChange change(CapturedTable table, Rows images) throws IOException;
    }

    private LoggedRows rows(ByteArrayInputStream input, int images, Images next) throws IOException {
        TableLayout layout = layout(input.readLong(NUMBER_BYTES));
        if (layout == null) {
            return LoggedRows.NONE;
        }
        List<LoggedChange> changes = new ArrayList<>(1);
        Rows rows = body(input, layout, images);
        while (rows.remain()) {
            changes.add(next.change(layout.table(), rows));
        }
        return new LoggedRows(changes, rows.largeCells());
    }

    /** A number with all bits set ends a statement and has no rows. */
    private @Nullable TableLayout layout(long number) {
        return number == 0xFFFF_FFFF_FFFFL || number == 0xFFFF_FFFFL || number == 0xFF_FFFFL
                ? null
                : maps.layout(number);
    }

    /** The images of one event, one after another. */
    private abstract static class Rows {
        private final boolean withoutForeignKeys;

        Rows(int flags) {
            this.withoutForeignKeys = (flags & NO_FOREIGN_KEY_CHECKS) != 0;
        }

        abstract boolean remain() throws IOException;

        abstract byte[] image() throws IOException;

        /** What the images refer to. */
        @Nullable
        LargeCells largeCells() {
            return null;
        }

        byte[] next() throws IOException {
            byte[] row = image();
            if (withoutForeignKeys) {
                RawRow.putWithoutForeignKeys(row);
            }
            return row;
        }
    }

    /** Of an event that is in memory. */
    private static final class HeldRows extends Rows {
        private final TableLayout layout;
        private final ByteCursor cursor;

        HeldRows(int flags, TableLayout layout, ByteCursor cursor) {
            super(flags);
            this.layout = layout;
            this.cursor = cursor;
        }

        @Override
        boolean remain() {
            return cursor.remaining() > 0;
        }

        @Override
        byte[] image() {
            return layout.next(cursor);
        }
    }

    /** Of an event that is not. */
    private static final class PassingRows extends Rows {
        private final TableLayout layout;
        private final ByteArrayInputStream input;
        private final LargeCells cells;

        PassingRows(int flags, TableLayout layout, ByteArrayInputStream input, LargeCells cells) {
            super(flags);
            this.layout = layout;
            this.input = input;
            this.cells = cells;
        }

        @Override
        boolean remain() throws IOException {
            return input.available() > 0;
        }

        @Override
        byte[] image() throws IOException {
            return layout.next(input, cells);
        }

        @Override
        LargeCells largeCells() {
            return cells;
        }
    }

    /** The event's body from its first row on. */
    private Rows body(ByteArrayInputStream input, TableLayout layout, int images) throws IOException {
        int flags = input.readInteger(FLAG_BYTES);
        if (extraInformation) {
            input.read(input.readInteger(2) - 2);
        }
        int columns = input.readPackedInteger();
        boolean large = input.available() >= LargeCells.LARGE_EVENT && layout.mayHaveLargeCells();
        ByteCursor cursor = new ByteCursor(input.read(large ? images * ((columns + 7) / 8) : input.available()));
        for (int image = 0; image < images; image++) {
            requireAllColumns(layout, columns, cursor);
        }
        return large ? new PassingRows(flags, layout, input, largeCells.get()) : new HeldRows(flags, layout, cursor);
    }

    /** Server setting or session setting: what counts is what the event holds. */
    private static void requireAllColumns(TableLayout layout, int columns, ByteCursor cursor) {
        int present = cursor.position();
        for (int i = 0; i < layout.columns(); i++) {
            if (columns != layout.columns() || !cursor.bit(present, i)) {
                throw new MigrationException(
                        FailureCode.STREAM_UNSAFE_EVENT,
                        layout.table().name() + ": a change in the binary log leaves out columns, so the row cannot be"
                                + " replayed exactly.",
                        "A session changed data with binlog_row_image other than FULL. Make it FULL for every session,"
                                + " then start the migration of this table again.");
            }
        }
        cursor.skip((columns + 7) / 8);
    }
}
