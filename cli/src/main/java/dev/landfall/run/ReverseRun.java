package dev.landfall.run;

import dev.landfall.config.MigrationConfig;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.reverse.ReverseStream;
import dev.landfall.window.Window;
import dev.landfall.window.WindowLedger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Brings what is written on PostgreSQL back to MariaDB, as the only one of its migration, until something ends it. */
public final class ReverseRun {
    private final Servers servers;
    private final String migration;
    private final Progress progress;
    private final AtomicBoolean stopRequested;

    public ReverseRun(Servers servers, MigrationConfig config, Progress progress, AtomicBoolean stopRequested) {
        this.servers = servers;
        this.migration = config.name();
        this.progress = progress;
        this.stopRequested = stopRequested;
    }

    /** @param untilCaughtUp ends when everything has come back that is committed now */
    @SuppressWarnings("try") // the role is held by being open
    public ReverseReceipt run(boolean untilCaughtUp) throws SQLException, InterruptedException {
        try (RoleLock role = RoleLock.acquire(servers.target(), migration, Role.REVERSE);
                Connection control = servers.target().connect();
                Connection source = servers.source().connect()) {
            MigrationRecord record = Records.existing(control, migration);
            Window window = requireWindow(control, record);
            ReadOnlySource.require(source);
            long goal = untilCaughtUp ? new WindowLedger(migration).mark(control) : Long.MAX_VALUE;
            try (ReverseStream stream = ReverseStream.open(servers.source(), servers.target(), record.plan(), window)) {
                return new ReverseLoop(stream, control, source, window, progress, stopRequested).follow(goal);
            } catch (SQLException e) {
                // Whoever closes the window ends the session that reads from its slot.
                if (isOpen(control)) {
                    throw e;
                }
                return new ReverseReceipt(ReverseReceipt.End.CLOSED, "", 0, 0, Duration.ZERO);
            }
        }
    }

    private boolean isOpen(Connection control) throws SQLException {
        Optional<Phase> phase = new MigrationStore(migration).phase(control);
        return phase.equals(Optional.of(Phase.HANDED_OVER)) || phase.equals(Optional.of(Phase.RETURNING));
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
        return new WindowLedger(record.name())
                .read(control)
                .orElseThrow(() -> new MigrationException(
                        FailureCode.WRONG_PHASE,
                        "Migration " + record.name()
                                + " has no way back: it was cut over with --one-way, or its window was ended"
                                + " with --final.",
                        "PostgreSQL owns the data for good."));
    }
}
