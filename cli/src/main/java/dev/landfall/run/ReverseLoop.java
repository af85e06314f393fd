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
    private final Window window;
    private final Progress progress;
    private final AtomicBoolean stopRequested;
    private final long startedAt = System.nanoTime();
    private long transactions;
    private long changes;
    private long checkedAt = startedAt - CHECK_NANOS;

    ReverseLoop(
            ReverseStream stream,
            Connection control,
            Connection source,
            Window window,
            Progress progress,
            AtomicBoolean stopRequested) {
        this.stream = stream;
        this.control = control;
        this.source = source;
        this.window = window;
        this.progress = progress;
        this.stopRequested = stopRequested;
    }

    /** @param goal the mark to run to */
    ReverseReceipt follow(long goal) throws SQLException, InterruptedException {
        boolean caughtUp = false;
        while (true) {
            if (System.nanoTime() - checkedAt >= CHECK_NANOS) {
                checkedAt = System.nanoTime();
                if (isClosed()) {
                    return receipt(ReverseReceipt.End.CLOSED);
                }
                ReadOnlySource.require(source);
                report(caughtUp);
            }
            if (stream.position().beat() >= goal) {
                return receipt(ReverseReceipt.End.REACHED);
            }
            if (stopRequested.get()) {
                return receipt(ReverseReceipt.End.STOPPED);
            }
            ReverseStream.Step step = stream.step(PATIENCE, stopRequested::get);
            transactions += step.transactions();
            changes += step.changes();
            caughtUp = step.transactions() == 0;
        }
    }

    private boolean isClosed() throws SQLException {
        Optional<Phase> phase = new MigrationStore(window.migration()).phase(control);
        return !phase.equals(Optional.of(Phase.HANDED_OVER)) && !phase.equals(Optional.of(Phase.RETURNING));
    }

    private void report(boolean caughtUp) throws SQLException {
        ReversePosition at = stream.position();
        long behind = bytesBehind(at.lsn());
        if (caughtUp && behind > MUCH_BYTES) {
            new WindowLedger(window.migration()).mark(control);
        }
        Instant committed = at.committedAt();
        long millis = caughtUp || committed == null
                ? 0
                : Math.max(1, Duration.between(committed, Instant.now()).toMillis());
        progress.stream(new Progress.StreamProgress(
                transactions,
                changes,
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

    private ReverseReceipt receipt(ReverseReceipt.End end) {
        return new ReverseReceipt(
                end,
                ReversePosition.text(stream.position().lsn()),
                transactions,
                changes,
                Duration.ofNanos(System.nanoTime() - startedAt));
    }
}
