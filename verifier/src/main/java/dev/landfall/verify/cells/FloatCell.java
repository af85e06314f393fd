package dev.landfall.verify.cells;

/** IEEE 754 in 4 or 8 bytes. @param zeroSigns whether -0 is another value than 0 */
record FloatCell(boolean zeroSigns) implements CellForm {
    @Override
    public long source(byte[] bytes, int offset, int length) {
        return hash(Bytes.littleEndian(bytes, offset, length), length);
    }

    @Override
    public long target(byte[] bytes, int offset, int length) {
        return hash(Bytes.bigEndian(bytes, offset, length), length);
    }

    private long hash(long bits, int length) {
        double value = length == Float.BYTES ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
        // Adding 0 makes -0 a 0.
        return CellHash.word(Double.doubleToRawLongBits(zeroSigns ? value : value + 0.0));
    }
}
