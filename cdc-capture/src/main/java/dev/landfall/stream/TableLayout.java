package dev.landfall.stream;

import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.wire.LittleEndian;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Where the cells of a table's row events lie. Row events name neither columns nor types, so the table map in front of
 * them is compared with the catalog: what does not fit any more is refused instead of read as something else.
 */
final class TableLayout {
    /** Of a hidden column: eight bytes, as for BIGINT. */
    private static final int HASH_CODE = 8;

    private static final int NONE = -1;

    /** Bytes of length in front of a MEDIUM cell. With fewer none is {@link LargeCells#LARGE}. */
    private static final int LARGE_PREFIX = 3;

    private final CapturedTable table;
    private final int[] widths;
    private final boolean[] kept;
    private final boolean[] elsewhere;
    private final int rowEnd;

    /**
     * @param kept which columns become cells of the raw row
     * @param elsewhere which of these may be in a file
     * @param rowEnd position of the end of a system-versioned row's period, or {@link #NONE}
     */
    private TableLayout(CapturedTable table, int[] widths, boolean[] kept, boolean[] elsewhere, int rowEnd) {
        this.table = table;
        this.widths = widths;
        this.kept = kept;
        this.elsewhere = elsewhere;
        this.rowEnd = rowEnd;
    }

    /**
     * @param codes the type code of each column
     * @param metadata of all columns, one after the other
     * @throws MigrationException when the catalog describes another table
     */
    static TableLayout of(CapturedTable table, byte[] codes, byte[] metadata) {
        int expected = table.cells().size() + table.hiddenColumns();
        if (codes.length != expected) {
            throw changed(
                    table,
                    "the binary log has " + codes.length + " columns, expected are "
                            + table.cells().size() + " of the plan and " + table.hiddenColumns()
                            + " hidden ones");
        }
        ByteCursor cursor = new ByteCursor(metadata);
        int[] widths = new int[codes.length];
        boolean[] kept = new boolean[codes.length];
        boolean[] elsewhere = new boolean[codes.length];
        int rowEnd = NONE;
        int position = 0;
        for (int i = 0; i < codes.length; i++) {
            CellFormat format = CellFormat.read(Byte.toUnsignedInt(codes[i]), cursor);
            widths[i] = format.width();
            boolean period = isPeriod(table, i, format);
            if (period) {
                rowEnd = table.isPeriodColumn(i) ? table.rowEnd() : i;
            }
            kept[i] = period ? table.history().isPresent() : table.isDeclared(i);
            if (kept[i]) {
                requireFit(table, position, format);
                elsewhere[i] = widths[i] <= -LARGE_PREFIX && !table.isInKey(position);
                position++;
            } else if (!period && format.code() != HASH_CODE) {
                throw changed(
                        table, "behind the columns of the plan the binary log has the type code " + format.code());
            }
        }
        return new TableLayout(table, widths, kept, elsewhere, rowEnd);
    }

    /** Times, or transaction numbers where the period is declared so; the later of two hidden ones is the end. */
    private static boolean isPeriod(CapturedTable table, int position, CellFormat format) {
        return table.isPeriodColumn(position)
                || table.hasHiddenPeriod() && !table.isDeclared(position) && format.code() == CellFormat.TIMESTAMP;
    }

    private static void requireFit(CapturedTable table, int position, CellFormat format) {
        SourceColumn column = table.cells().get(position);
        if (!format.fits(column.type(), column.compressed())) {
            throw changed(
                    table,
                    "column " + column.name() + " was planned as " + column.declaration()
                            + ", the binary log has the type code " + format.code() + " (metadata "
                            + format.metadata() + ")");
        }
    }

    private static MigrationException changed(CapturedTable table, String difference) {
        return new MigrationException(
                FailureCode.SCHEMA_CHANGED,
                table.name() + ": " + difference + ".",
                "If the table was altered, start its migration again; if it still stores times in the format of MariaDB"
                        + " 5.3, rebuild it first with ALTER TABLE ... FORCE.");
    }

