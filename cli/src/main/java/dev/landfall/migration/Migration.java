package dev.landfall.migration;

import dev.landfall.config.MigrationConfig;
import dev.landfall.cutover.Cutover;
import dev.landfall.cutover.CutoverOptions;
import dev.landfall.cutover.CutoverReceipt;
import dev.landfall.cutover.FinalCutover;
import dev.landfall.cutover.FinalCutoverReceipt;
import dev.landfall.cutover.Rollback;
import dev.landfall.cutover.RollbackReceipt;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.profile.ScanBudget;
import dev.landfall.run.AcceptedDdl;
import dev.landfall.run.Assessment;
import dev.landfall.run.AssessmentReport;
import dev.landfall.run.CleanupReport;
import dev.landfall.run.CleanupRun;
import dev.landfall.run.ContinuousRun;
import dev.landfall.run.ControlReport;
import dev.landfall.run.ControlRun;
import dev.landfall.run.Coverage;
import dev.landfall.run.GroupSplit;
import dev.landfall.run.MigrationRecord;
import dev.landfall.run.MigrationStore;
import dev.landfall.run.PlanMaker;
import dev.landfall.run.PolicyEffects;
import dev.landfall.run.Progress;
import dev.landfall.run.ProofKeeper;
import dev.landfall.run.RepairOutcome;
import dev.landfall.run.RepairRun;
import dev.landfall.run.ReplayReceipt;
import dev.landfall.run.ReplayRun;
import dev.landfall.run.ReverseReceipt;
import dev.landfall.run.ReverseRun;
import dev.landfall.run.SchemaComparison;
import dev.landfall.run.SchemaDifference;
import dev.landfall.run.SchemaParity;
import dev.landfall.run.SchemaParityCheck;
import dev.landfall.run.SchemaReport;
import dev.landfall.run.SchemaRun;
import dev.landfall.run.Servers;
import dev.landfall.run.SnapshotCommand;
import dev.landfall.run.SnapshotReceipt;
import dev.landfall.run.StatusReader;
import dev.landfall.run.StatusReport;
import dev.landfall.run.StreamReceipt;
import dev.landfall.run.StreamRun;
import dev.landfall.run.StreamUntil;
import dev.landfall.run.VerifyRun;
import dev.landfall.run.VerifyWatch;
import dev.landfall.runbook.Runbook;
import dev.landfall.runbook.RunbookOptions;
import dev.landfall.runbook.RunbookReader;
import dev.landfall.schema.DdlWriter;
import dev.landfall.target.Ddl;
import dev.landfall.verify.TableVerdict;
import dev.landfall.verify.VerificationReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the commands do, one method each. Methods throw {@link MigrationException} and nothing else, besides {@link
 * InterruptedException} where the user may interrupt. One method at a time; {@link #requestStop} from any thread.
 */
public final class Migration implements AutoCloseable {
    private final MigrationConfig config;
    private final Servers servers;
    private final Progress progress;
    private final AtomicBoolean stopRequested = new AtomicBoolean();

    private Migration(MigrationConfig config, Progress progress) {
        this.config = config;
        this.servers = Servers.of(config);
        this.progress = progress;
    }

    /** Connects to nothing yet. */
    public static Migration open(MigrationConfig config, Progress progress) {
        return new Migration(config, progress);
    }

    /**
     * Ends a running stream, or a snapshot's alignment, after the batch that is under way; a stream's batch that takes more than
     * a few seconds is rolled back instead.
     */
    public void requestStop() {
        stopRequested.set(true);
    }

    /** What a migration under way goes by; without one, decides anew by the source's schema and data. */
    public MigrationPlan plan() {
        return guarded(() -> {
            try (Connection source = servers.source().connect();
                    Connection target = servers.target().connect()) {
                Optional<MigrationRecord> found = new MigrationStore(config.name()).find(target);
                return found.isPresent() ? found.get().plan() : new PlanMaker(config, progress).plan(source, target);
            }
        });
    }

    /** Every statement of {@link #applySchema} and {@link #finishSchema}, in order. */
    public static List<String> ddl(MigrationPlan plan) {
        return new DdlWriter(plan).all().stream().map(Ddl::sql).toList();
    }

    /** @param scan how much of the data to look at */
    public AssessmentReport assess(ScanBudget scan) {
        return guarded(() -> new Assessment(servers, config, progress).run(scan));
    }

    public SchemaReport applySchema() {
        return guarded(() -> new SchemaRun(servers).beforeCopy(plan()));
    }

    public SchemaReport finishSchema() {
        return guarded(() -> new SchemaRun(servers).afterCopy(config.name(), plan()));
    }

    public List<SchemaDifference> diffSchema() {
        return guarded(() -> {
            try (Connection target = servers.target().connect()) {
                return new SchemaComparison(target, plan()).all();
            }
        });
    }

    /** Copies everything, or goes on where an earlier run stopped. */
    public SnapshotReceipt snapshot() throws InterruptedException {
        return interruptibly(() -> new SnapshotCommand(servers, config, progress, stopRequested).run());
    }

    /** Follows the source from where the target is. A group of tables is taken out of its migration first. */
    public StreamReceipt stream(StreamUntil until) throws InterruptedException {
        return stream(until, null);
    }

    /** @param accepted a schema change that somebody has looked at; null for none */
    public StreamReceipt stream(StreamUntil until, @Nullable AcceptedDdl accepted) throws InterruptedException {
        return interruptibly(() -> {
            new GroupSplit(servers, config, progress).run();
            return new StreamRun(servers, config, progress, stopRequested).run(until, accepted);
        });
    }

    /**
     * Proves parity of the configured tables, within the limits of the configuration.
     *
     * @param onTable hears each table's verdict as it is reached
     * @param goesOn whether from a verification that was interrupted; else it compares every row itself
     */
    public VerificationReport verify(Consumer<TableVerdict> onTable, boolean goesOn) throws InterruptedException {
        return interruptibly(() -> {
            try (VerifyWatch watch = VerifyWatch.start(servers, config, progress)) {
                return new VerifyRun(servers, config, watch.pace()).run(onTable, goesOn, progress);
            }
        });
    }

    /** What {@link #verify} is about. */
    public Coverage coverage() {
        return guarded(() -> Coverage.read(servers, new VerifyRun(servers, config), config.name()));
    }

    /** Proves parity of all tables again and again, until there is a difference. @param onPass hears of every pass */
    public VerificationReport verifyContinuously(Consumer<ProofKeeper.Pass> onPass, Consumer<TableVerdict> onTable)
            throws InterruptedException {
        return interruptibly(() -> {
            try (VerifyWatch watch = VerifyWatch.start(servers, config, progress)) {
                return new ContinuousRun(servers, config, watch, progress, stopRequested).run(onPass, onTable);
            }
        });
    }

    /** Whether the target schema of the configured tables is as the migration's phase asks. */
    public SchemaParity schemaParity() {
        return guarded(() -> new SchemaParityCheck(servers, new VerifyRun(servers, config), config.name()).run());
    }

    /** Repairs what differs in the configured tables. @param dryRun whether to change nothing and say what would be done */
    public RepairOutcome repair(boolean dryRun, Consumer<TableVerdict> onTable) throws InterruptedException {
        return interruptibly(() -> {
            try (VerifyWatch watch = VerifyWatch.start(servers, config, progress)) {
                return new RepairRun(servers, config, watch.pace()).run(dryRun, onTable);
            }
        });
    }

    /** Tries rows again that were set aside, by the policies of the configuration. */
    public ReplayReceipt replay() throws InterruptedException {
        return interruptibly(() -> new ReplayRun(servers, config).run());
    }

    /** A group of tables is taken out of its migration first, for a rehearsal too. */
    public CutoverReceipt cutover(CutoverOptions options) throws InterruptedException {
        return interruptibly(() -> {
            new GroupSplit(servers, config, progress).run();
            return new Cutover(servers, config, options, progress).run();
        });
    }

    /** Gives the way back up. @param early whether its window may be ended before its time */
    public FinalCutoverReceipt finalCutover(boolean early) throws InterruptedException {
        return interruptibly(() -> new FinalCutover(servers, config).run(early));
    }

    /** Brings back what is written on the target. @param untilCaughtUp ends when it has what is committed now */
    public ReverseReceipt reverse(boolean untilCaughtUp) throws InterruptedException {
        return interruptibly(() -> new ReverseRun(servers, config, progress, stopRequested).run(untilCaughtUp));
    }

    public RollbackReceipt rollback(Duration maxDowntime) throws InterruptedException {
        return interruptibly(() -> new Rollback(servers, config, maxDowntime, progress).run());
    }

    /** Gives PostgreSQL its writes back after a rollback that was cut short. @return false when it had them all the time */
    public boolean abortRollback() throws InterruptedException {
        return interruptibly(() -> new Rollback(servers, config, Duration.ZERO, progress).abort());
    }

    /** Changes how a snapshot copies, or a stream goes on, that runs anywhere. @param changes none to look only */
    public ControlReport control(List<String> changes) {
        return guarded(() -> new ControlRun(servers, config).run(changes));
    }

    public StatusReport status() {
        return guarded(() -> new StatusReader(servers, config).read());
    }

    /** What a runbook says now. */
    public Runbook runbook(RunbookOptions options) {
        return guarded(() -> new RunbookReader(servers, config).read(options));
    }

    /** What policies have done to values so far. */
    public PolicyEffects policyEffects() {
        return guarded(() -> {
            try (Connection control = servers.target().connect()) {
                return PolicyEffects.read(control, config.name());
            }
        });
    }

    /** @param confirmed without it the report says what would be removed, and nothing is */
    public CleanupReport cleanup(boolean confirmed) {
        return guarded(() -> new CleanupRun(servers, config).run(confirmed));
    }

    /** Nothing is open between two methods. */
    @Override
    public void close() {}

    private interface Work<T> {
        T run() throws Exception;
    }

    private <T> T guarded(Work<T> work) {
        try {
            return interruptibly(work);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(
                    FailureCode.INTERRUPTED, "The command was interrupted.", "Nothing was changed; run it again.", e);
        }
    }

    private <T> T interruptibly(Work<T> work) throws InterruptedException {
        try {
            return work.run();
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (SQLException e) {
            throw servers.explain(e);
        } catch (Exception e) {
            throw new MigrationException(
                    FailureCode.INTERNAL,
                    "Unexpected: " + e,
                    "Nothing is lost; run the command again, with -v for details.",
                    e);
        }
    }
}
