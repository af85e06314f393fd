package dev.landfall.verify.cells;

import java.util.UUID;

/** MariaDB's text, PostgreSQL's 16 bytes. */
record UuidKey() implements KeyCell {
    private static final int DIGITS = 32;

    @Override
    public int words() {
        return 2;
    }

    @Override
    public boolean source(byte[] bytes, int offset, int length, long[] into, int at) {
        int digits = 0;
        for (int from = offset; from < offset + length; from++) {
            int digit = Character.digit(bytes[from], 16);
            if (digit < 0 && bytes[from] != '-') {
                return false;
            }
            if (digit >= 0 && digits < DIGITS) {
                int word = at + digits * 4 / Long.SIZE;
                into[word] = into[word] << 4 | digit;
            }
            digits += digit >= 0 ? 1 : 0;
        }
        return digits == DIGITS;
    }

    @Override
    public boolean target(byte[] bytes, int offset, int length, long[] into, int at) {
        into[at] = Bytes.bigEndian(bytes, offset, Long.BYTES);
        into[at + 1] = Bytes.bigEndian(bytes, offset + Long.BYTES, Long.BYTES);
        return true;
    }

    @Override
    public String text(long[] words, int at) {
        return new UUID(words[at], words[at + 1]).toString();
    }
}
