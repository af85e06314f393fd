package dev.landfall.verify.cells;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Hashes of 64 bits, against accidents and not against an adversary. Each step is a bijection of what came before and of the
 * word that is added: values that differ in a single word never have the same hash.
 */
final class CellHash {
    static final long NULL = 0x2545F4914F6CDD1DL;
    /** Of what cannot be read; different per side, so that it never matches. */
    static final long ODD_SOURCE = 0x6A09E667F3BCC909L;

    static final long ODD_TARGET = 0xBB67AE8584CAA73BL;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SEED = 0x9E3779B97F4A7C15L;
    private static final long FIRST = 0xFF51AFD7ED558CCDL;
    private static final long SECOND = 0xC4CEB9FE1A85EC53L;

    /** Bytes of a step of all four. */
    private static final int STRANDS = 4 * Long.BYTES;

    private CellHash() {}

    static long start() {
        return SEED;
    }

    static long add(long hash, long word) {
        long mixed = (hash ^ word) * FIRST;
        mixed = (mixed ^ mixed >>> 32) * SECOND;
        return mixed ^ mixed >>> 29;
    }

    static long word(long value) {
        return add(SEED, value);
    }

    /**
     * Long values in four strands, since a step of one waits for the step before; a word that differs makes its strand's
     * hash another one, and thereby the whole.
     */
    static long bytes(byte[] bytes, int offset, int length) {
        long hash = add(SEED, length);
        int at = offset;
        int end = offset + length;
        if (length >= 2 * STRANDS) {
            long second = hash ^ FIRST;
            long third = hash ^ SECOND;
            long fourth = ~hash;
            for (; at + STRANDS <= end; at += STRANDS) {
                hash = add(hash, (long) WORDS.get(bytes, at));
                second = add(second, (long) WORDS.get(bytes, at + Long.BYTES));
                third = add(third, (long) WORDS.get(bytes, at + 2 * Long.BYTES));
                fourth = add(fourth, (long) WORDS.get(bytes, at + 3 * Long.BYTES));
            }
            hash = add(add(add(hash, second), third), fourth);
        }
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = add(hash, (long) WORDS.get(bytes, at));
        }
        return at < end ? add(hash, rest(bytes, at, end)) : hash;
    }

    private static long rest(byte[] bytes, int from, int end) {
        long word = 0;
        for (int at = from; at < end; at++) {
            word = word << Byte.SIZE | Byte.toUnsignedLong(bytes[at]);
        }
        return word;
    }
}
