package dev.landfall.cutover;

import dev.landfall.catalog.CatalogReader;
import dev.landfall.check.SourcePrivilegeChecks;
import dev.landfall.check.WayBackChecks;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.run.Progress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a cutover does about sessions on the source that its fence does not hold back: refuses to begin, or ends them behind the fence
 * where somebody has agreed to that. One thread; the owner closes the connection.
 */
final class FenceSessions {
    /** From here on SUPER does not include CONNECTION ADMIN. */
    private static final int CONNECTION_ADMIN_ALONE = 1100;

    private static final int NO_SUCH_SESSION = 1094;
    private static final Duration LOOK = Duration.ofMillis(20);

    /** Behind the hand-over: applications wait for what comes next. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Connection source;
    private final CutoverOptions options;
    private final Progress progress;
    private final boolean single;
    private final List<SourceSession> ended = new ArrayList<>();
    private SourceSessions seen = SourceSessions.NONE;

    /** @param single whether the fence is around single tables, which holds everybody back */
    FenceSessions(Connection source, CutoverOptions options, Progress progress, boolean single) {
        this.source = source;
        this.options = options;
        this.progress = progress;
        this.single = single;
    }

    /**
     * In front of the fence.
     *
     * @throws MigrationException {@code CUTOVER-001} when there are some that nobody has agreed to end; {@code SOURCE-005} when they
     *     are to be ended and cannot be found, or may not be ended
     */
    void admit() throws SQLException {
        if (single) {
            requireNoneToEnd();
            return;
        }
        if (options.rehearse() && !options.endSessions()) {
            // It has no fence that they could write behind, and tells what it has seen in its result.
            return;
        }
        SourceSessions now = SourceSessions.read(source);
        if (options.endSessions()) {
            requireMeans(now);
        } else if (!now.bypassing().isEmpty()) {
            throw new MigrationException(
                    FailureCode.CUTOVER_NOT_SAFE,
                    "The cutover was not begun: " + now.bypassing().size()
                            + " session(s) on the source could write behind the fence, because read_only does not hold their"
                            + " users back (READ ONLY ADMIN, or SUPER where that is enough):"
                            + SourceSessions.named(now.bypassing(), "\n  ")
                            + "\nWrites were never refused.",
                    "Close these sessions, or let the cutover end them behind its fence, with what they have not committed:"
                            + " migrate cutover --end-sessions.");
        } else {
            now.unknown()
                    .forEach(sentence -> progress.note(
                            sentence + " The cutover goes back if the source's position moves behind the fence."));
        }
    }

    private void requireNoneToEnd() {
        if (options.endSessions()) {
            throw new MigrationException(
                    FailureCode.CUTOVER_NOT_SAFE,
                    "The cutover was not begun: --end-sessions is for sessions that read_only does not hold back, but these tables"
                            + " are fenced by triggers, which hold everybody back. Writes were never refused.",
                    "Leave --end-sessions out.");
        }
    }

    private void requireMeans(SourceSessions now) throws SQLException {
        if (!now.unknown().isEmpty()) {
            throw new MigrationException(
                    FailureCode.SOURCE_PRIVILEGE,
                    "The cutover was not begun: --end-sessions cannot find the sessions to end. "
                            + String.join(" ", now.unknown()),
                    "GRANT PROCESS ON *.* and SELECT ON mysql.* TO the user, or leave --end-sessions out.");
        }
        Set<String> privileges = SourcePrivilegeChecks.privileges(source, "mysql");
        boolean superToo =
                WayBackChecks.version(CatalogReader.serverInfo(source).version()) < CONNECTION_ADMIN_ALONE;
        if (!privileges.contains("CONNECTION ADMIN") && !(superToo && privileges.contains("SUPER"))) {
            throw new MigrationException(
                    FailureCode.SOURCE_PRIVILEGE,
                    "The cutover was not begun: the source user may not end sessions of others.",
                    "GRANT CONNECTION ADMIN ON *.* TO the user, or leave --end-sessions out.");
        }
    }

    /** Right in front of the fence, which would wait for what these sessions run, while everybody else's writes wait for the fence. */
    void clear(Deadline deadline) throws SQLException, InterruptedException {
        if (options.endSessions() && !single) {
            end(
                    SourceSessions.read(source).bypassing().stream()
                            .filter(SourceSession::mayBeWriting)
                            .toList(),
                    deadline);
        }
    }

    /**
     * Behind the fence, before the position has to stand still: nothing of theirs is committed any more when this returns.
     *
     * @throws MigrationException {@code CUTOVER-002} when one has changed rows that it may commit at any moment and nobody has agreed
     *     to end it, or when one has not ended by the deadline
     */
    void settle(Deadline deadline) throws SQLException, InterruptedException {
        if (single) {
            return;
        }
        SourceSessions now = SourceSessions.read(source);
        seen = now;
        if (options.endSessions()) {
            end(now.bypassing(), deadline);
        } else {
            List<SourceSession> writers =
                    now.bypassing().stream().filter(SourceSession::writing).toList();
            if (!writers.isEmpty()) {
                throw new MigrationException(
                        FailureCode.CUTOVER_ABORTED,
                        "Behind the fence " + writers.size()
                                + " session(s) can commit changes all the same, because read_only"
                                + " does not hold their users back:"
                                + SourceSessions.named(writers, "; ").substring(1) + ".",
                        "Close these sessions, or let the cutover end them: migrate cutover --end-sessions.");
            }
        }
        if (!now.refused().isEmpty()) {
            progress.note(
                    now.refused().size() + " transaction(s) were open when the fence went up; MariaDB refuses their"
                            + " COMMIT and rolls them back:"
                            + SourceSessions.named(now.refused(), "; ").substring(1));
        }
    }

    private void end(List<SourceSession> sessions, Deadline deadline) throws SQLException, InterruptedException {
        for (SourceSession session : sessions) {
            deadline.check("sessions to end on the source");
            progress.note("Ends session " + session.text() + ".");
            kill(session.id());
            ended.add(session);
        }
        for (SourceSession session : sessions) {
            // What it has changed is rolled back first, which takes time; only the list of sessions tells when that is
            // done.
            while (connected(session.id())) {
                deadline.check("session " + session.text() + " to end on the source");
                Thread.sleep(LOOK.toMillis());
            }
        }
    }

    private void kill(long session) throws SQLException {
        try (Statement statement = source.createStatement()) {
            statement.execute("KILL CONNECTION " + session);
        } catch (SQLException e) {
            if (e.getErrorCode() != NO_SUCH_SESSION) {
                throw e;
            }
        }
    }

    private boolean connected(long session) throws SQLException {
        try (PreparedStatement statement =
                source.prepareStatement("SELECT 1 FROM information_schema.PROCESSLIST WHERE ID = ?")) {
            statement.setLong(1, session);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /** After the hand-over, when nothing may fail any more: with those that could still write where nobody looks. */
    FenceReport report() {
        List<SourceSession> left = List.of();
        try {
            source.setNetworkTimeout(Runnable::run, (int) PATIENCE.toMillis());
            left = single ? List.of() : SourceSessions.read(source).bypassing();
        } catch (SQLException | MigrationException e) {
            progress.note("Which sessions are left on the source cannot be told: " + e.getMessage());
        }
        return new FenceReport(single ? Duration.ZERO : WriteFence.STILL, seen, ended, left, List.of());
    }
}
