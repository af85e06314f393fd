package dev.landfall.verify.cells;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers of the two wire formats: MariaDB's begin with the least byte, PostgreSQL's with the greatest. */
final class Bytes {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private Bytes() {}

    static long littleEndian(byte[] bytes, int offset, int length) {
        return switch (length) {
            case Long.BYTES -> (long) LONGS.get(bytes, offset);
            case Integer.BYTES -> Integer.toUnsignedLong((int) INTS.get(bytes, offset));
            default -> {
                long value = 0;
                for (int i = length - 1; i >= 0; i--) {
                    value = value << Byte.SIZE | Byte.toUnsignedLong(bytes[offset + i]);
                }
                yield value;
            }
        };
    }

    static long bigEndian(byte[] bytes, int offset, int length) {
        return switch (length) {
            case Long.BYTES -> Long.reverseBytes((long) LONGS.get(bytes, offset));
            case Integer.BYTES -> Integer.toUnsignedLong(Integer.reverseBytes((int) INTS.get(bytes, offset)));
            default -> {
                long value = 0;
                for (int i = 0; i < length; i++) {
                    value = value << Byte.SIZE | Byte.toUnsignedLong(bytes[offset + i]);
                }
                yield value;
            }
        };
    }

    /** Of 1 to 8 bytes. */
    static long signed(long value, int length) {
        int unused = Long.SIZE - length * Byte.SIZE;
        return value << unused >> unused;
    }
}
