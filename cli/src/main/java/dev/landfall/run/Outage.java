package dev.landfall.run;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a server that has gone away: restarted, or behind a network that was cut. What was under way is rolled back there
 * and comes again from the position that it has kept. One thread.
 */
final class Outage {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** Of a session that somebody has ended: the server's shutdown says the same. */
    private static final String ENDED_BY_COMMAND = "57P01";

    private final Side side;
    private final Server server;
    private final Progress progress;
    private final AtomicBoolean stopRequested;
    private final LongSupplier nanoTime;
    private final Pause pause;
    private @Nullable String startedAt;
    private long beganAt;
    private long overAt;
    private int outages;

    /** The server, as far as it matters here. */
    interface Server {
        /** When it was started, over a new session; fails while it is away. */
        String startedAt() throws SQLException;
    }

    /** Sleeps, and may end early. */
    interface Pause {
        void take(Duration length) throws InterruptedException;
    }

    /** @throws SQLException when the server does not answer to begin with */
    Outage(Side side, Server server, Progress progress, AtomicBoolean stopRequested, LongSupplier nanoTime, Pause pause)
            throws SQLException {
        this.side = side;
        this.server = server;
        this.progress = progress;
        this.stopRequested = stopRequested;
        this.nanoTime = nanoTime;
        this.pause = pause;
        this.startedAt = server.startedAt();
    }

    /**
     * Whether to go on after a failure: the server was away, and is there again.
     *
     * @param failure one that says nothing about the connection is none of this one's business
     */
    boolean isOver(Exception failure) throws InterruptedException {
        long now = nanoTime.getAsLong();
        boolean held = isHeldByTheLost(failure, now);
        if (!side.isLost(failure) && !held || stopRequested.get() || wasMeant(failure)) {
            return false;
        }
        boolean another = outages == 0 || now - overAt >= LONGEST.toNanos();
        if (another) {
            // Not one outage with the last: whoever was back for that long may be away for as long again.
            beganAt = now;
        }
        Duration left = LONGEST.minusNanos(now - beganAt);
        if (left.isNegative() || left.isZero()) {
            return false;
        }
        if (!held) {
            progress.note("Warning: the connection to " + side.words() + " is lost (" + said(failure)
                    + "); it is tried again for " + left.toSeconds() + " s.");
        }
        Duration wait = FIRST_PAUSE;
        while (nanoTime.getAsLong() - beganAt < LONGEST.toNanos()) {
            String seen = startedAtOrNull();
            if (seen != null) {
                goOn(failure, seen);
                return true;
            }
            pause.take(wait);
            if (stopRequested.get()) {
                return false;
            }
            wait = wait.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? wait.multipliedBy(2) : LONGEST_PAUSE;
        }
        return false;
    }

    /** A session that was ended on a server that runs on was ended by somebody who meant it. */
    private boolean wasMeant(Exception failure) {
        return Side.state(failure).equals(ENDED_BY_COMMAND) && Objects.equals(startedAtOrNull(), startedAt);
    }

    private void goOn(Exception failure, String seen) throws InterruptedException {
        startedAt = seen;
        pause.take(FIRST_PAUSE);
        if (!isHeldByTheLost(failure, nanoTime.getAsLong())) {
            progress.note("The " + side.goesOn());
        }
        outages++;
        overAt = nanoTime.getAsLong();
    }

    private @Nullable String startedAtOrNull() {
        try {
            return server.startedAt();
        } catch (SQLException | MigrationException e) {
            System.getLogger(Outage.class.getName()).log(System.Logger.Level.DEBUG, "the server is still away", e);
            return null;
        }
    }

    /** The server may not know yet that the session that had the role is gone. */
    private boolean isHeldByTheLost(Exception failure, long now) {
        return outages > 0
                && now - overAt < LONGEST_PAUSE.toNanos()
                && failure instanceof MigrationException known
                && known.code() == FailureCode.ALREADY_RUNNING;
    }

    private static String said(Exception failure) {
        return String.valueOf(failure.getMessage()).replaceAll("\\s+", " ");
    }
}
