package dev.landfall.run;

import dev.landfall.apply.AppliedPosition;
import dev.landfall.apply.CopiedRanges;
import dev.landfall.apply.TransactionApplier;
import dev.landfall.event.GtidSet;
import dev.landfall.event.SourceTransaction;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.stream.ChangeStream;
import dev.landfall.stream.DebeziumChangeStream;
import dev.landfall.stream.StreamRequest;
import dev.landfall.throttle.StreamOrderStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Takes source transactions and applies them until something ends it. The caller holds {@link Role#STREAM}. */
final class StreamLoop {
    private final Servers servers;
    private final String migration;
    private final @Nullable SchemaGate schema;
    private final @Nullable StreamOrderStore orders;
    private final CopiedRanges copied;
    private final Progress progress;
    private final AtomicBoolean stopRequested;
    private final MigrationStore store;
    private MigrationPlan plan;

    /**
     * @param schema what takes it over schema changes; null stops in front of every one
     * @param orders what {@code migrate ctl} says; null where nobody may say anything
     */
    StreamLoop(
            Servers servers,
            String migration,
            MigrationPlan plan,
            CopiedRanges copied,
            Progress progress,
            AtomicBoolean stopRequested,
            @Nullable SchemaGate schema,
            @Nullable StreamOrderStore orders) {
        this.servers = servers;
        this.migration = migration;
        this.schema = schema;
        this.orders = orders;
        this.plan = plan;
        this.copied = copied;
        this.progress = progress;
        this.stopRequested = stopRequested;
        this.store = new MigrationStore(migration);
    }

    /**
     * @param until a position to run to; null runs until stopped or handed over
     * @throws InterruptedException between two batches only; a batch that takes long is rolled back first, see {@link StopShort}
     */
    StreamReceipt run(@Nullable GtidSet until) throws SQLException, InterruptedException {
        return run(until, new StreamTally());
    }

    /** The same. @param tally what an earlier try of the same run has applied; this one is added */
    @SuppressWarnings("try") // what cuts a stop short is there by being open
    StreamReceipt run(@Nullable GtidSet until, StreamTally tally) throws SQLException, InterruptedException {
        try (SourceWatch source = SourceWatch.start(servers.source());
                Connection control = servers.target().connect()) {
            StreamControl heeded = StreamControl.begin(
                    orders, new Standstill(migration, control, progress, Standstill.LONGEST), control, progress, until);
            StreamReporter reporter = new StreamReporter(source, progress, tally, caughtUpAt(control, heeded));
            while (true) {
                AppliedPosition reached;
                Stretch.End end;
                try (TransactionApplier applier =
                                new TransactionApplier(servers.target().connect(), plan, migration, copied);
                        ChangeStream stream = DebeziumChangeStream.open(request(applier.position()));
                        Beat stop = StopShort.watch(stopRequested, applier, progress);
                        Stretch stretch = new Stretch(stream, applier, schema, plan, heeded, reporter, progress)) {
                    end = stretch.follow(stopRequested, () -> isHandedOver(control));
                    reached = applier.position();
                }
                if (end instanceof Stretch.AtSchemaChange at) {
                    end = pass(at.change(), reached, tally);
                }
                if (end instanceof Stretch.Ended ended) {
                    return new StreamReceipt(
                            ended.why(),
                            reached.position().gtids().toString(),
                            tally.transactions(),
                            tally.changes(),
                            tally.took());
                }
            }
        }
    }

    private boolean isHandedOver(Connection control) throws SQLException {
        return store.phase(control).map(Phase::handedOver).orElse(false);
    }

    /** Nothing that is missing is older than the migration itself. */
    private Instant caughtUpAt(Connection control, StreamControl heeded) throws SQLException {
        Instant seen = heeded.caughtUpAt();
        return seen == null ? store.begunAt(control) : seen;
    }

    /** The stream is closed meanwhile: it would read on by the plan before the change. */
    private Stretch.End pass(SourceTransaction change, AppliedPosition reached, StreamTally tally)
            throws SQLException, InterruptedException {
        Optional<MigrationPlan> next = Objects.requireNonNull(schema).pass(change, plan, reached);
        if (next.isEmpty()) {
            return new Stretch.Ended(StreamReceipt.End.STOPPED);
        }
        plan = next.get();
        tally.addOne();
        return new Stretch.AtSchemaChange(change);
    }

    private StreamRequest request(AppliedPosition from) {
        SchemaGate step = schema;
        MigrationPlan current = plan;
        return new StreamRequest(
                servers.source().config(),
                migration,
                current.tables().stream().map(TablePlan::source).toList(),
                from.position(),
                copied.positions(),
                table -> step != null && step.wants(table, current));
    }
}
