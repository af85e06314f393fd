package dev.landfall.cutover;

import dev.landfall.config.Hook;
import dev.landfall.config.MigrationConfig;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.run.Follower;
import dev.landfall.run.MigrationRecord;
import dev.landfall.run.MigrationStore;
import dev.landfall.run.Phase;
import dev.landfall.run.Progress;
import dev.landfall.run.ProofKeeper;
import dev.landfall.run.Records;
import dev.landfall.run.Role;
import dev.landfall.run.RoleLock;
import dev.landfall.run.Servers;
import dev.landfall.run.TargetProgress;
import dev.landfall.window.WayBack;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way from the gate to hand-over. Ends in exactly one of: handed over, or the source takes writes again. */
public final class Cutover {
    private static final Duration LOCKS = Duration.ofSeconds(10);
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Servers servers;
    private final MigrationConfig config;
    private final CutoverOptions options;
    private final Progress progress;
    private final CutoverSteps steps;
    private final Hooks hooks;

    public Cutover(Servers servers, MigrationConfig config, CutoverOptions options, Progress progress) {
        this.servers = servers;
        this.config = config;
        this.options = options;
        this.progress = progress;
        this.steps = new CutoverSteps(progress);
        this.hooks = new Hooks(config, progress, steps);
    }

    /**
     * @throws MigrationException {@code CUTOVER-001} when the gate is closed, {@code CUTOVER-002} when it was undone, {@code
     *     CUTOVER-003} when it is unclear who owns the data, {@code CUTOVER-005} when it was handed over and the hook behind
     *     that failed
     */
    @SuppressWarnings("try") // the roles are held by being open
    public CutoverReceipt run() throws Exception {
        String name = config.name();
        try (RoleLock role = RoleLock.acquire(servers.target(), name, Role.CUTOVER);
                Connection control = servers.target().connect();
                Connection source = servers.source().connect()) {
            RoleLock.keep(control);
            OpenSessions open = new OpenSessions(role, control, source);
            MigrationRecord record = recovered(control, source, Records.afterSnapshot(control, name));
            if (record.phase().inRollback()) {
                throw new MigrationException(
                        FailureCode.WRONG_PHASE,
                        "Migration " + name + " is in phase " + record.phase().text() + ": a rollback was cut short.",
                        "Run migrate rollback: it finishes it. In phase returning migrate rollback --abort gives PostgreSQL its"
                                + " writes back instead.");
            }
            if (record.phase() == Phase.HANDED_OVER) {
                throw new MigrationException(
                        FailureCode.WRONG_PHASE,
                        "Migration " + name + " is handed over already: the target owns the data.",
                        "There is nothing left to cut over."
                                + hooks.command(Hook.HANDED_OVER)
                                        .map(command -> " Unless its hook has been run, run it by hand: " + command)
                                        .orElse(""));
            }
            // Before one of our own would apply what is not to be applied.
            Gate gate = new Gate(servers, config, options);
            gate.requireStreaming(control);
            WayBackStep way = new WayBackStep(servers, config, options, record.plan(), source, progress);
            way.require(control);
            MigrationStore.upgrade(control);
            try (Follower follower = followUnlessStreaming(record);
                    TargetProgress applied = new TargetProgress(servers.target(), name)) {
                Drain drain = new Drain(applied, follower);
                LiveProof proof = new LiveProof(servers, config, options, steps, progress);
                FenceSessions sessions = new FenceSessions(source, options, progress, record.isSplit());
                Entry entry = new Entry(gate, sessions, proof, options, steps, progress, open);
                MigrationRecord admitted = entry.pass(control, source, record, drain);
                Handover handover =
                        new Handover(servers, config, options, steps, drain, way, hooks, sessions, proof, open);
                CutoverReceipt receipt = options.rehearse()
                        ? new Rehearsal(servers, config, options, steps, drain, proof).run(control, source, admitted)
                        : handover.run(control, source, admitted);
                Optional<MigrationException> failure =
                        receipt.handedOver() ? hooks.handedOver(receipt.position()) : Optional.empty();
                if (receipt.handedOver()) {
                    giveUpProof(control, admitted);
                }
                CutoverReceipt kept = new CutoverTimes(name).kept(control, receipt, progress);
                if (failure.isPresent()) {
                    throw failure.get();
                }
                return kept;
            }
        }
    }

