package dev.landfall.verify.cells;

/** Integers, years, and what of them has become a boolean. @param unsigned on the source */
record IntegerCell(boolean unsigned) implements CellForm {
    @Override
    public long source(byte[] bytes, int offset, int length) {
        long value = Bytes.littleEndian(bytes, offset, length);
        if (unsigned && value < 0) {
            // No signed integer of the target is as large: one with the same bytes is another number.
            return CellHash.ODD_SOURCE;
        }
        return CellHash.word(unsigned ? value : Bytes.signed(value, length));
    }

    /** A boolean is one byte, 0 or 1. */
    @Override
    public long target(byte[] bytes, int offset, int length) {
        return CellHash.word(Bytes.signed(Bytes.bigEndian(bytes, offset, length), length));
    }
}
