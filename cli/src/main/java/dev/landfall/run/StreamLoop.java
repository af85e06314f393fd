package dev.landfall.run;

import dev.landfall.apply.ApplyReceipt;
import dev.landfall.apply.CopiedRanges;
import dev.landfall.apply.TransactionApplier;
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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Takes source transactions and applies them until something ends it. The caller holds {@link Role#STREAM}. */
final class StreamLoop {
    /** More than the queue holds of any size that matters: a batch is what has arrived while the last one was applied. */
    private static final int MAX_TRANSACTIONS = 50_000;

    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final long CHECK_NANOS = 500_000_000L;

    private final Servers servers;
    private final String migration;
    private final MigrationPlan plan;
    private final CopiedRanges copied;
    private final Progress progress;
    private final AtomicBoolean stopRequested;
    private final MigrationStore store;
    private long transactions;
    private long changes;

    StreamLoop(
            Servers servers,
            String migration,
            MigrationPlan plan,
            CopiedRanges copied,
            Progress progress,
            AtomicBoolean stopRequested) {
        this.servers = servers;
        this.migration = migration;
        this.plan = plan;
        this.copied = copied;
        this.progress = progress;
        this.stopRequested = stopRequested;
        this.store = new MigrationStore(migration);
    }

    /**
     * @param until a position to run to; null runs until stopped or handed over
     * @throws InterruptedException between two batches only
     */
    StreamReceipt run(@Nullable GtidSet until) throws SQLException, InterruptedException {
        long startedAt = System.nanoTime();
        try (SourceHead head = new SourceHead(servers.source());
                Connection control = servers.target().connect();
                TransactionApplier applier =
                        new TransactionApplier(servers.target().connect(), plan, migration, copied);
                ChangeStream stream = DebeziumChangeStream.open(new StreamRequest(
                        servers.source().config(),
                        migration,
                        plan.tables().stream().map(TablePlan::source).toList(),
                        applier.position().position()))) {
            StreamReceipt.End end = follow(stream, applier, head, control, until);
            return new StreamReceipt(
                    end,
                    applier.position().position().gtids().toString(),
                    transactions,
                    changes,
                    Duration.ofNanos(System.nanoTime() - startedAt));
        }
    }

    private StreamReceipt.End follow(
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
                return StreamReceipt.End.REACHED;
            }
            if (stopRequested.get()) {
                return StreamReceipt.End.STOPPED;
            }
            if (System.nanoTime() - checkedAt >= CHECK_NANOS) {
                checkedAt = System.nanoTime();
                report(applier, head.position());
                if (store.phase(control).equals(Optional.of(Phase.HANDED_OVER))) {
                    return StreamReceipt.End.HANDED_OVER;
                }
            }
            List<SourceTransaction> batch = stream.take(MAX_TRANSACTIONS, PATIENCE);
            if (!batch.isEmpty()) {
                try {
                    ApplyReceipt receipt = applier.apply(upTo(until, batch));
                    transactions += receipt.transactions();
                    changes += receipt.changes();
                } finally {
                    batch.forEach(SourceTransaction::close);
                }
            }
        }
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

    private void report(TransactionApplier applier, GtidSet head) {
        GtidSet applied = applier.position().position().gtids();
        progress.stream(new Progress.StreamProgress(
                transactions,
                changes,
                applied.missingFrom(head),
                lagMillis(applied, head, applier.position().committedAt()),
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
