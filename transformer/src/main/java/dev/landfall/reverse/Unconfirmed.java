package dev.landfall.reverse;

import java.time.Duration;

/**
 * What MariaDB has committed and PostgreSQL still keeps its log for: a MariaDB that does not flush every commit loses the last
 * ones in a crash, and finds them there again. Not thread-safe.
 */
final class Unconfirmed {
    private final long keptNanos;

    private long waiting;
    private long waitingSince;
    private long latest;
    private long latestAt;

    /** @param kept how old a commit has to be before PostgreSQL hears of it */
    Unconfirmed(Duration kept) {
        this.keptNanos = kept.toNanos();
    }

    /** @param lsn greater than all before; @param now by {@link System#nanoTime} */
    void committed(long lsn, long now) {
        if (waiting == 0) {
            waiting = lsn;
            waitingSince = now;
        } else {
            latest = lsn;
            latestAt = now;
        }
    }

    /** @return up to where PostgreSQL may be told now; 0 when nothing is old enough */
    long due(long now) {
        long due = 0;
        while (waiting != 0 && now - waitingSince >= keptNanos) {
            due = waiting;
            waiting = latest;
            waitingSince = latestAt;
            latest = 0;
        }
        return due;
    }
}
