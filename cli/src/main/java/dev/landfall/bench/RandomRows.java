package dev.landfall.bench;

import java.util.Random;

/**
 * What one session of {@link WriteLoad} writes: tables, rows and values, evenly picked at random. Sessions never meet in a row,
 * so that what they leave behind depends on the seed alone. Used by one thread.
 */
final class RandomRows {
    /** sysbench's groups: eleven digits, and a dash between two. */
    private static final int GROUP = 12;

    private static final int GROUPS_OF_C = 10;
    private static final int GROUPS_OF_PAD = 5;

    private final Random random;
    private final int session;
    private final int rows;

    /**
     * @param session which one of {@link WriteLoad#SESSIONS}, from 0
     * @param rows of each table
     */
    RandomRows(int session, int rows, long seed) {
        this.session = session;
        this.rows = rows;
        this.random = new Random(seed * WriteLoad.SESSIONS + session);
    }

    /** One of {@link StreamData#TABLES}, from 0. */
    int table() {
        return random.nextInt(StreamData.TABLES.size());
    }

    /** One of this session's own: every {@link WriteLoad#SESSIONS}th. */
    int row() {
        return 1 + session + WriteLoad.SESSIONS * random.nextInt(rows / WriteLoad.SESSIONS);
    }

    int k() {
        return 1 + random.nextInt(rows);
    }

    String c() {
        return digits(GROUPS_OF_C);
    }

    String pad() {
        return digits(GROUPS_OF_PAD);
    }

    private String digits(int groups) {
        char[] text = new char[groups * GROUP - 1];
        for (int i = 0; i < text.length; i++) {
            text[i] = i % GROUP == GROUP - 1 ? '-' : (char) ('0' + random.nextInt(10));
        }
        return new String(text);
    }
}
