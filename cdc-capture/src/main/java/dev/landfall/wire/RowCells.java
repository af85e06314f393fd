package dev.landfall.wire;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.catalog.TableName;
import dev.landfall.event.RowImage;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The current row of a read, cell by cell as MariaDB's binary protocol sends them: integers little-endian in 1, 2, 4 or 8
 * bytes, YEAR in 2, FLOAT and DOUBLE in 4 and 8, DATE, DATETIME and TIMESTAMP as year, month, day and so on in 0, 4, 7 or 11
 * bytes, TIME in 0, 8 or 12; DECIMAL and everything else that is text as text in UTF-8, unless {@link WireText} says
 * otherwise; the rest as its bytes. Valid until the next row is read; one thread.
 */
public final class RowCells {
    /** The length of SQL NULL. */
    public static final int NULL = -1;
    /** Of a cell that says its length itself. */
    private static final int VARIABLE = 0;
    /** The bits of a row's NULLs begin behind two that are not used, and the first column is not among the cells. */
    private static final int FIRST_BIT = 3;

    private final TableName table;
    private final CellReader[] readers;
    private final int[] widths;
    private final int[] offsets;
    private final int[] lengths;
    private byte[] bytes = {};

    RowCells(TableName table, List<SourceColumn> columns) {
        this.table = table;
        this.readers = columns.stream().map(CellReaders::of).toArray(CellReader[]::new);
        this.widths = columns.stream().mapToInt(RowCells::width).toArray();
        this.offsets = new int[widths.length];
        this.lengths = new int[widths.length];
    }

    private static int width(SourceColumn column) {
        MariaDbType type = column.type();
        if (type instanceof MariaDbType.IntegerType integer) {
            return integer.bits() == 24 ? Integer.BYTES : integer.bits() / Byte.SIZE;
        }
        if (type instanceof MariaDbType.YearType) {
            return Short.BYTES;
        }
        if (type instanceof MariaDbType.FloatType) {
            return Float.BYTES;
        }
        return type instanceof MariaDbType.DoubleType ? Double.BYTES : VARIABLE;
    }

    /** @throws SQLException when the row is not laid out as the catalog says */
    void lay(RowPacket packet) throws SQLException {
        bytes = packet.bytes();
        int at = packet.next();
        int i = 0;
        for (; i < widths.length; i++) {
            int bit = i + FIRST_BIT;
            if ((bytes[1 + bit / Byte.SIZE] & 1 << bit % Byte.SIZE) != 0) {
                lengths[i] = NULL;
                continue;
            }
            if (at >= packet.end()) {
                break;
            }
            int length = widths[i];
            if (length == VARIABLE) {
                int first = Byte.toUnsignedInt(bytes[at++]);
                int more = first < 0xFB ? 0 : first == 0xFC ? 2 : first == 0xFD ? 3 : 8;
                length = more == 0 ? first : (int) LittleEndian.unsigned(bytes, at, more);
                at += more;
            }
            offsets[i] = at;
            lengths[i] = length;
            at += length;
        }
        if (i < widths.length || at != packet.end()) {
            throw new SQLException(
                    "a row of " + table + " has " + packet.end() + " bytes, its columns end at " + at, "22000");
        }
    }

    /** What {@link #offset} refers to; a new array for every row, so that it may be kept, but not to be written to. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where a cell begins; of no meaning for NULL. @param column position among the columns that were asked for, from 0 */
    public int offset(int column) {
        return offsets[column];
    }

    /** Bytes of a cell, or {@link #NULL}. */
    public int length(int column) {
        return lengths[column];
    }

    /** @throws SQLException when the cell is not as the protocol says */
    public @Nullable Object value(int column) throws SQLException {
        return lengths[column] == NULL ? null : readers[column].read(bytes, offsets[column], lengths[column]);
    }

    /** Some columns of the row as values, the others as if they were NULL. @throws SQLException as the other */
    public RowImage image(List<Integer> columns) throws SQLException {
        @Nullable Object[] values = new @Nullable Object[readers.length];
        for (int column : columns) {
            values[column] = value(column);
        }
        return new RowImage(values);
    }

    /** The whole row as values. @throws SQLException as the other */
    public RowImage image() throws SQLException {
        @Nullable Object[] values = new @Nullable Object[readers.length];
        for (int i = 0; i < readers.length; i++) {
            values[i] = value(i);
        }
        return new RowImage(values);
    }
}
