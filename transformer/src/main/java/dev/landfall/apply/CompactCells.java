package dev.landfall.apply;

/**
 * Values of a few bytes that the two servers write differently, from the source's wire format to the target's. False is the answer to
 * what looks otherwise than it should; what was written of it is of no use then. Stateless.
 */
final class CompactCells {
    private static final int UUID_TEXT = 36;
    private static final int UUID_BYTES = 16;
    private static final int FAMILY_4 = 2;
    private static final int FAMILY_6 = 3;
    private static final int BYTES_4 = 4;
    private static final int BYTES_6 = 16;
    private static final int NOT_HEX = -1;

    private CompactCells() {}

    /** Of the text that the source sends, five groups of hexadecimal digits. */
    static boolean uuid(byte[] bytes, int offset, int length, CopyBuffer out) {
        if (length != UUID_TEXT) {
            return false;
        }
        out.putInt(UUID_BYTES);
        for (int place = 0; place < UUID_TEXT; place += 2) {
            if (isDash(place)) {
                if (bytes[offset + place] != '-') {
                    return false;
                }
                place++;
            }
            int value = digit(bytes[offset + place]) << 4 | digit(bytes[offset + place + 1]);
            if (value < 0) {
                return false;
            }
            out.putByte(value);
        }
        return true;
    }

    private static boolean isDash(int place) {
        return place == 8 || place == 13 || place == 18 || place == 23;
    }

    /** @return negative for what is none */
    private static int digit(byte ascii) {
        return ascii < 0 ? NOT_HEX : Character.digit(ascii, 16);
    }

    /** Of an address's bytes. */
    static boolean inet(byte[] bytes, int offset, int length, CopyBuffer out) {
        if (length != BYTES_4 && length != BYTES_6) {
            return false;
        }
        out.putInt(4 + length);
        out.putByte(length == BYTES_4 ? FAMILY_4 : FAMILY_6);
        out.putByte(length * Byte.SIZE);
        // No network.
        out.putByte(0);
        out.putByte(length);
        out.putBytes(bytes, offset, length);
        return true;
    }

    /** PostgreSQL aligns bits to the left of the bytes, MariaDB to the right. @param count of the type, 64 at most */
    static boolean bits(byte[] bytes, int offset, int length, int count, CopyBuffer out) {
        int size = (count + Byte.SIZE - 1) / Byte.SIZE;
        if (length != size) {
            return false;
        }
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = value << Byte.SIZE | bytes[offset + i] & 0xFF;
        }
        value <<= size * Byte.SIZE - count;
        out.putInt(4 + size);
        out.putInt(count);
        for (int i = size - 1; i >= 0; i--) {
            out.putByte((int) (value >> i * Byte.SIZE));
        }
        return true;
    }
}
