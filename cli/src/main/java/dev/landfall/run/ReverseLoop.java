package dev.landfall.run;

import dev.landfall.reverse.ReversePosition;
import dev.landfall.reverse.ReverseStream;
import dev.landfall.window.Window;
import dev.landfall.window.WindowLedger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Applies what comes back until something ends it. One thread; everything stays the caller's. */
final class ReverseLoop {
    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final long CHECK_NANOS = 500_000_000L;
    /** On a target where others write, the slot would keep log that has nothing for it. */
    private static final long MUCH_BYTES = 16L << 20;

    private final ReverseStream stream;
    private final Connection control;
    private final Connection source;
    private final MigrationRecord record;
    private final Window window;
    private final WindowWatch watch;
    private final Progress progress;
    private final AtomicBoolean stopRequested;
    private final ReverseTally tally;
    private long checkedAt = System.nanoTime() - CHECK_NANOS;

    ReverseLoop(
            ReverseStream stream,
            Connection control,
            Connection source,
            MigrationRecord record,
            Window window,
            Progress progress,
            AtomicBoolean stopRequested,
            ReverseTally tally) {
        this.stream = stream;
        this.control = control;
        this.source = source;
        this.record = record;
        this.window = window;
        this.watch = new WindowWatch(control, window);
        this.progress = progress;
        this.stopRequested = stopRequested;
        this.tally = tally;
    }

    /**
     * @param goal the mark to run to
     * @return empty when everything has come back behind the fence of a rollback, which wants nothing to move on MariaDB
     */
    Optional<ReverseReceipt.End> follow(long goal) throws SQLException, InterruptedException {
        boolean caughtUp = false;
        while (true) {
            if (stream.position().beat() >= goal) {
                return Optional.of(ReverseReceipt.End.REACHED);
            }
            if (System.nanoTime() - checkedAt >= CHECK_NANOS) {
                checkedAt = System.nanoTime();
                WindowWatch.Seen seen = watch.look(stream.position().beat());
                if (seen.stand() == WindowWatch.Stand.CLOSED) {
                    return Optional.of(ReverseReceipt.End.CLOSED);
                }
                ReadOnlySource.require(source, record);
                if (seen.stand() == WindowWatch.Stand.DRAINED) {
                    return Optional.empty();
                }
                report(caughtUp, seen);
            }
            if (stopRequested.get()) {
                return Optional.of(ReverseReceipt.End.STOPPED);
            }
            caughtUp = !step();
        }
    }

    private boolean step() throws SQLException, InterruptedException {
        long before = stream.position().beat();
        ReverseStream.Step step = stream.step(PATIENCE, stopRequested::get);
        tally.add(step, stream.position());
        if (stream.position().beat() != before) {
            // It may be the mark of a rollback's fence.
            checkedAt = System.nanoTime() - CHECK_NANOS;
        }
        return step.transactions() > 0;
    }

    private void report(boolean caughtUp, WindowWatch.Seen seen) throws SQLException {
        ReversePosition at = stream.position();
        long behind = bytesBehind(at.lsn());
        if (caughtUp && behind > MUCH_BYTES) {
            // Unless the fence of a rollback has set its mark meanwhile, which is to be the last.
            new WindowLedger(window.migration()).mark(control, seen.beat());
        }
        Instant committed = at.committedAt();
        long millis = caughtUp || committed == null
                ? 0
                : Math.max(1, Duration.between(committed, Instant.now()).toMillis());
        progress.stream(new Progress.StreamProgress(
                tally.transactions(),
                tally.changes(),
                new StreamLag(caughtUp ? 0 : 1, millis, caughtUp ? 0L : behind),
                0,
                ReversePosition.text(at.lsn()),
                List.of(),
                null));
    }

    private long bytesBehind(long lsn) throws SQLException {
        try (Statement statement = control.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn")) {
            row.next();
            return Math.max(0, row.getLong(1) - lsn);
        }
    }
}
