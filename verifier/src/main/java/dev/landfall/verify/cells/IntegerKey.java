package dev.landfall.verify.cells;

/** An integer on both sides. @param unsigned on the source */
record IntegerKey(boolean unsigned) implements KeyCell {
    @Override
    public int words() {
        return 1;
    }

    @Override
    public boolean source(byte[] bytes, int offset, int length, long[] into, int at) {
        long value = Bytes.littleEndian(bytes, offset, length);
        into[at] = unsigned ? value : Bytes.signed(value, length);
        return !unsigned || value >= 0;
    }

    @Override
    public boolean target(byte[] bytes, int offset, int length, long[] into, int at) {
        into[at] = Bytes.signed(Bytes.bigEndian(bytes, offset, length), length);
        return true;
    }

    @Override
    public String text(long[] words, int at) {
        return Long.toString(words[at]);
    }
}
