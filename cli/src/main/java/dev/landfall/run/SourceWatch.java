package dev.landfall.run;

import dev.landfall.retention.SourceLog;
import dev.landfall.source.SourceDatabase;
import dev.landfall.throttle.ProbeSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/**
 * Asks the source how far its binary log goes, on a session and a thread of its own: a source that does not answer keeps
 * nobody from applying what has come from it, or from pausing. Thread-safe; close it when the stream ends.
 */
final class SourceWatch implements AutoCloseable {
    /** How often settings are read that somebody changes once in a while. */
    private static final Duration SELDOM = Duration.ofSeconds(10);

    private final ProbeSession session;
    private final Beat beat;
    private volatile Seen latest;
    private long settingsAt = System.nanoTime();

    /** @param at no later than the source's answer */
    record Seen(SourceLog log, Instant at) {}

    /** @throws SQLException when the source does not answer to begin with */
    static SourceWatch start(SourceDatabase source) throws SQLException {
        try (Connection connection = source.connect()) {
            Instant at = Instant.now();
            return new SourceWatch(source, new Seen(SourceLog.read(connection), at));
        }
    }

    private SourceWatch(SourceDatabase source, Seen first) {
        this.session = new ProbeSession(source::connect);
        this.latest = first;
        this.beat = new Beat("landfall-source", this::look, session::close);
    }

    /** The latest answer, however old. */
    Seen latest() {
        return latest;
    }

    private void look() {
        Instant at = Instant.now();
        boolean settings = System.nanoTime() - settingsAt >= SELDOM.toNanos();
        try {
            latest = new Seen(session.ask(connection -> latest.log().later(connection, settings)), at);
            settingsAt = settings ? System.nanoTime() : settingsAt;
        } catch (ProbeSession.Failed e) {
            // The stream has a connection of its own, with its own patience; until then the answer ages for all to see.
            System.getLogger(SourceWatch.class.getName())
                    .log(System.Logger.Level.DEBUG, "asking for the end of the binary log failed", e);
        }
    }

    @Override
    public void close() {
        beat.close();
    }
}
