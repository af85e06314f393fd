package dev.landfall.stream;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Cells of COMPRESSED columns, which the binary log holds as they are stored (MariaDB, sql/field.cc,
 * Field_longstr::compress): a byte that tells the method and how many bytes of length follow, the length in big-endian,
 * the packed bytes; or a zero byte and the plain bytes; or nothing for an empty value.
 */
final class CompressedCells implements ColumnDecoder {
    private static final int ZLIB = 0x80;
    private static final int METHOD = 0xF0;
    private static final int RAW_DEFLATE = 0x08;
    private static final int LENGTH_BYTES = 0x07;

    private final ColumnDecoder plain;

    CompressedCells(ColumnDecoder plain) {
        this.plain = plain;
    }

    @Override
    public Object decode(byte[] row, int offset, int length) {
        if (length == 0) {
            return plain.decode(row, offset, 0);
        }
        int header = Byte.toUnsignedInt(row[offset]);
        if (header == 0) {
            return plain.decode(row, offset + 1, length - 1);
        }
        if ((header & METHOD) != ZLIB) {
            throw new UnreadableValueException("compressed by an unknown method (header " + header + ")");
        }
        byte[] bytes = inflate(row, offset, length, header);
        return plain.decode(bytes, 0, bytes.length);
    }

    private static byte[] inflate(byte[] row, int offset, int length, int header) {
        int lengthBytes = header & LENGTH_BYTES;
        int size = 0;
        for (int i = 1; i <= lengthBytes; i++) {
            size = size << 8 | Byte.toUnsignedInt(row[offset + i]);
        }
        byte[] bytes = new byte[size];
        Inflater inflater = new Inflater((header & RAW_DEFLATE) != 0);
        try {
            int start = 1 + lengthBytes;
            inflater.setInput(row, offset + start, length - start);
            if (inflater.inflate(bytes) != size) {
                throw new UnreadableValueException("compressed bytes end early");
            }
            return bytes;
        } catch (DataFormatException e) {
            throw new UnreadableValueException("compressed bytes are damaged: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }
}
