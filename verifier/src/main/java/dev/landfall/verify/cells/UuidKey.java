package dev.landfall.verify.cells;

import java.util.UUID;

/** MariaDB's text, PostgreSQL's 16 bytes. */
record UuidKey() implements KeyCell {
    @Override
    public int words() {
        return 2;
    }

    @Override
    public boolean source(byte[] bytes, int offset, int length, long[] into, int at) {
        return UuidText.read(bytes, offset, length, into, at);
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
