package dev.landfall.verify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Sums of rows that tell, where two sides differ in a few of many rows, the keys of these: an invertible Bloom lookup table (Goodrich and
 * Mitzenmacher 2011). Each row is added to three cells that its hash chooses; what both sides have in common falls out of the difference,
 * and a cell in which a single row is left tells that row, which is taken from its other cells then. In memory of a fixed size. One thread.
 */
final class KeySketch {
    /** Of no rows. */
    static final KeySketch NONE = new KeySketch(0, false);
    /** Of rows whose keys are too long, or cannot be added up. */
    static final KeySketch UNFIT = new KeySketch(0, true);

    private static final int CHOICES = 3;
    /** More cells than these do not stay in a processor's fastest cache. */
    private static final int BITS = 8;

    private static final int CELLS = CHOICES << BITS;
    /** In front of the key's words. */
    private static final int COUNT = 0;

    private static final int HASH = 1;
    private static final int CHECK = 2;
    private static final int KEY = 3;

    private static final long[] MULTIPLIERS = {0x9E3779B97F4A7C15L, 0xC2B2AE3D27D4EB4FL, 0xD6E8FEB86659FD93L};

    private final int words;
    private final boolean unfit;
    /** Cell by cell, modulo 2^64; empty where there are no rows. */
    private final long[] sums;

    private KeySketch(int words, boolean unfit) {
        this(words, unfit, new long[0]);
    }

    private KeySketch(int words, boolean unfit, long[] sums) {
        this.words = words;
        this.unfit = unfit;
        this.sums = sums;
    }

    /** To be filled. @param words of a key */
    static KeySketch of(int words) {
        return new KeySketch(words, false, new long[CELLS * (KEY + words)]);
    }

    /** @param hash of the whole row */
    void add(long hash, long[] key) {
        long check = check(hash);
        for (int choice = 0; choice < CHOICES; choice++) {
            int at = cell(hash, choice) * (KEY + words);
            sums[at + COUNT]++;
            sums[at + HASH] += hash;
            sums[at + CHECK] += check;
            for (int word = 0; word < words; word++) {
                sums[at + KEY + word] += key[word];
            }
        }
    }

    private void put(long sign, long hash, long[] key) {
        for (int choice = 0; choice < CHOICES; choice++) {
            int at = cell(hash, choice) * (KEY + words);
            sums[at + COUNT] += sign;
            sums[at + HASH] += sign * hash;
            sums[at + CHECK] += sign * check(hash);
            for (int word = 0; word < words; word++) {
                sums[at + KEY + word] += sign * key[word];
            }
        }
    }

    private static int cell(long hash, int choice) {
        return (choice << BITS) + (int) (hash * MULTIPLIERS[choice] >>> Long.SIZE - BITS);
    }

    /** No sum of hashes has the sum of these by accident. */
    private static long check(long hash) {
        long mixed = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
        return mixed ^ mixed >>> 29;
    }

    KeySketch plus(KeySketch other) {
        return with(1, other);
    }

    KeySketch minus(KeySketch other) {
        return with(-1, other);
    }

    private KeySketch with(long sign, KeySketch other) {
        if (unfit || other.unfit) {
            return UNFIT;
        }
        if (other.sums.length == 0) {
            return this;
        }
        long[] all = sums.length == 0 ? new long[other.sums.length] : sums.clone();
        for (int i = 0; i < all.length; i++) {
            all[i] += sign * other.sums[i];
        }
        return new KeySketch(other.words, false, all);
    }

    /** The keys of rows that a difference is made of. @param added of rows of the first side that the other does not have so */
    record Keys(List<long[]> added, List<long[]> taken) {
        Keys {
            added = List.copyOf(added);
            taken = List.copyOf(taken);
        }
    }

    /** Of a difference: all of it, or empty where there is too much of it, or none. */
    Optional<Keys> keys() {
        if (unfit || sums.length == 0) {
            return Optional.empty();
        }
        KeySketch rest = new KeySketch(words, false, sums.clone());
        Keys keys = rest.peel();
        boolean complete = Arrays.stream(rest.sums).allMatch(sum -> sum == 0)
                && !(keys.added().isEmpty() && keys.taken().isEmpty());
        return complete ? Optional.of(keys) : Optional.empty();
    }

    private Keys peel() {
        List<long[]> added = new ArrayList<>();
        List<long[]> taken = new ArrayList<>();
        Deque<Integer> cells = new ArrayDeque<>();
        for (int cell = 0; cell < CELLS; cell++) {
            cells.add(cell);
        }
        // A cell that is not what it seems could be taken for a row again and again.
        while (!cells.isEmpty() && added.size() + taken.size() <= CELLS) {
            int at = cells.remove() * (KEY + words);
            long sign = sums[at + COUNT];
            long hash = sign * sums[at + HASH];
            if (Math.abs(sign) == 1 && sign * sums[at + CHECK] == check(hash)) {
                long[] key = new long[words];
                for (int word = 0; word < words; word++) {
                    key[word] = sign * sums[at + KEY + word];
                }
                (sign > 0 ? added : taken).add(key);
                put(-sign, hash, key);
                for (int choice = 0; choice < CHOICES; choice++) {
                    cells.add(cell(hash, choice));
                }
            }
        }
        return new Keys(added, taken);
    }
}
