package dev.landfall.verify.cells;

import java.util.Arrays;

/** MariaDB's spelling of a UUID. Stateless. */
final class UuidText {
    private static final int DIGITS = 32;
    private static final byte NO_DIGIT = -1;
    private static final byte[] VALUES = new byte[1 << Byte.SIZE];

    static {
        Arrays.fill(VALUES, NO_DIGIT);
        for (byte digit = 0; digit < 16; digit++) {
            VALUES[Character.forDigit(digit, 16)] = digit;
            VALUES[Character.toUpperCase(Character.forDigit(digit, 16))] = digit;
        }
    }

    private UuidText() {}

    /** @return false for what is none */
    static boolean read(byte[] bytes, int offset, int length, long[] into, int at) {
        long high = 0;
        long low = 0;
        int digits = 0;
        for (int from = offset; from < offset + length; from++) {
            byte digit = VALUES[Byte.toUnsignedInt(bytes[from])];
            if (digit != NO_DIGIT) {
                if (digits < DIGITS / 2) {
                    high = high << 4 | digit;
                } else {
                    low = low << 4 | digit;
                }
                digits++;
            } else if (bytes[from] != '-') {
                return false;
            }
        }
        into[at] = high;
        into[at + 1] = low;
        return digits == DIGITS;
    }
}
