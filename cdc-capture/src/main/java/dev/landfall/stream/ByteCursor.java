package dev.landfall.stream;

import dev.landfall.wire.LittleEndian;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Walks through the body of a binary log event. */
final class ByteCursor {
    private final byte[] bytes;
    private int position;

    ByteCursor(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }

    int position() {
        return position;
    }

    int remaining() {
        return bytes.length - position;
    }

    void skip(int count) {
        position += count;
    }

    long integer(int size) {
        long value = LittleEndian.unsigned(bytes, position, size);
        position += size;
        return value;
    }

    /** A count of 1, 3, 4 or 9 bytes, as the protocol packs it. */
    int packedInteger() {
        int first = (int) integer(1);
        return switch (first) {
            case 252 -> (int) integer(2);
            case 253 -> (int) integer(3);
            case 254 -> Math.toIntExact(integer(8));
            default -> first;
        };
    }

    byte[] take(int count) {
        byte[] taken = Arrays.copyOfRange(bytes, position, position + count);
        position += count;
        return taken;
    }

    /** A name: its length in one byte, the text, a zero byte. Names are UTF-8 whatever the tables hold. */
    String name() {
        int length = (int) integer(1);
        String name = new String(bytes, position, length, StandardCharsets.UTF_8);
        position += length + 1;
        return name;
    }

    /** Bit {@code index} of the bit map that starts at {@code offset}. */
    boolean bit(int offset, int index) {
        return (bytes[offset + index / Byte.SIZE] & 1 << index % Byte.SIZE) != 0;
    }
}
