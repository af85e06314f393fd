package dev.landfall.stream;

import dev.landfall.failure.FailureKind;
import dev.landfall.failure.MigrationException;
import dev.landfall.source.SourceConfig;
import dev.landfall.source.SourceDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the parts of one stream share. Debezium makes some of them by class name; these find their stream by an id in
 * their configuration. Thread-safe.
 */
final class CaptureSession implements AutoCloseable {
    static final String PROPERTY = "landfall.session";

    private static final Map<String, CaptureSession> OPEN = new ConcurrentHashMap<>();
    private static final AtomicLong COUNT = new AtomicLong();

    private final String id = "l" + COUNT.incrementAndGet();
    private final SourceConfig source;
    private final CapturedTables tables;
    private final RecordTopics topics = new RecordTopics();
    private final RetryBudget retries = new RetryBudget();
    private final TransactionQueue queue = new TransactionQueue();
    private final TransactionAssembler assembler;
    private final AtomicBoolean connected = new AtomicBoolean();

    private CaptureSession(StreamRequest request, CapturedTables tables) {
        this.source = request.source();
        this.tables = tables;
        this.assembler = new TransactionAssembler(queue, retries, request.from(), ExpectedTransactions.of(request));
    }

    /** @throws MigrationException {@code SOURCE-008} when the target has rows of another history than the stream's */
    static CaptureSession open(StreamRequest request, CapturedTables tables) {
        CaptureSession session = new CaptureSession(request, tables);
        OPEN.put(session.id, session);
        return session;
    }

    /** @throws IllegalStateException when the stream has been closed in the meantime */
    static CaptureSession named(String id) {
        CaptureSession session = OPEN.get(id);
        if (session == null) {
            throw new IllegalStateException("the stream " + id + " has been closed");
        }
        return session;
    }

    /** Called for every connection. @return whether it is the first, in front of which the log was looked at */
    boolean connects() {
        return !connected.getAndSet(true);
    }

    /**
     * A server that was away may have lost the end of its log, and have given the numbers once more; or another one has its address.
     *
     * @throws MigrationException {@code SOURCE-007} or {@code SOURCE-008} when it does not have the log any more that was read so far,
     *     and whatever else it says no to for good
     * @throws UncheckedIOException when it cannot be asked
     */
    void requireSameLog() {
        try {
            BinlogReach.require(new SourceDatabase(source), assembler.position());
        } catch (MigrationException e) {
            if (e.code().kind() == FailureKind.REFUSED) {
                throw e;
            }
            throw new UncheckedIOException(
                    new IOException("the source's binary log cannot be looked at: " + e.getMessage()));
        }
    }

    /** Short, and never used twice in a process: also the prefix of Debezium's topics and of its JMX names. */
    String id() {
        return id;
    }

    SourceConfig source() {
        return source;
    }

    CapturedTables tables() {
        return tables;
    }

    RecordTopics topics() {
        return topics;
    }

    RetryBudget retries() {
        return retries;
    }

    TransactionQueue queue() {
        return queue;
    }

    TransactionAssembler assembler() {
        return assembler;
    }

    @Override
    public void close() {
        OPEN.remove(id);
        retries.close();
    }
}
