package dev.landfall.stream;

/** Integers of 1 to 8 bytes, lowest byte first. */
final class LittleEndian {
    private LittleEndian() {}

    /** The bits as they are: 8 bytes above 2^63-1 come out negative. */
    static long unsigned(byte[] bytes, int offset, int length) {
        long value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = value << 8 | Byte.toUnsignedLong(bytes[offset + i]);
        }
        return value;
    }

    static long signed(byte[] bytes, int offset, int length) {
        int unusedBits = Long.SIZE - length * Byte.SIZE;
        return unsigned(bytes, offset, length) << unusedBits >> unusedBits;
    }
}
