package dev.landfall.cutover;

import dev.landfall.config.MigrationConfig;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.run.MigrationRecord;
import dev.landfall.run.Phase;
import dev.landfall.run.Records;
import dev.landfall.run.Role;
import dev.landfall.run.RoleLock;
import dev.landfall.run.Servers;
import dev.landfall.run.SourceLeftovers;
import dev.landfall.setting.Durations;
import dev.landfall.verify.ProofLedger;
import dev.landfall.window.ReplicationSlot;
import dev.landfall.window.TargetGuard;
import dev.landfall.window.WayBack;
import dev.landfall.window.Window;
import dev.landfall.window.WindowEnd;
import dev.landfall.window.WindowLedger;
import dev.landfall.window.WriteWitness;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/** Ends the time in which there is a way back: PostgreSQL owns the data for good. */
public final class FinalCutover {
    private static final Duration LOCKS = Duration.ofSeconds(30);

    private final Servers servers;
    private final MigrationConfig config;

    public FinalCutover(Servers servers, MigrationConfig config) {
        this.servers = servers;
        this.config = config;
    }

    /**
     * PostgreSQL's part is removed whether MariaDB answers or not: nobody may keep log for a MariaDB that is gone.
     *
     * @param early whether it may be before the end of the window that the cutover has set
     * @throws MigrationException {@code CUTOVER-006} when it is too early
     */
    @SuppressWarnings("try") // the role is held by being open
    public FinalCutoverReceipt run(boolean early) throws SQLException, InterruptedException {
        try (RoleLock role = RoleLock.acquire(servers.target(), config.name(), Role.CUTOVER);
                Connection control = servers.target().connect()) {
            MigrationRecord record = Records.existing(control, config.name());
            if (record.phase() != Phase.HANDED_OVER) {
                throw new MigrationException(
                        FailureCode.WRONG_PHASE,
                        "Migration " + config.name() + " is in phase "
                                + record.phase().text() + ": only after a hand-over can the way back be given up.",
                        "Look at migrate status.");
            }
            if (!early) {
                requireEnded(control);
            }
            try (Statement statement = control.createStatement()) {
                statement.execute("SET lock_timeout = " + LOCKS.toMillis());
            }
            boolean open = new WayBack(config.name(), record.plan()).close(control);
            new TargetGuard(record.plan()).remove(control);
            new WriteWitness(config.name(), record.plan().tables()).remove(control);
            new ProofLedger(config.name()).delete(control);
            SourceLeftovers source = SourceLeftovers.remove(servers, config.name());
            return new FinalCutoverReceipt(
                    open || source.removed(), source.failure().isEmpty() ? "" : source.remains());
        }
    }

    private void requireEnded(Connection control) throws SQLException {
        Optional<WindowEnd> end = new WindowLedger(config.name()).end(control).filter(when -> !when.passed());
        if (end.isPresent()) {
            throw new MigrationException(
                    FailureCode.WINDOW_OPEN,
                    "Migration " + config.name() + ": the window of the way back ends at "
                            + end.get().at() + ", in "
                            + Durations.text(end.get().left()) + ". Nothing was removed"
                            + (lost(control)
                                    ? ", but migrate rollback does not return to MariaDB any more: PostgreSQL has removed log"
                                            + " that the way back needs (its replication slot is lost or gone)."
                                    : ": migrate rollback still returns to MariaDB."),
                    "Run it again then. To give the way back up now: migrate cutover --final --reverse-window 0s.");
        }
    }

    /** Whether nothing comes back any more, whatever was promised. */
    private boolean lost(Connection control) throws SQLException {
        Optional<Window> window = new WindowLedger(config.name()).read(control);
        return window.isPresent()
                && new ReplicationSlot(window.get().slot())
                        .state(control)
                        .map(ReplicationSlot.State::lost)
                        .orElse(true);
    }
}