    /** What is left of it does nothing: no reason to call a hand-over anything but done. */
    private void giveUpProof(Connection control, MigrationRecord record) {
        try {
            new ProofKeeper(servers, config).giveUp(control, record);
        } catch (SQLException e) {
            progress.note(
                    "Of what was noted for the last verification something is left on PostgreSQL, until migrate cutover"
                            + " --final: " + e.getMessage());
        }
    }

    /** A cutover that was killed behind its fence left the source refusing writes: that is put right first. */
    private MigrationRecord recovered(Connection control, Connection source, MigrationRecord record)
            throws SQLException, InterruptedException {
        if (!record.phase().inCutover()) {
            return record;
        }
        String settings = record.fence();
        if (settings == null) {
            throw new MigrationException(
                    FailureCode.CUTOVER_UNCLEAR,
                    "Migration " + config.name() + " is in phase "
                            + record.phase().text() + " but does not know how the source was before.",
                    "Check @@read_only and @@event_scheduler on the source by hand, then set landfall.migration.phase back to"
                            + " streaming.");
        }
        MigrationStore store = new MigrationStore(config.name());
        control.setAutoCommit(false);
        try {
            // A hand-over that is still being committed is waited for.
            if (lockedPhase(control, store, record).map(Phase::handedOver).orElse(false)) {
                return Records.afterSnapshot(control, config.name());
            }
            lower(source, record, FenceSettings.ofJson(settings));
            store.unfence(control);
            control.commit();
            control.setAutoCommit(true);
        } finally {
            if (!control.getAutoCommit()) {
                control.rollback();
                control.setAutoCommit(true);
            }
        }
        progress.note("An earlier cutover was cut short in phase "
                + record.phase().text() + "; the source takes writes again." + hooks.aborted());
        try {
            new WayBack(config.name(), record.plan()).close(control);
        } catch (SQLException e) {
            progress.note(
                    "Of its way back something is left, which is removed before the next fence: " + e.getMessage());
        }
        return Records.afterSnapshot(control, config.name());
    }

    private static void lower(Connection source, MigrationRecord record, FenceSettings before) throws SQLException {
        try {
            SourceFence.of(source, record).lower(before);
        } catch (SQLException e) {
            throw StillFenced.explain(record.name(), record.phase(), e);
        }
    }

    /** @throws MigrationException {@code CUTOVER-003} when somebody holds the phase for long: it may be a hand-over */
    private Optional<Phase> lockedPhase(Connection control, MigrationStore store, MigrationRecord record)
            throws SQLException {
        try (Statement statement = control.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = " + LOCKS.toMillis());
            return store.lockedPhase(control);
        } catch (SQLException e) {
            if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw e;
            }
            throw new MigrationException(
                    FailureCode.CUTOVER_UNCLEAR,
                    "Migration " + config.name() + " was in phase "
                            + record.phase().text()
                            + " when somebody began to change that, who has not ended for "
                            + LOCKS.toSeconds()
                            + " s: it may be the hand-over of an earlier cutover. Nothing was done.",
                    "Do not write on either side yet. Look for the session in pg_stat_activity that holds a row of"
                            + " landfall.migration, and let it end or end it; then run migrate status, and migrate cutover"
                            + " again.",
                    e);
        }
    }

    private @Nullable Follower followUnlessStreaming(MigrationRecord record) throws SQLException {
        try (TargetProgress progressNow = new TargetProgress(servers.target(), config.name())) {
            return progressNow.streaming()
                    ? null
                    : Follower.start(servers, config.name(), record.plan(), Progress.NONE);
        }
    }
}
