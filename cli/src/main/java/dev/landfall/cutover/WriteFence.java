package dev.landfall.cutover;

import dev.landfall.event.GtidSet;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.run.SourceHead;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * Holds writes back on the source by {@code read_only}, and proves it: MariaDB lets users with READ ONLY ADMIN write all the
 * same, so the binary log itself must stand still. One thread; the owner closes the connection.
 */
final class WriteFence extends SourceFence {
    /** How long the position must not move. Longer adds to the downtime, shorter misses a slow writer. */
    static final Duration STILL = Duration.ofMillis(300);

    private static final Duration LOOK = Duration.ofMillis(50);

    private final Connection source;

    WriteFence(Connection source) {
        this.source = source;
    }

    @Override
    FenceSettings current() throws SQLException {
        return FenceSettings.read(source);
    }

    /** Refuses writes from here on. Waits for statements under way, at the most until the deadline. */
    @Override
    void raise(FenceSettings before, Deadline deadline) throws SQLException {
        execute("SET SESSION lock_wait_timeout = " + Math.max(1, deadline.left().toSeconds()));
        for (String statement : before.raising(current())) {
            execute(statement);
        }
    }

    /** The position at which the source stands still. @throws MigrationException when it does not by the deadline */
    @Override
    GtidSet proveStill(Deadline deadline) throws SQLException, InterruptedException {
        GtidSet seen = SourceHead.position(source);
        long since = System.nanoTime();
        while (System.nanoTime() - since < STILL.toNanos()) {
            if (deadline.left().isZero()) {
                throw deadline.exceeded("the source to stand still" + suspects());
            }
            // The passing of time is the very thing that is measured here.
            Thread.sleep(LOOK.toMillis());
            GtidSet now = SourceHead.position(source);
            if (!now.equals(seen)) {
                seen = now;
                since = System.nanoTime();
            }
        }
        return seen;
    }

    /** @throws MigrationException when anything was written since, or may be from now on */
    @Override
    void requireHolding(GtidSet position) throws SQLException {
        FenceSettings now = current();
        if (!now.readOnly() || now.eventScheduler()) {
            throw new MigrationException(
                    FailureCode.CUTOVER_ABORTED,
                    "Behind the fence somebody has set " + (now.readOnly() ? "event_scheduler = ON" : "read_only = OFF")
                            + " on the source.",
                    "A proxy or an orchestrator may do so by itself: tell it to leave the source alone, then run migrate"
                            + " cutover again.");
        }
        requireStillAt(position);
    }

    /** @throws MigrationException when anything was written since */
    private void requireStillAt(GtidSet position) throws SQLException {
        GtidSet now = SourceHead.position(source);
        if (!now.equals(position)) {
            throw new MigrationException(
                    FailureCode.CUTOVER_ABORTED,
                    "Behind the fence the source has moved from " + position + " to " + now
                            + ": somebody is still writing" + suspects() + ".",
                    "Stop that writer (SHOW PROCESSLIST on the source), or let the cutover end its sessions (--end-sessions),"
                            + " then run migrate cutover again.");
        }
    }

    /** Who may be writing, in brackets behind a sentence's end. */
    private String suspects() {
        try {
            List<SourceSession> bypassing = SourceSessions.read(source).bypassing();
            if (!bypassing.isEmpty()) {
                return " (read_only does not hold back"
                        + SourceSessions.named(bypassing, "; ").substring(1) + ")";
            }
        } catch (SQLException e) {
            return " (read_only does not hold back users with READ ONLY ADMIN or SUPER, and who they are cannot be told: "
                    + e.getMessage() + ")";
        }
        return " (read_only does not hold back users with READ ONLY ADMIN or SUPER)";
    }

    /** Puts everything back as it was. */
    @Override
    void lower(FenceSettings before) throws SQLException {
        for (String statement : before.lowering(current())) {
            execute(statement);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = source.createStatement()) {
            statement.execute(sql);
        }
    }
}
