package dev.landfall.verify.cells;

/** One column of a key, as words of 64 bits that are the same on both sides. Stateless. */
interface KeyCell {
    int words();

    /**
     * @param length of a value that is not NULL
     * @param into all zero from {@code at} on
     * @return false for a value that has no such words
     */
    boolean source(byte[] bytes, int offset, int length, long[] into, int at);

    /** As the other. */
    boolean target(byte[] bytes, int offset, int length, long[] into, int at);

    /** The value as both servers write it. */
    String text(long[] words, int at);
}
