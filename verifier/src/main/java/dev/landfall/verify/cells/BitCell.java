package dev.landfall.verify.cells;

/** BIT: MariaDB aligns it to the last byte's end, PostgreSQL to the first one's beginning, behind the number of bits. */
record BitCell(int bits) implements CellForm {
    @Override
    public long source(byte[] bytes, int offset, int length) {
        return CellHash.word(Bytes.bigEndian(bytes, offset, length));
    }

    @Override
    public long target(byte[] bytes, int offset, int length) {
        if (length == 1) {
            return CellHash.word(bytes[offset]);
        }
        int size = length - Integer.BYTES;
        if (Bytes.bigEndian(bytes, offset, Integer.BYTES) != bits || size > Long.BYTES) {
            return CellHash.ODD_TARGET;
        }
        long value = Bytes.bigEndian(bytes, offset + Integer.BYTES, size);
        return CellHash.word(value >>> size * Byte.SIZE - bits);
    }
}
