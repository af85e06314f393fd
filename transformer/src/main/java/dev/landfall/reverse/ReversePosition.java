package dev.landfall.reverse;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far MariaDB has followed PostgreSQL.
 *
 * @param lsn everything that PostgreSQL has committed in front of it is on MariaDB
 * @param beat the last mark of the window that came by
 * @param committedAt when PostgreSQL committed the last transaction; null before the first
 */
public record ReversePosition(
        long lsn, long beat, long step, @Nullable Instant committedAt) {
    /** As PostgreSQL writes it, for example {@code 0/1A2B3C4}. */
    public static String text(long lsn) {
        return String.format("%X/%X", lsn >>> 32, lsn & 0xFFFF_FFFFL);
    }

    /** @throws IllegalArgumentException for anything that PostgreSQL does not write */
    public static long lsn(String text) {
        String[] halves = text.split("/", -1);
        if (halves.length != 2) {
            throw new IllegalArgumentException(text + " is no position of PostgreSQL's log");
        }
        return Long.parseLong(halves[0], 16) << 32 | Long.parseLong(halves[1], 16);
    }
}
