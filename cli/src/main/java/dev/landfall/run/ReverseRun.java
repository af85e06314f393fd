package dev.landfall.run;

import dev.landfall.config.MigrationConfig;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.reverse.ReverseStream;
import dev.landfall.window.Window;
import dev.landfall.window.WindowEnd;
import dev.landfall.window.WindowLedger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Brings what is written on PostgreSQL back to MariaDB, as the only one of its migration, until something ends it. */
public final class ReverseRun {
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Servers servers;
    private final String migration;
    private final Progress progress;
    private final AtomicBoolean stopRequested;
    private final ReverseTally tally = new ReverseTally();
    /** Set once: an outage in between does not move it. */
    private OptionalLong goal = OptionalLong.empty();

    private boolean windowTold;

    public ReverseRun(Servers servers, MigrationConfig config, Progress progress, AtomicBoolean stopRequested) {
        this.servers = servers;
        this.migration = config.name();
        this.progress = progress;
        this.stopRequested = stopRequested;
    }

    /**
     * Outlives a minute's outage of either server.
     *
     * @param untilCaughtUp ends when everything has come back that is committed now
     */
    public ReverseReceipt run(boolean untilCaughtUp) throws SQLException, InterruptedException {
        Outage origin = outage(Side.ORIGIN, servers::targetStartedAt);
        Outage home = outage(Side.HOME, servers::sourceStartedAt);
        while (true) {
            try {
                return once(untilCaughtUp);
            } catch (SQLException | MigrationException e) {
                Exception failure = e instanceof SQLException sql ? servers.explain(sql) : e;
                if (!origin.isOver(failure) && !home.isOver(failure)) {
                    throw e;
                }
            }
        }
    }

    private Outage outage(Side side, Outage.Server server) throws SQLException {
        return new Outage(
                side,
                server,
                progress,
                stopRequested,
                System::nanoTime,
                length -> TimeUnit.NANOSECONDS.sleep(length.toNanos()));
    }

    /** The same, for who would rather know at once that a server is away. */
    @SuppressWarnings("try") // the role is held by being open
    ReverseReceipt once(boolean untilCaughtUp) throws SQLException, InterruptedException {
        try (RoleLock role = RoleLock.acquire(servers.target(), migration, Role.REVERSE);
                Connection control = servers.target().connect();
                Connection source = servers.source().connect()) {
            MigrationRecord record = Records.existing(control, migration);
            Window window = requireWindow(control, record);
            ReadOnlySource.require(source, record);
            if (untilCaughtUp && goal.isEmpty()) {
                // Behind the fence of a rollback nothing is written any more: its mark is the last.
                goal = OptionalLong.of(
                        record.phase() == Phase.RETURNING ? window.beat() : new WindowLedger(migration).mark(control));
            }
            WindowLedger ledger = new WindowLedger(migration);
            tellWindow(ledger.end(control));
            ReverseReceipt.End end = follow(control, source, record, window);
            return tally.receipt(
                    end,
                    end == ReverseReceipt.End.CLOSED
                            ? null
                            : ledger.end(control).orElse(null));
        }
    }

    private void tellWindow(Optional<WindowEnd> end) {
        if (!windowTold && end.isPresent()) {
            progress.note(
                    end.get().passed()
                            ? "The window is over since " + end.get().at() + "."
                            : "The window ends at " + end.get().at() + ".");
        }
        windowTold = true;
    }

    private ReverseReceipt.End follow(Connection control, Connection source, MigrationRecord record, Window window)
            throws SQLException, InterruptedException {
        WindowWatch watch = new WindowWatch(control, window);
        while (true) {
            Optional<ReverseReceipt.End> end;
            long beat = 0;
            try (ReverseStream stream = ReverseStream.open(servers.source(), servers.target(), record.plan(), window)) {
                end = new ReverseLoop(stream, control, source, record, window, progress, stopRequested, tally)
                        .follow(goal.orElse(Long.MAX_VALUE));
                beat = stream.position().beat();
            } catch (SQLException | MigrationException e) {
                // Whoever closes the window ends the session that reads from its slot, and drops the slot.
                if (mayBeClosing(e) && watch.look(beat).stand() == WindowWatch.Stand.CLOSED) {
                    return ReverseReceipt.End.CLOSED;
                }
                throw e;
            }
            if (end.isEmpty()) {
                end = standStill(watch, beat);
            }
            if (end.isPresent()) {
                return end.get();
            }
        }
    }

    private static boolean mayBeClosing(Exception e) {
        return !(e instanceof MigrationException known)
                || known.code() == FailureCode.REVERSE_LOST
                || known.code() == FailureCode.WRONG_PHASE;
    }

    /** Writes nothing on MariaDB until a rollback is decided or undone. @return empty when there is something to bring back again */
    private Optional<ReverseReceipt.End> standStill(WindowWatch watch, long beat)
            throws SQLException, InterruptedException {
        while (true) {
            WindowWatch.Stand stand = watch.look(beat).stand();
            if (stand == WindowWatch.Stand.CLOSED) {
                return Optional.of(ReverseReceipt.End.CLOSED);
            }
            if (stand == WindowWatch.Stand.OPEN) {
                return Optional.empty();
            }
            if (stopRequested.get()) {
                return Optional.of(ReverseReceipt.End.STOPPED);
            }
            // The phase is a row that another process moves: it can only be asked for again.
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        }
    }

    /** @throws MigrationException {@code RUN-002} when there is no way back now */
    public static Window requireWindow(Connection control, MigrationRecord record) throws SQLException {
        if (!record.phase().handedOver()) {
            throw new MigrationException(
                    FailureCode.WRONG_PHASE,
                    "Migration " + record.name() + " is in phase "
                            + record.phase().text() + ": MariaDB owns the data, there is nothing to bring back.",
                    "The way back opens with migrate cutover.");
        }
        Window window = new WindowLedger(record.name())
                .read(control)
                .orElseThrow(() -> new MigrationException(
                        FailureCode.WRONG_PHASE,
                        "Migration " + record.name()
                                + " has no way back: it was cut over with --one-way, or its window was ended"
                                + " with --final.",
                        "PostgreSQL owns the data for good."));
        if (window.from() == null) {
            throw new MigrationException(
                    FailureCode.WRONG_PHASE,
                    "Migration " + record.name() + " has no way back any more: its window is being ended.",
                    "PostgreSQL owns the data for good. Run migrate cutover --final: it removes what is left.");
        }
        return window;
    }
}
