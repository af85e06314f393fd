package dev.landfall.run;

import dev.landfall.apply.AppliedPosition;
import dev.landfall.apply.ApplyReceipt;
import dev.landfall.apply.CopiedRanges;
import dev.landfall.apply.TransactionApplier;
import dev.landfall.event.ChangeEvents;
import dev.landfall.event.GtidSet;
import dev.landfall.event.SourceTransaction;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.stream.ChangeStream;
import dev.landfall.stream.DebeziumChangeStream;
import dev.landfall.stream.StreamRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Takes source transactions and applies them until something ends it. The caller holds {@link Role#STREAM}. */
final class StreamLoop {
    /** More than the queue holds of any size that matters: a batch is what has arrived while the last one was applied. */
    private static final int MAX_TRANSACTIONS = 50_000;

    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final long CHECK_NANOS = 500_000_000L;
    /** Changes, from which on people want to see that something moves. */
    private static final long LARGE = 100_000;

    private final Servers servers;
    private final String migration;
    private final @Nullable SchemaStep schema;
    private final CopiedRanges copied;
    private final Progress progress;
    private final AtomicBoolean stopRequested;
    private final MigrationStore store;
    private MigrationPlan plan;
    private long transactions;
    private long changes;
    private GtidSet headSeen = GtidSet.EMPTY;
    private long reportedAt;

    /** @param schema what takes it over schema changes; null stops in front of every one */
    StreamLoop(
            Servers servers,
            String migration,
            MigrationPlan plan,
            CopiedRanges copied,
            Progress progress,
            AtomicBoolean stopRequested,
            @Nullable SchemaStep schema) {
        this.servers = servers;
        this.migration = migration;
        this.schema = schema;
        this.plan = plan;
        this.copied = copied;
        this.progress = progress;
        this.stopRequested = stopRequested;
        this.store = new MigrationStore(migration);
    }

    /** How a stretch with one plan ends. */
    private sealed interface Stretch {
        record Ended(StreamReceipt.End end) implements Stretch {}

        /** Everything before it is applied. */
        record AtSchemaChange(SourceTransaction change) implements Stretch {}
    }

    /**
     * @param until a position to run to; null runs until stopped or handed over
     * @throws InterruptedException between two batches only
     */
    StreamReceipt run(@Nullable GtidSet until) throws SQLException, InterruptedException {
        long startedAt = System.nanoTime();
        try (SourceHead head = new SourceHead(servers.source());
                Connection control = servers.target().connect()) {
            while (true) {
                AppliedPosition reached;
                Stretch stretch;
                try (TransactionApplier applier =
                                new TransactionApplier(servers.target().connect(), plan, migration, copied);
                        ChangeStream stream = DebeziumChangeStream.open(request(applier.position()))) {
                    stretch = follow(stream, applier, head, control, until);
                    reached = applier.position();
                }
                if (stretch instanceof Stretch.AtSchemaChange at) {
                    stretch = pass(at.change(), reached);
                }
                if (stretch instanceof Stretch.Ended ended) {
                    return new StreamReceipt(
                            ended.end(),
                            reached.position().gtids().toString(),
                            transactions,
                            changes,
                            Duration.ofNanos(System.nanoTime() - startedAt));
                }
            }
        }
    }

    /** The stream is closed meanwhile: it would read on by the plan before the change. */
    private Stretch pass(SourceTransaction change, AppliedPosition reached) throws SQLException, InterruptedException {
        Optional<MigrationPlan> next = Objects.requireNonNull(schema).pass(change, plan, reached);
        if (next.isEmpty()) {
            return new Stretch.Ended(StreamReceipt.End.STOPPED);
        }
        plan = next.get();
        transactions++;
        return new Stretch.AtSchemaChange(change);
    }

    private StreamRequest request(AppliedPosition from) {
        SchemaStep step = schema;
        MigrationPlan current = plan;
        return new StreamRequest(
                servers.source().config(),
                migration,
                current.tables().stream().map(TablePlan::source).toList(),
                from.position(),
                table -> step != null && step.wants(table, current));
    }

    private Stretch follow(
            ChangeStream stream,
            TransactionApplier applier,
            SourceHead head,
            Connection control,
            @Nullable GtidSet until)
            throws SQLException, InterruptedException {
        long checkedAt = System.nanoTime() - CHECK_NANOS;
        while (true) {
            GtidSet applied = applier.position().position().gtids();
            if (until != null && applied.contains(until)) {
                return new Stretch.Ended(StreamReceipt.End.REACHED);
            }
            if (stopRequested.get()) {
                return new Stretch.Ended(StreamReceipt.End.STOPPED);
            }
            if (System.nanoTime() - checkedAt >= CHECK_NANOS) {
                checkedAt = System.nanoTime();
                headSeen = head.positionSince(headSeen);
                report(applier, large(stream.reading()));
                if (store.phase(control).equals(Optional.of(Phase.HANDED_OVER))) {
                    return new Stretch.Ended(StreamReceipt.End.HANDED_OVER);
                }
            }
            List<SourceTransaction> batch = stream.take(MAX_TRANSACTIONS, PATIENCE);
            try {
                Optional<SourceTransaction> schemaChange = apply(upTo(until, batch), applier);
                if (schemaChange.isPresent()) {
                    return new Stretch.AtSchemaChange(schemaChange.get());
                }
            } finally {
                batch.forEach(SourceTransaction::close);
            }
        }
    }

    /** @return the schema change that ends the plan, with everything before it applied; empty when all is applied */
    private Optional<SourceTransaction> apply(List<SourceTransaction> batch, TransactionApplier applier)
            throws SQLException {
        List<SourceTransaction> left = batch;
        while (!left.isEmpty()) {
            int change = schema == null ? -1 : schemaChange(left);
            List<SourceTransaction> plain = change < 0 ? left : left.subList(0, change);
            if (!plain.isEmpty()) {
                ApplyReceipt receipt = applier.apply(plain, written -> reportLarge(applier, written));
                transactions += receipt.transactions();
                changes += receipt.changes();
            }
            if (change < 0) {
                break;
            }
            SourceTransaction next = left.get(change);
            if (!Objects.requireNonNull(schema).meansNothing(next, plan)) {
                return Optional.of(next);
            }
            transactions += applier.apply(List.of(withoutEvents(next))).transactions();
            left = left.subList(change + 1, left.size());
        }
        return Optional.empty();
    }

    private static int schemaChange(List<SourceTransaction> batch) {
        for (int i = 0; i < batch.size(); i++) {
            if (batch.get(i).changesSchema()) {
                return i;
            }
        }
        return -1;
    }

    private static SourceTransaction withoutEvents(SourceTransaction transaction) {
        return new SourceTransaction(
                transaction.gtid(), ChangeEvents.of(List.of()), transaction.end(), transaction.committedAt());
    }

    /** The batch up to the transaction that reaches the wanted position: {@code --stop-at} is exact. */
    private static List<SourceTransaction> upTo(@Nullable GtidSet until, List<SourceTransaction> batch) {
        if (until == null) {
            return batch;
        }
        for (int i = 0; i < batch.size(); i++) {
            if (batch.get(i).end().gtids().contains(until)) {
                return batch.subList(0, i + 1);
            }
        }
        return batch;
    }

    /** While one batch takes long. */
    private void reportLarge(TransactionApplier applier, long written) {
        if (large(written) > 0 && System.nanoTime() - reportedAt >= CHECK_NANOS) {
            report(applier, written);
        }
    }

    private static long large(long changesInWork) {
        return changesInWork < LARGE ? 0 : changesInWork;
    }

    private void report(TransactionApplier applier, long inWork) {
        reportedAt = System.nanoTime();
        GtidSet head = headSeen;
        GtidSet applied = applier.position().position().gtids();
        progress.stream(new Progress.StreamProgress(
                transactions,
                changes,
                applied.missingFrom(head),
                lagMillis(applied, head, applier.position().committedAt()),
                inWork,
                applied.toString()));
    }

    /** Age of the last applied transaction while there is more to apply, else 0. */
    static long lagMillis(GtidSet applied, GtidSet head, @Nullable Instant committedAt) {
        if (applied.contains(head) || committedAt == null) {
            return 0;
        }
        return Math.max(0, Duration.between(committedAt, Instant.now()).toMillis());
    }
}
