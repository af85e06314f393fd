package dev.landfall.verify.cells;

import java.nio.charset.StandardCharsets;

/** Text in UTF-8: its length, then its bytes. @param words for the bytes */
record TextKey(int words) implements KeyCell {
    /** Longer ones would make every row's sums longer. */
    private static final int MOST_BYTES = 64;

    private static final int BYTES_PER_CHARACTER = 4;

    static TextKey of(int characters) {
        int bytes = Math.min(MOST_BYTES, characters * BYTES_PER_CHARACTER);
        return new TextKey(1 + (bytes + Long.BYTES - 1) / Long.BYTES);
    }

    @Override
    public boolean source(byte[] bytes, int offset, int length, long[] into, int at) {
        if (length > (words - 1) * Long.BYTES) {
            return false;
        }
        into[at] = length;
        for (int from = 0; from < length; from += Long.BYTES) {
            into[at + 1 + from / Long.BYTES] =
                    Bytes.littleEndian(bytes, offset + from, Math.min(Long.BYTES, length - from));
        }
        return true;
    }

    @Override
    public boolean target(byte[] bytes, int offset, int length, long[] into, int at) {
        return source(bytes, offset, length, into, at);
    }

    @Override
    public String text(long[] from, int at) {
        byte[] bytes = new byte[(int) from[at]];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (from[at + 1 + i / Long.BYTES] >>> i % Long.BYTES * Byte.SIZE);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
