package dev.landfall.throttle;

import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * How much WAL the target writes per second. Over the last ten seconds: a copy that is held while the rate is above its limit
 * then settles at the limit, where the rate of the last second would let it run at full speed every other second.
 */
final class WalRate {
    private static final long WINDOW_NANOS = Duration.ofSeconds(10).toNanos();

    private final LongSupplier nanoClock;
    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long nanos, long bytes) {}

    WalRate(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    Reading read(Connection target) throws SQLException {
        try (Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery(SqlFile.load("target/wal_position.sql"))) {
            row.next();
            return add(row.getLong(1));
        }
    }

    /** @param position in bytes since the cluster was made */
    Reading add(long position) {
        long now = nanoClock.getAsLong();
        samples.addLast(new Sample(now, position));
        while (samples.size() > 2 && now - samples.getFirst().nanos() > WINDOW_NANOS) {
            samples.removeFirst();
        }
        Sample first = samples.getFirst();
        return now == first.nanos()
                ? new Reading.Unreadable("measured first")
                : new Reading.Measured((long) ((position - first.bytes()) * 1e9 / (now - first.nanos())));
    }

    /** What comes next begins anew. */
    void forget() {
        samples.clear();
    }
}
