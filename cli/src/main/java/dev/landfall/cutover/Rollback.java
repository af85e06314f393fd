package dev.landfall.cutover;

import dev.landfall.apply.AppliedPosition;
import dev.landfall.apply.PositionLedger;
import dev.landfall.config.MigrationConfig;
import dev.landfall.failpoint.Failpoint;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.reverse.ReverseLedger;
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
import dev.landfall.window.WayBack;
import dev.landfall.window.Window;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The way home: PostgreSQL refuses writes, MariaDB gets what it lacks, both are proven equal, MariaDB takes writes again. Ends in
 * exactly one of: MariaDB owns the data, or PostgreSQL takes writes as before.
 */
public final class Rollback {
    private static final Duration LOCKS = Duration.ofSeconds(30);

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
     *     ROLLBACK-003} when it is unclear who owns the data
     */
    @SuppressWarnings("try") // the role is held by being open
    public RollbackReceipt run() throws Exception {
        try (RoleLock role = RoleLock.acquire(servers.target(), config.name(), Role.CUTOVER);
                Connection control = servers.target().connect();
                Connection source = servers.source().connect()) {
            MigrationRecord record = Records.existing(control, config.name());
            if (record.phase() == Phase.REOPENING) {
                progress.note(
                        "An earlier rollback was cut short when MariaDB owned the data already; it is finished now.");
                return finish(control, source, record, null);
            }
            Window window = ReverseRun.requireWindow(control, record);
            FenceSettings before = settings(record);
            GivenBack given;
            try (ReverseFollower follower = ReverseFollower.start(servers, config)) {
                ReverseDrain drain = new ReverseDrain(source, window, follower);
                if (record.phase() == Phase.RETURNING) {
                    progress.note("An earlier rollback was cut short; PostgreSQL refuses writes since then.");
                } else {
                    passGate(control, source, record, before, drain);
                }
                given = new GiveBack(servers, config, maxDowntime, steps, drain).run(control, source, record);
            }
            return finish(control, source, record, given);
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

    private FenceSettings settings(MigrationRecord record) {
        String settings = record.fence();
        if (settings == null) {
            throw new MigrationException(
                    FailureCode.ROLLBACK_UNCLEAR,
                    "Migration " + config.name() + " is in phase "
                            + record.phase().text() + " but does not know how the source was before its cutover.",
                    "Somebody has changed landfall.migration.fence. Write to PostgreSQL only, and put back there what it was:"
                            + " {\"readOnly\":false,\"eventScheduler\":false}.");
        }
        return FenceSettings.ofJson(settings);
    }

    /** MariaDB owns the data: from here on every step can be repeated, and none gives it away again. */
    private RollbackReceipt finish(
            Connection control, Connection source, MigrationRecord record, @Nullable GivenBack given) throws Exception {
        steps.time("reopen", () -> {
            new WriteFence(source).lower(settings(record));
            return record;
        });
        Failpoint.ROLLBACK_REOPENED.reach();
        Duration refused = given == null ? Duration.ZERO : given.deadline().passed();
        steps.time("clean up", () -> {
            try (Statement statement = control.createStatement()) {
                statement.execute("SET lock_timeout = " + LOCKS.toMillis());
            }
            new WayBack(config.name(), record.plan()).close(control);
            ReverseLedger.remove(source, config.name());
            new MigrationStore(config.name()).returned(control);
            return record;
        });
        return new RollbackReceipt(position(control), refused, given == null ? 0 : given.rows(), steps.all());
    }

    private String position(Connection control) throws SQLException {
        return new PositionLedger(config.name())
                .read(control)
                .map(AppliedPosition::position)
                .map(at -> at.gtids().toString())
                .orElse("");
    }

    /** @param deadline since PostgreSQL refuses writes; @param rows that were compared */
    record GivenBack(Deadline deadline, long rows) {}
}
