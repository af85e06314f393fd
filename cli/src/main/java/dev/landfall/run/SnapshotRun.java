package dev.landfall.run;

import dev.landfall.apply.Chunk;
import dev.landfall.apply.ChunkLedger;
import dev.landfall.apply.CopiedRanges;
import dev.landfall.apply.PositionLedger;
import dev.landfall.catalog.TableName;
import dev.landfall.config.MigrationConfig;
import dev.landfall.failpoint.Failpoint;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.forecast.SnapshotForecast;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.plan.ViewPlan;
import dev.landfall.throttle.Throttle;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * The snapshot from where it stands: copy, indexes, alignment to one position, keys, statistics. Each step is kept before
 * the next begins, so a killed run goes on where it was. The caller holds {@link Role#COPY} and {@link Role#STREAM}.
 */
final class SnapshotRun {
    /** It depends on what is written on the source until then. */
    static final String ALIGNMENT = "catching up with the source";

    private static final String VIEWS = "materialized views";

    private final Servers servers;
    private final MigrationConfig config;
    private final MigrationStore store;
    private final MigrationPlan plan;
    private final Progress progress;
    private final AtomicBoolean stopRequested;
    private final StepClock clock;
    private final SnapshotForecast forecast;
    private final CopyProgress counted;
    private final SnapshotWatch.Reins reins;
    private final IndexPhase indexes;
    private final List<String> notes = new ArrayList<>();

    SnapshotRun(
            Servers servers,
            MigrationConfig config,
            MigrationPlan plan,
            Progress progress,
            AtomicBoolean stopRequested,
            StepClock clock) {
        this.servers = servers;
        this.config = config;
        this.store = new MigrationStore(config.name());
        this.plan = plan;
        this.progress = progress;
        this.stopRequested = stopRequested;
        this.clock = clock;
        this.forecast = new SnapshotForecast(
                plan.tables().stream().map(Efforts::shape).toList(),
                config.snapshot().workers());
        this.counted = new CopyProgress(plan, progress, forecast, System::nanoTime);
        int workers = config.snapshot().workers();
        this.reins =
                new SnapshotWatch.Reins(new Throttle(workers, System::nanoTime), new Crew(workers), new ReadViews());
        this.indexes = new IndexPhase(servers, plan, workers, forecast, counted, reins);
    }

    @SuppressWarnings("try") // the outlook is told, by being open
    SnapshotReceipt run(Connection control, Phase phase, boolean resumed) throws Exception {
        if (!phase.snapshotDone()) {
            counted.begin(chunks(control));
            foretellUncounted(phase);
            try (OutlookTeller teller =
                            new OutlookTeller(servers, config.name(), forecast, counted, clock::current, progress);
                    SnapshotWatch watch =
                            SnapshotWatch.start(servers, config, doing(phase), reins, forecast, progress, resumed)) {
                finish(control, phase, watch);
            }
        }
        clock.end();
        return receipt(control, resumed);
    }

    private void foretellUncounted(Phase phase) {
        if (phase == Phase.ALIGNING) {
            forecast.uncounted(ALIGNMENT);
        }
        if (plan.views().stream().anyMatch(ViewPlan::materialized)) {
            forecast.uncounted(VIEWS);
        }
    }

    private static SnapshotWatch.Doing doing(Phase phase) {
        return switch (phase) {
            case ALIGNING -> SnapshotWatch.Doing.FOLLOW;
            case INDEXING -> SnapshotWatch.Doing.BUILD;
            default -> SnapshotWatch.Doing.COPY;
        };
    }

    private void finish(Connection control, Phase phase, SnapshotWatch watch) throws Exception {
        Phase current = phase;
        if (current == Phase.COPYING) {
            clock.begin("copy");
            new CopyPhase(servers, config, plan, progress, forecast, counted, reins).run(chunks(control), watch);
            Failpoint.SNAPSHOT_COPIED.reach();
            watch.begin(SnapshotWatch.Doing.BUILD);
            clock.begin("index");
            indexes.afterCopy();
            Failpoint.SNAPSHOT_INDEXED.reach();
            current = startPosition(control);
        }
        if (current == Phase.ALIGNING) {
            watch.begin(SnapshotWatch.Doing.FOLLOW);
            forecast.uncounted(ALIGNMENT);
            clock.begin("align");
            align(control);
            Failpoint.SNAPSHOT_ALIGNED.reach();
            move(control, Transition.ALIGNED);
            current = Phase.INDEXING;
        }
        if (current != Phase.COPYING) {
            new PositionLedger(config.name())
                    .read(control)
                    .ifPresent(start -> watch.startsFrom(start.position(), start.committedAt()));
        }
        if (current == Phase.INDEXING) {
            watch.begin(SnapshotWatch.Doing.BUILD);
            forecast.counted(ALIGNMENT);
            clock.begin("keys");
            for (String open : indexes.onceConsistent()) {
                note("The " + open + " Correct the rows on the source; the cutover validates it.");
            }
            Failpoint.SNAPSHOT_KEYS_ADDED.reach();
            if (!plan.views().isEmpty()) {
                clock.begin("views");
                new ViewPhase(servers, plan, reins.throttle()).run().forEach(this::note);
                forecast.counted(VIEWS);
            }
            clock.begin("analyze");
            indexes.analyze();
            Failpoint.SNAPSHOT_ANALYZED.reach();
            move(control, Transition.COMPLETED);
        }
    }

    private void note(String sentence) {
        notes.add(sentence);
        progress.note(sentence);
    }

    /** Keeps the position to stream from, and whether chunks have to be brought to one position first. */
    private Phase startPosition(Connection control) throws SQLException {
        CopiedSpan span = CopiedSpan.of(chunks(control), plan);
        Transition next = span.isOnePosition() ? Transition.COPIED : Transition.COPIED_APART;
        control.setAutoCommit(false);
        try {
            new PositionLedger(config.name()).start(control, span.smallest());
            move(control, next);
            control.commit();
        } finally {
            control.rollback();
            control.setAutoCommit(true);
        }
        return next.to();
    }

    private void align(Connection control) throws SQLException, InterruptedException {
        List<Chunk> chunks = chunks(control);
        StreamReceipt receipt = new StreamLoop(
                        servers,
                        config.name(),
                        plan,
                        CopiedRanges.of(chunks),
                        progress,
                        stopRequested,
                        new SnapshotGate(),
                        null)
                .run(CopiedSpan.of(chunks, plan).greatest().gtids());
        if (receipt.end() != StreamReceipt.End.REACHED) {
            throw new InterruptedException();
        }
    }

    private void move(Connection control, Transition transition) throws SQLException {
        if (!store.move(control, transition)) {
            throw new MigrationException(
                    FailureCode.FENCED_OUT,
                    "Migration " + config.name() + " is no longer in phase "
                            + transition.from().get(0).text() + ".",
                    "Another process has moved it on. Look at migrate status.");
        }
    }

    private List<Chunk> chunks(Connection control) throws SQLException {
        return new ChunkLedger(config.name()).read(control, plan.catalog().database());
    }

    private SnapshotReceipt receipt(Connection control, boolean resumed) throws SQLException {
        Map<TableName, List<Chunk>> chunks = chunks(control).stream().collect(Collectors.groupingBy(Chunk::table));
        PolicyEffects policies = PolicyEffects.read(control, config.name());
        List<SnapshotReceipt.TableCopied> tables = new ArrayList<>();
        for (TablePlan table : plan.tables()) {
            List<Chunk> own = chunks.getOrDefault(table.source().name(), List.of());
            tables.add(new SnapshotReceipt.TableCopied(
                    table.source().name().name(),
                    own.stream().mapToLong(Chunk::rows).sum(),
                    own.stream().mapToLong(Chunk::bytes).sum(),
                    Duration.ofMillis(own.stream().mapToLong(Chunk::copyMillis).sum()),
                    indexes.took(table),
                    policies.rejected(table.source().name().name())));
        }
        String position = new PositionLedger(config.name())
                .read(control)
                .map(applied -> applied.position().gtids().toString())
                .orElse("");
        return new SnapshotReceipt(position, resumed, tables, policies, notes, clock.steps());
    }
}
