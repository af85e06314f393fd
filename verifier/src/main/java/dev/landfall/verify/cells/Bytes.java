package dev.landfall.verify.cells;

/** Numbers of the two wire formats: MariaDB's begin with the least byte, PostgreSQL's with the greatest. */
final class Bytes {
    private Bytes() {}

    static long littleEndian(byte[] bytes, int offset, int length) {
        long value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = value << Byte.SIZE | Byte.toUnsignedLong(bytes[offset + i]);
        }
        return value;
    }

    static long bigEndian(byte[] bytes, int offset, int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << Byte.SIZE | Byte.toUnsignedLong(bytes[offset + i]);
        }
        return value;
    }

    /** Of 1 to 8 bytes. */
    static long signed(long value, int length) {
        int unused = Long.SIZE - length * Byte.SIZE;
        return value << unused >> unused;
    }
}
