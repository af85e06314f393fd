package dev.landfall.wire;

/** Integers of 1 to 8 bytes, lowest byte first, as the binary log and the binary protocol have them. Stateless. */
public final class LittleEndian {
    private LittleEndian() {}

    /** The bits as they are: 8 bytes above 2^63-1 come out negative. */
    public static long unsigned(byte[] bytes, int offset, int length) {
        long value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = value << 8 | Byte.toUnsignedLong(bytes[offset + i]);
        }
        return value;
    }

    /** With the sign of the highest bit. */
    public static long signed(byte[] bytes, int offset, int length) {
        int unusedBits = Long.SIZE - length * Byte.SIZE;
        return unsigned(bytes, offset, length) << unusedBits >> unusedBits;
    }
}
