package dev.landfall.stream;

import java.nio.ByteBuffer;

/**
 * A row image on its way through Debezium: one byte that tells a current row from one of a system-versioned table's
 * history, and whether foreign keys acted; then for each column four bytes of length (big-endian, {@link #NULL} for SQL NULL)
 * and the cell's bytes; or {@link #ELSEWHERE}, and eight and four bytes that tell where in its transaction's {@link LargeCells}
 * the cell is and how long. One binary value, so that Debezium converts nothing.
 */
final class RawRow {
    static final int NULL = -1;
    /** In place of a length. */
    static final int ELSEWHERE = -2;

    static final int LENGTH_BYTES = 4;
    /** Of the reference to a cell that is elsewhere. */
    static final int REFERENCE_BYTES = Long.BYTES + Integer.BYTES;
    /** In front of the first column. */
    static final int STATE_BYTES = 1;

    private static final int CURRENT = 1;
    private static final int WITHOUT_FOREIGN_KEYS = 2;

    private RawRow() {}

    /** Of a row that was made just now. */
    static void putCurrent(byte[] row, boolean current) {
        row[0] |= (byte) (current ? CURRENT : 0);
    }

    static boolean isCurrent(byte[] row) {
        return (row[0] & CURRENT) != 0;
    }

    /** Of a row that was made just now. */
    static void putWithoutForeignKeys(byte[] row) {
        row[0] |= WITHOUT_FOREIGN_KEYS;
    }

    static boolean isWithoutForeignKeys(byte[] row) {
        return (row[0] & WITHOUT_FOREIGN_KEYS) != 0;
    }

    static void putLength(byte[] row, int at, int length) {
        row[at] = (byte) (length >> 24);
        row[at + 1] = (byte) (length >> 16);
        row[at + 2] = (byte) (length >> 8);
        row[at + 3] = (byte) length;
    }

    /** How many bytes follow a length. */
    static int bytesAfter(int length) {
        return length >= 0 ? length : length == ELSEWHERE ? REFERENCE_BYTES : 0;
    }

    static LargeCells.Cell cellAt(byte[] row, int at, LargeCells cells) {
        ByteBuffer reference = ByteBuffer.wrap(row, at, REFERENCE_BYTES);
        return cells.cell(reference.getLong(), reference.getInt());
    }

    static int lengthAt(byte[] row, int at) {
        return row[at] << 24 | (row[at + 1] & 0xFF) << 16 | (row[at + 2] & 0xFF) << 8 | row[at + 3] & 0xFF;
    }
}
