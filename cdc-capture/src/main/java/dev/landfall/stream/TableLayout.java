package dev.landfall.stream;

import dev.landfall.catalog.SourceColumn;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;

/**
 * Where the cells of a table's row events lie. Row events name neither columns nor types, so the table map in front of
 * them is compared with the catalog: what does not fit any more is refused instead of read as something else.
 */
final class TableLayout {
    /** Of a hidden column: eight bytes, as for BIGINT. */
    private static final int HASH_CODE = 8;

    private final CapturedTable table;
    private final int[] widths;
    private final int declared;

    private TableLayout(CapturedTable table, int[] widths, int declared) {
        this.table = table;
        this.widths = widths;
        this.declared = declared;
    }

    /**
     * @param codes the type code of each column
     * @param metadata of all columns, one after the other
     * @throws MigrationException when the catalog describes another table
     */
    static TableLayout of(CapturedTable table, byte[] codes, byte[] metadata) {
        int declared = table.columns().size();
        if (codes.length != declared + table.hiddenColumns()) {
            throw changed(
                    table,
                    "the binary log has " + codes.length + " columns, expected are " + declared + " of the plan and "
                            + table.hiddenColumns() + " hidden ones");
        }
        ByteCursor cursor = new ByteCursor(metadata);
        int[] widths = new int[codes.length];
        for (int i = 0; i < codes.length; i++) {
            CellFormat format = CellFormat.read(Byte.toUnsignedInt(codes[i]), cursor);
            requireFit(table, i, format);
            widths[i] = format.width();
        }
        return new TableLayout(table, widths, declared);
    }

    private static void requireFit(CapturedTable table, int position, CellFormat format) {
        if (position >= table.columns().size()) {
            if (format.code() != HASH_CODE) {
                throw changed(
                        table, "behind the columns of the plan the binary log has the type code " + format.code());
            }
            return;
        }
        SourceColumn column = table.columns().get(position);
        if (!format.fits(column.type())) {
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

    /** Takes the row at the cursor, which ends up behind it. @see RawRow */
    byte[] next(ByteCursor cursor) {
        byte[] event = cursor.bytes();
        int nulls = cursor.position();
        int first = nulls + (widths.length + 7) / 8;
        int size = declared * RawRow.LENGTH_BYTES;
        int at = first;
        for (int i = 0; i < widths.length; i++) {
            if (!cursor.bit(nulls, i)) {
                int length = length(event, at, widths[i]);
                at += prefix(widths[i]) + length;
                size += i < declared ? length : 0;
            }
        }
        cursor.skip(at - nulls);
        return copy(cursor, nulls, first, new byte[size]);
    }

    private byte[] copy(ByteCursor cursor, int nulls, int first, byte[] row) {
        byte[] event = cursor.bytes();
        int from = first;
        int to = 0;
        for (int i = 0; i < declared; i++) {
            if (cursor.bit(nulls, i)) {
                RawRow.putLength(row, to, RawRow.NULL);
                to += RawRow.LENGTH_BYTES;
                continue;
            }
            int length = length(event, from, widths[i]);
            from += prefix(widths[i]);
            RawRow.putLength(row, to, length);
            to += RawRow.LENGTH_BYTES;
            System.arraycopy(event, from, row, to, length);
            from += length;
            to += length;
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
