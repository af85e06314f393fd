package dev.landfall.cutover;

import dev.landfall.config.MigrationConfig;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.run.MigrationRecord;
import dev.landfall.run.MigrationStore;
import dev.landfall.run.Phase;
import dev.landfall.run.Progress;
import dev.landfall.run.Records;
import dev.landfall.run.ReverseFollower;
import dev.landfall.run.ReverseRun;
import dev.landfall.run.Role;
import dev.landfall.run.RoleLock;
import dev.landfall.run.Servers;
import dev.landfall.window.Window;
import dev.landfall.window.WindowLedger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The way home: PostgreSQL refuses writes, MariaDB gets what it lacks, both are proven equal, MariaDB takes writes again. Ends in
 * exactly one of: MariaDB owns the data, or PostgreSQL takes writes as before.
 */
public final class Rollback {
    private final Servers servers;
    private final MigrationConfig config;
    private final Duration maxDowntime;
    private final Progress progress;
    private final CutoverSteps steps;

    public Rollback(Servers servers, MigrationConfig config, Duration maxDowntime, Progress progress) {
        this.servers = servers;
        this.config = config;
        this.maxDowntime = maxDowntime;
        this.progress = progress;
        this.steps = new CutoverSteps(progress);
    }

    /**
     * Finishes one that was cut short.
     *
     * @throws MigrationException {@code ROLLBACK-001} when the gate is closed, {@code ROLLBACK-002} when it was undone, {@code
     *     ROLLBACK-003} when it is unclear who owns the data, or MariaDB does and something is left to do
     */
    @SuppressWarnings("try") // the role is held by being open
    public RollbackReceipt run() throws Exception {
        try (RoleLock role = RoleLock.acquire(servers.target(), config.name(), Role.CUTOVER);
                Connection control = servers.target().connect()) {
            MigrationRecord record = Records.existing(control, config.name());
            MigrationStore.upgrade(control);
            Homecoming home = new Homecoming(servers, record, steps);
            if (record.phase() == Phase.STREAMING
                    && new WindowLedger(config.name()).read(control).isPresent()) {
                progress.note("MariaDB owns the data already; what is left of a way back is removed.");
                home.cleanUp(control);
                return new RollbackReceipt(home.position(control), Duration.ZERO, 0, steps.all());
            }
            if (record.phase() == Phase.REOPENING) {
                progress.note(
                        "An earlier rollback was cut short when MariaDB owned the data already; it is finished now.");
                home.reopen(control);
                home.cleanUp(control);
                return new RollbackReceipt(home.position(control), Duration.ZERO, 0, steps.all());
            }
            GivenBack given = giveBack(control, record);
            home.reopen(control);
            Duration refused = given.deadline().passed();
            home.cleanUp(control);
            RollbackReceipt receipt = new RollbackReceipt(home.position(control), refused, given.rows(), steps.all());
            return new RollbackTimes(config.name()).kept(control, receipt, progress);
        }
    }

    /** @param deadline since PostgreSQL refuses writes; @param rows that were compared */
    record GivenBack(Deadline deadline, long rows) {}

    @SuppressWarnings("try") // the source's session ends with the attempt
    private GivenBack giveBack(Connection control, MigrationRecord record) throws Exception {
        Approach approach;
        try {
            approach = approach(control, record);
        } catch (SQLException | RuntimeException e) {
            // An earlier one has left PostgreSQL refusing writes, and this one cannot even begin.
            throw record.phase() == Phase.RETURNING
                    ? new RollbackUndo(servers, record, Deadline.ofRollback(maxDowntime)).run(false, e)
                    : e;
        }
        @Nullable GivenBack given = null;
        try (Connection source = approach.source();
                ReverseFollower follower = ReverseFollower.start(servers, config)) {
            ReverseDrain drain = new ReverseDrain(source, approach.window(), follower);
            if (record.phase() == Phase.RETURNING) {
                progress.note("An earlier rollback was cut short; PostgreSQL refuses writes since then.");
            } else {
                passGate(control, source, record, approach.before(), drain);
            }
            given = new GiveBack(servers, config, maxDowntime, steps, drain).run(control, source, record);
        } catch (SQLException e) {
            if (given == null) {
                throw e;
            }
            // It is decided: a session that does not end cleanly must not keep MariaDB from being opened.
            System.getLogger(Rollback.class.getName())
                    .log(System.Logger.Level.WARNING, "a session of the rollback did not end cleanly", e);
        }
        return given;
    }

    /** What a rollback needs besides PostgreSQL. */
    private record Approach(Connection source, Window window, FenceSettings before) {}

    private Approach approach(Connection control, MigrationRecord record) throws SQLException {
        Window window = ReverseRun.requireWindow(control, record);
        FenceSettings before = FenceSettings.of(record);
        Connection source = servers.source().connect();
        try {
            if (record.phase() == Phase.RETURNING) {
                // Time has passed since the gate was passed, and MariaDB has to be opened in the end.
                new RollbackGate(config).requireReady(source, record, before);
            }
            return new Approach(source, window, before);
        } catch (SQLException | RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private void passGate(
            Connection control, Connection source, MigrationRecord record, FenceSettings before, ReverseDrain drain)
            throws Exception {
        RollbackGate gate = new RollbackGate(config);
        steps.time("check", () -> {
            gate.requireReady(source, record, before);
            return record;
        });
        steps.time("catch up", () -> {
            gate.requireSmallLag(control, drain);
            return record;
        });
    }

    /**
     * Lets PostgreSQL take writes again after a rollback that was cut short. Needs nothing of MariaDB.
     *
     * @return false when PostgreSQL took writes all the time
     * @throws MigrationException {@code RUN-002} when MariaDB owns the data, {@code ROLLBACK-003} when PostgreSQL could not be opened
     */
    @SuppressWarnings("try") // the role is held by being open
    public boolean abort() throws SQLException {
        try (RoleLock role = RoleLock.acquire(servers.target(), config.name(), Role.CUTOVER);
                Connection control = servers.target().connect()) {
            MigrationRecord record = Records.existing(control, config.name());
            Phase phase = reopened(control, record);
            if (phase == Phase.RETURNING || phase == Phase.HANDED_OVER) {
                return phase == Phase.RETURNING;
            }
            throw new MigrationException(
                    FailureCode.WRONG_PHASE,
                    "Migration " + config.name() + " is in phase " + phase.text()
                            + ": there is no rollback that could be aborted; MariaDB owns the data.",
                    phase == Phase.REOPENING
                            ? "Run migrate rollback: it finishes the one that was cut short."
                            : "Look at migrate status.");
        }
    }

    private static Phase reopened(Connection control, MigrationRecord record) {
        try {
            return new TargetReopening(record).run(control).orElse(record.phase());
        } catch (SQLException e) {
            throw new MigrationException(
                    FailureCode.ROLLBACK_UNCLEAR,
                    "Migration " + record.name() + ": PostgreSQL could not be opened again: " + e.getMessage() + ".",
                    "Nothing has changed. Who holds a lock on a migrated table (pg_locks, pg_stat_activity)? Then run migrate"
                            + " rollback --abort again.",
                    e);
        }
    }
}
