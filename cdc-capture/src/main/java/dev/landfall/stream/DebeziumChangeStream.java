package dev.landfall.stream;

import dev.landfall.event.SourceTransaction;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.source.SourceDatabase;
import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ChangeStream} by Debezium's embedded engine. The engine keeps the connection, opens it again after a loss and
 * frames transactions; rows are decoded by the catalog. A transaction is held until it is whole, a very large one and
 * very large values in temporary files.
 */
public final class DebeziumChangeStream implements ChangeStream {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
    /** Debezium gives its own threads up to forty seconds to end. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(60);

    private final CaptureSession session;
    private final StreamFailures failures;
    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private final Thread runner;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param records takes what the engine reads, one by one */
    DebeziumChangeStream(CaptureSession session, String migration, Consumer<SourceRecord> records) {
        this.session = session;
        this.failures = new StreamFailures(session.source());
        this.engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(DebeziumProperties.of(session))
                .using((success, message, error) -> ended(message, error))
                .notifying(new RecordHandler(records, session.queue(), failures))
                .build();
        this.runner = new Thread(engine, "stream-" + migration);
        runner.setDaemon(true);
    }

    /**
     * Starts to read; the first transactions can be taken soon after.
     *
     * @throws MigrationException when the source does not answer, refuses the login or no longer has the binary log from
     *     the position on, or when a column's character set cannot be decoded
     */
    public static ChangeStream open(StreamRequest request) {
        boolean namesFold = BinlogReach.check(new SourceDatabase(request.source()), request.from());
        CapturedTables tables = new CapturedTables(request.tables(), namesFold, request.scope());
        CaptureSession session = CaptureSession.open(request, tables);
        try {
            DebeziumChangeStream stream =
                    new DebeziumChangeStream(session, request.migration(), session.assembler()::accept);
            stream.start();
            return stream;
        } catch (RuntimeException e) {
            session.close();
            throw new StreamFailures(request.source()).explain(e);
        }
    }

    void start() {
        runner.start();
    }

    @Override
    public List<SourceTransaction> take(int maxTransactions, Duration timeout) throws InterruptedException {
        return session.queue().take(maxTransactions, timeout);
    }

    @Override
    public boolean hasEnded() {
        return session.queue().hasFailed();
    }

    @Override
    public long reading() {
        return session.assembler().reading();
    }

    /** The engine has ended, for whatever reason; after {@link #close} nobody asks any more. */
    private void ended(String message, @Nullable Throwable error) {
        session.queue().fail(error == null ? endedByItself(message) : failures.explain(error));
    }

    private MigrationException endedByItself(String message) {
        return new MigrationException(
                FailureCode.STREAM_FAILED,
                session.source().display() + ": the stream ended by itself (" + message + ").",
                "Nothing is lost: run the command again.");
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            session.queue().close();
            session.close();
            stopEngine();
            if (!runner.isAlive()) {
                session.assembler().abandon();
            }
        }
    }

    /** The engine refuses to be closed while it starts its task, so it is asked again until it is over. */
    private void stopEngine() {
        boolean interrupted = false;
        boolean asked = false;
        long end = System.nanoTime() + LONGEST_STOP.toNanos();
        while (runner.isAlive() && System.nanoTime() < end) {
            asked = asked || askToStop();
            try {
                runner.join(LOOK_AGAIN.toMillis());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean askToStop() {
        try {
            engine.close();
            return true;
        } catch (IllegalStateException e) {
            return false; // starting, or ending already
        } catch (IOException e) {
            return true;
        }
    }
}