    CapturedTable table() {
        return table;
    }

    int columns() {
        return widths.length;
    }

    /** Whether any of its cells may be in a file. */
    boolean mayHaveLargeCells() {
        for (boolean column : elsewhere) {
            if (column) {
                return true;
            }
        }
        return false;
    }

    /** Takes the row at the cursor, which ends up behind it. @see RawRow */
    byte[] next(ByteCursor cursor) {
        byte[] event = cursor.bytes();
        int nulls = cursor.position();
        int first = nulls + (widths.length + 7) / 8;
        int size = RawRow.STATE_BYTES;
        int at = first;
        boolean current = true;
        for (int i = 0; i < widths.length; i++) {
            int length = 0;
            if (!cursor.bit(nulls, i)) {
                length = length(event, at, widths[i]);
                at += prefix(widths[i]);
                current &= i != rowEnd || isEndOfTime(event, at, length);
                at += length;
            }
            size += kept[i] ? RawRow.LENGTH_BYTES + length : 0;
        }
        cursor.skip(at - nulls);
        byte[] row = copy(cursor, nulls, first, new byte[size]);
        RawRow.putCurrent(row, current);
        return row;
    }

    /**
     * Takes the next row of an event that is not in memory.
     *
     * @param cells gets what is too large for memory, but for keys
     */
    byte[] next(ByteArrayInputStream event, LargeCells cells) throws IOException {
        ByteCursor nulls = new ByteCursor(event.read((widths.length + 7) / 8));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream row = new DataOutputStream(bytes);
        row.writeByte(0);
        boolean current = true;
        for (int i = 0; i < widths.length; i++) {
            if (nulls.bit(0, i)) {
                if (kept[i]) {
                    row.writeInt(RawRow.NULL);
                }
                continue;
            }
            int length = widths[i] >= 0 ? widths[i] : event.readInteger(-widths[i]);
            if (elsewhere[i] && length >= LargeCells.LARGE) {
                row.writeInt(RawRow.ELSEWHERE);
                row.writeLong(cells.take(event, length));
                row.writeInt(length);
                continue;
            }
            byte[] cell = event.read(length);
            current &= i != rowEnd || isEndOfTime(cell, 0, length);
            if (kept[i]) {
                row.writeInt(length);
                row.write(cell);
            }
        }
        byte[] raw = bytes.toByteArray();
        RawRow.putCurrent(raw, current);
        return raw;
    }

    /** 2038-01-19 03:14:07.999999 or, since 11.5, 2106-02-07 06:28:15.999999; of a transaction number, all bits set. */
    private static boolean isEndOfTime(byte[] event, int at, int length) {
        int full = length == Long.BYTES ? Long.BYTES : Integer.BYTES;
        for (int i = 0; i < full; i++) {
            boolean largest = event[at + i] == (byte) 0xFF || i == 0 && full == Integer.BYTES && event[at] == 0x7F;
            if (!largest) {
                return false;
            }
        }
        return true;
    }

    private byte[] copy(ByteCursor cursor, int nulls, int first, byte[] row) {
        byte[] event = cursor.bytes();
        int from = first;
        int to = RawRow.STATE_BYTES;
        for (int i = 0; i < widths.length; i++) {
            boolean isNull = cursor.bit(nulls, i);
            int length = isNull ? 0 : length(event, from, widths[i]);
            from += isNull ? 0 : prefix(widths[i]);
            if (kept[i]) {
                RawRow.putLength(row, to, isNull ? RawRow.NULL : length);
                to += RawRow.LENGTH_BYTES;
                System.arraycopy(event, from, row, to, length);
                to += length;
            }
            from += length;
        }
        return row;
    }

    private static int prefix(int width) {
        return Math.max(0, -width);
    }

    private static int length(byte[] event, int at, int width) {
        return width >= 0 ? width : (int) LittleEndian.unsigned(event, at, -width);
    }
}
