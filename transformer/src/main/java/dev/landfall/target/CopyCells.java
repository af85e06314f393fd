package dev.landfall.target;

import java.sql.SQLException;

/**
 * The current row of a read, cell by cell as PostgreSQL's binary COPY sends them: the types' own binary forms, big-endian.
 * Valid until the next row is read; one thread.
 */
public final class CopyCells {
    /** The length of SQL NULL. */
    public static final int NULL = -1;

    private final int[] offsets;
    private final int[] lengths;
    private byte[] bytes = {};

    CopyCells(int columns) {
        this.offsets = new int[columns];
        this.lengths = new int[columns];
    }

    /** @param from where the row begins, behind its number of fields. @throws SQLException when the row is not laid out so */
    void lay(byte[] message, int from) throws SQLException {
        bytes = message;
        int at = from;
        for (int i = 0; i < lengths.length; i++) {
            if (at + Integer.BYTES > message.length) {
                throw torn(at);
            }
            int length = CopyQuery.number(message, at, Integer.BYTES);
            at += Integer.BYTES;
            offsets[i] = at;
            lengths[i] = length;
            at += Math.max(0, length);
        }
        if (at != message.length) {
            throw torn(at);
        }
    }

    private SQLException torn(int end) {
        return new SQLException(
                "a row of a binary COPY has " + bytes.length + " bytes, its columns end at " + end, "22000");
    }

    /** What {@link #offset} refers to; not to be written to. */
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
}
