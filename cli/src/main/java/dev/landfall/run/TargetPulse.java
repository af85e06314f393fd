package dev.landfall.run;

import dev.landfall.target.OpenSessions;
import dev.landfall.target.TargetDatabase;
import dev.landfall.throttle.ProbeSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Gives up the sessions of work on a target that does not answer any more, and has not said goodbye: the network has begun to
 * lose everything, or the host is gone. Whoever waits for an answer would wait for two hours, and a quarter of one while data
 * is on its way. The question goes over a session of its own, and over new ones when that fails: a statement that takes long,
 * or waits for a lock, is none of its business. One thread.
 */
final class TargetPulse {
    /** As long as the stream waits for a word from MariaDB. */
    static final Duration SILENCE = Duration.ofSeconds(60);
    /** While all is well. */
    static final Duration PERIOD = Duration.ofSeconds(10);
    /** For an answer to a question that needs neither a disk nor a lock. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final String CONNECTION_EXCEPTION = "08";

    private final ProbeSession session;
    private final Runnable giveUp;
    private final Progress progress;
    private final LongSupplier nanoTime;
    private long answeredAt;
    private long silentSince;
    private boolean silent;
    private boolean givenUp;

    /** @param giveUp called once at the most, by the thread that looks */
    TargetPulse(ProbeSession session, Runnable giveUp, Progress progress, LongSupplier nanoTime) {
        this.session = session;
        this.giveUp = giveUp;
        this.progress = progress;
        this.nanoTime = nanoTime;
        this.answeredAt = nanoTime.getAsLong() - PERIOD.toNanos();
    }

    /** Close it when the work is done. @param target not among those sessions */
    static Beat watch(TargetDatabase target, OpenSessions sessions, Progress progress) {
        ProbeSession session = new ProbeSession(target::connect);
        TargetPulse pulse = new TargetPulse(session, sessions::abort, progress, System::nanoTime);
        return new Beat("landfall-target", pulse::look, session::close);
    }

    void look() {
        long now = nanoTime.getAsLong();
        if (givenUp || !silent && now - answeredAt < PERIOD.toNanos()) {
            return;
        }
        if (answers()) {
            silent = false;
            answeredAt = now;
        } else if (!silent) {
            silent = true;
            silentSince = now;
        } else if (nanoTime.getAsLong() - silentSince >= SILENCE.toNanos()) {
            givenUp = true;
            progress.note("Warning: the target has not answered for " + SILENCE.toSeconds()
                    + " s, on new connections either: the stream gives up those that it has.");
            giveUp.run();
        }
    }

    /** A refusal is an answer as well: only who is there can refuse. */
    private boolean answers() {
        try {
            return session.ask(TargetPulse::ask);
        } catch (ProbeSession.Failed e) {
            System.getLogger(TargetPulse.class.getName())
                    .log(System.Logger.Level.DEBUG, "the target was asked for a sign of life", e);
            return !(e.getCause() instanceof Exception cause
                    && Side.state(cause).startsWith(CONNECTION_EXCEPTION));
        }
    }

    private static boolean ask(Connection connection) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, (int) PATIENCE.toMillis());
        try (Statement statement = connection.createStatement()) {
            return statement.execute("SELECT 1");
        }
    }
}
