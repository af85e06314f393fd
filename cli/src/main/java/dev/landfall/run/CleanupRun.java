package dev.landfall.run;

import dev.landfall.config.MigrationConfig;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.window.TargetGuard;
import dev.landfall.window.WayBack;
import dev.landfall.window.WindowEnd;
import dev.landfall.window.WindowLedger;
import dev.landfall.window.WriteWitness;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Removes what the toolkit itself left: its rows in the control schema, and the schema with the last of them. */
public final class CleanupRun {
    private static final String POSITION = "the position of the way back on MariaDB";

    /** Its last batch and its sessions are to be closed. */
    private static final Duration ENDING = Duration.ofSeconds(10);

    private final Servers servers;
    private final MigrationConfig config;

    public CleanupRun(Servers servers, MigrationConfig config) {
        this.servers = servers;
        this.config = config;
    }

    @SuppressWarnings("try") // the roles are held by being open
    public CleanupReport run(boolean confirmed) throws SQLException, InterruptedException {
        try (Connection control = servers.target().connect();
                RoleLock copy = RoleLock.acquire(servers.target(), config.name(), Role.COPY);
                RoleLock cutover = RoleLock.acquire(servers.target(), config.name(), Role.CUTOVER);
                RoleLock stream = RoleLock.acquire(servers.target(), config.name(), Role.STREAM, streamEnds(control));
                RoleLock reverse =
                        RoleLock.acquire(servers.target(), config.name(), Role.REVERSE, reverseEnds(control))) {
            MigrationRecord record = Records.existing(control, config.name());
            if (record.phase().inCutover()) {
                throw new MigrationException(
                        FailureCode.WRONG_PHASE,
                        "Migration " + config.name() + " is in phase "
                                + record.phase().text() + ": a cutover was cut short and the source may refuse writes.",
                        "Run migrate cutover: it puts the source back first.");
            }
            if (record.phase().inRollback()) {
                throw new MigrationException(
                        FailureCode.WRONG_PHASE,
                        "Migration " + config.name() + " is in phase "
                                + record.phase().text()
                                + ": a rollback was cut short and both sides may refuse writes.",
                        "Run migrate rollback: it finishes it. In phase returning migrate rollback --abort gives PostgreSQL its"
                                + " writes back instead.");
            }
            requireEnded(control);
            List<String> removed = new ArrayList<>();
            if (new WindowLedger(config.name()).read(control).isPresent()) {
                removed.add("the way back: slot, publication and checks on PostgreSQL");
                removed.add(POSITION);
            }
            requireNoParts(control);
            removed.add("the state of migration " + config.name() + " (phase "
                    + record.phase().text() + ") in schema landfall");
            boolean last = migrations(control) == 1;
            if (last) {
                removed.add("the schema landfall, which holds no other migration");
            }
            List<String> remains = new ArrayList<>();
            if (confirmed) {
                removeWayBack(control, record, removed, remains);
                if (record.parts().whole() != null) {
                    remains.add(leftOfGroup(record));
                }
                remove(control, last);
            }
            return new CleanupReport(confirmed, removed, remains);
        }
    }

    /** How long a stream may take that hears of a hand-over and ends by itself. */
    private Duration streamEnds(Connection control) throws SQLException {
        boolean handedOver = Records.existing(control, config.name()).phase().handedOver();
        return handedOver ? ENDING : Duration.ZERO;
    }

    /** The same of a reverse stream whose window was closed. */
    private Duration reverseEnds(Connection control) throws SQLException {
        return new WindowLedger(config.name()).read(control).isEmpty() ? ENDING : Duration.ZERO;
    }

    /** They know of each other by its row only. */
    private void requireNoParts(Connection control) throws SQLException {
        List<String> parts = new MigrationStore(config.name())
                .takenOut(control).stream().map(MigrationStore.Part::name).toList();
        if (!parts.isEmpty()) {
            throw new MigrationException(
                    FailureCode.WRONG_PHASE,
                    "Groups were taken out of migration " + config.name() + " that are still there: "
                            + String.join(", ", parts) + ". Nothing was removed.",
                    "Run migrate cleanup --group for each of them first. Where a group still has a way back, that gives it up.");
        }
    }

    private static String leftOfGroup(MigrationRecord record) {
        return record.phase().handedOver()
                ? "triggers landfall_fence_... on MariaDB's tables, which refuse writes there"
                : "the tables of the group on PostgreSQL, as they are: nobody follows MariaDB for them any more";
    }

    /** What was promised to stay is not cleaned up by the way. */
    private void requireEnded(Connection control) throws SQLException {
        Optional<WindowEnd> end = new WindowLedger(config.name()).end(control).filter(when -> !when.passed());
        if (end.isPresent()) {
            throw new MigrationException(
                    FailureCode.WINDOW_OPEN,
                    "Migration " + config.name() + ": the window of the way back ends at "
                            + end.get().at() + ". Nothing was removed.",
                    "Run migrate cleanup again then. To give the way back up now: migrate cutover --final --reverse-window 0s.");
        }
    }

    private void removeWayBack(Connection control, MigrationRecord record, List<String> removed, List<String> remains)
            throws SQLException, InterruptedException {
        boolean open = new WayBack(config.name(), record.plan()).close(control);
        new TargetGuard(record.plan()).remove(control);
        new WriteWitness(config.name(), record.plan().tables()).remove(control);
        if (record.phase().snapshotDone()) {
            // Also where a rollback could not reach MariaDB and has said so. Without a snapshot nothing was ever there.
            SourceLeftovers source = SourceLeftovers.remove(servers, config.name());
            if (!source.failure().isEmpty() && open) {
                removed.remove(POSITION);
                remains.add(source.remains() + ": DROP DATABASE landfall there, unless another migration needs it");
            }
        }
    }

    private void remove(Connection control, boolean last) throws SQLException {
        if (last) {
            try (Statement statement = control.createStatement()) {
                statement.execute("DROP SCHEMA landfall CASCADE");
            }
        } else {
            new MigrationStore(config.name()).delete(control);
        }
    }

    private static long migrations(Connection control) throws SQLException {
        try (Statement statement = control.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM landfall.migration")) {
            row.next();
            return row.getLong(1);
        }
    }
}
