package dev.landfall.verify.cells;

/** IEEE 754 in 4 or 8 bytes. Not every MariaDB can hold a -0, so that it counts as 0. */
final class FloatCell implements CellForm {
    @Override
    public long source(byte[] bytes, int offset, int length) {
        return hash(Bytes.littleEndian(bytes, offset, length), length);
    }

    @Override
    public long target(byte[] bytes, int offset, int length) {
        return hash(Bytes.bigEndian(bytes, offset, length), length);
    }

    private static long hash(long bits, int length) {
        double value = length == Float.BYTES ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
        return CellHash.word(Double.doubleToRawLongBits(value + 0.0));
    }
}
