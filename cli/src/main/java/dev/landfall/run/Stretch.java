package dev.landfall.run;

import dev.landfall.apply.TransactionApplier;
import dev.landfall.event.ChangeEvents;
import dev.landfall.event.GtidSet;
import dev.landfall.event.SourceTransaction;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.stream.ChangeStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A part of a stream with one plan and one connection to the binary log. One thread; stream and applier stay the caller's. */
final class Stretch implements AutoCloseable {
    /** More than the queue holds of any size that matters. */
    private static final int MAX_TRANSACTIONS = 50_000;

    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final long CHECK_NANOS = 500_000_000L;
    /** query_canceled: by {@link StopShort}, or by somebody else, which is a failure. */
    private static final String CANCELLED = "57014";

    private final ChangeStream stream;
    private final TransactionApplier applier;
    private final @Nullable SchemaGate schema;
    private final MigrationPlan plan;
    private final StreamControl control;
    private final StreamReporter reporter;
    private final Progress progress;
    private final Backlog backlog = new Backlog();
    private final BatchSize batchSize = new BatchSize();

    /** How it ends. */
    sealed interface End {}

    /** With the stream as a whole. */
    record Ended(StreamReceipt.End why) implements End {}

    /** Everything before it is applied. */
    record AtSchemaChange(SourceTransaction change) implements End {}

    /** The connection was lost for good while nothing was applied. */
    record Disconnected() implements End {}

    /** Whether there is anything left to follow. */
    interface HandOver {
        boolean isDone() throws SQLException;
    }

    /** @param schema null where the applier stops in front of every schema change */
    Stretch(
            ChangeStream stream,
            TransactionApplier applier,
            @Nullable SchemaGate schema,
            MigrationPlan plan,
            StreamControl control,
            StreamReporter reporter,
            Progress progress) {
        this.stream = stream;
        this.applier = applier;
        this.schema = schema;
        this.plan = plan;
        this.control = control;
        this.reporter = reporter;
        this.progress = progress;
    }

    End follow(AtomicBoolean stopRequested, HandOver handOver) throws SQLException, InterruptedException {
        long checkedAt = System.nanoTime() - CHECK_NANOS;
        boolean rested = false;
        boolean lost = false;
        while (true) {
            GtidSet until = control.until();
            if (until != null && applied().contains(until)) {
                return new Ended(StreamReceipt.End.REACHED);
            }
            if (stopRequested.get()) {
                return new Ended(StreamReceipt.End.STOPPED);
            }
            if (System.nanoTime() - checkedAt >= CHECK_NANOS) {
                checkedAt = System.nanoTime();
                lookAround();
                if (handOver.isDone()) {
                    return new Ended(StreamReceipt.End.HANDED_OVER);
                }
                if (control.standstill().isPresent()) {
                    Optional<End> end = apply(stopRequested, handOver, () -> standStill(stopRequested, handOver));
                    if (end.isPresent()) {
                        return end.get();
                    }
                }
            } else if (control.paused()) {
                rested = true;
                lost = rest(lost);
            } else if (rested && stream.hasEnded()) {
                return new Disconnected();
            } else {
                rested = false;
                Optional<End> end = apply(stopRequested, handOver, () -> applyNext(control.until()));
                if (end.isPresent()) {
                    return end.get();
                }
            }
        }
    }

    /** @return the schema change that ends the plan; empty when all is applied */
    private interface Applying {
        Optional<SourceTransaction> apply() throws SQLException, InterruptedException;
    }

    private static Optional<End> apply(AtomicBoolean stopRequested, HandOver handOver, Applying applying)
            throws SQLException, InterruptedException {
        try {
            return applying.apply().map(AtSchemaChange::new);
        } catch (MigrationException e) {
            // The hand-over fences out whoever has not looked around since.
            if (e.code() == FailureCode.FENCED_OUT && handOver.isDone()) {
                return Optional.of(new Ended(StreamReceipt.End.HANDED_OVER));
            }
            throw e;
        } catch (SQLException e) {
            if (stopRequested.get() && CANCELLED.equals(e.getSQLState())) {
                return Optional.of(new Ended(StreamReceipt.End.STOPPED));
            }
            throw e;
        }
    }

    /** For as long as a verification wants it, and nobody else wants anything else. */
    private Optional<SourceTransaction> standStill(AtomicBoolean stopRequested, HandOver handOver)
            throws SQLException, InterruptedException {
        AtomicReference<SourceTransaction> schemaChange = new AtomicReference<>();
        control.standstill()
                .orElseThrow()
                .keep(
                        this::applied,
                        stopRequested::get,
                        () -> {
                            lookAround();
                            return control.standstill().isPresent() && !handOver.isDone();
                        },
                        place -> {
                            applyNext(place).ifPresent(schemaChange::set);
                            return schemaChange.get() == null && !stream.hasEnded();
                        });
        return Optional.ofNullable(schemaChange.get());
    }

    private GtidSet applied() {
        return applier.position().position().gtids();
    }

    private void lookAround() throws SQLException {
        control.look(applied());
        StreamLag lag = reporter.report(applier.position(), control.held(), stream.reading());
        batchSize.missing(lag.transactions());
        if (lag.isCaughtUp()) {
            control.caughtUp();
        }
    }

    /**
     * Nothing is taken from the stream meanwhile, so that it stops reading when its queue is full. Its connection stays: a server
     * does not purge a file that it sends from.
     *
     * @return whether it is lost for good
     */
    private boolean rest(boolean lost) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(PATIENCE.toMillis());
        if (!lost && stream.hasEnded()) {
            progress.note(
                    "Warning: the connection to the source's binary log is lost; it is opened again when the stream"
                            + " goes on.");
        }
        return lost || stream.hasEnded();
    }

    private Optional<SourceTransaction> applyNext(@Nullable GtidSet until) throws SQLException, InterruptedException {
        if (backlog.isEmpty()) {
            backlog.add(stream.take(MAX_TRANSACTIONS, PATIENCE));
        }
        List<SourceTransaction> batch = backlog.next(Math.min(control.batch(), batchSize.of(backlog.changes())), until);
        try {
            long begunAt = System.nanoTime();
            Optional<SourceTransaction> schemaChange = apply(batch);
            batchSize.applied(batch, System.nanoTime() - begunAt);
            return schemaChange;
        } finally {
            batch.forEach(SourceTransaction::close);
        }
    }

    /** @return the schema change that ends the plan, with everything before it applied; empty when all is applied */
    private Optional<SourceTransaction> apply(List<SourceTransaction> batch) throws SQLException {
        List<SourceTransaction> left = batch;
        while (!left.isEmpty()) {
            int change = schema == null ? -1 : schemaChange(left);
            List<SourceTransaction> plain = change < 0 ? left : left.subList(0, change);
            if (!plain.isEmpty()) {
                reporter.applied(applier.apply(plain, written -> reporter.reportLarge(applier.position(), written)));
            }
            if (change < 0) {
                break;
            }
            SourceTransaction next = left.get(change);
            if (!Objects.requireNonNull(schema).meansNothing(next, plan)) {
                return Optional.of(next);
            }
            reporter.applied(applier.apply(List.of(withoutEvents(next))));
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

    @Override
    public void close() {
        backlog.close();
    }
}
