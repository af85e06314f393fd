package dev.landfall.stream;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.BinaryLogClient.AbstractLifecycleListener;
import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.MariadbGtidEventData;
import io.debezium.connector.mariadb.MariaDbConnectorConfig;
import io.debezium.connector.mariadb.MariaDbDatabaseSchema;
import io.debezium.connector.mariadb.MariaDbOffsetContext;
import io.debezium.connector.mariadb.MariaDbPartition;
import io.debezium.connector.mariadb.MariaDbStreamingChangeEventSource;
import io.debezium.connector.mariadb.MariaDbTaskContext;
import io.debezium.connector.mariadb.metrics.MariaDbStreamingChangeEventSourceMetrics;
import io.debezium.pipeline.ErrorHandler;
import io.debezium.pipeline.EventDispatcher;
import io.debezium.relational.TableId;
import io.debezium.snapshot.SnapshotterService;
import io.debezium.util.Clock;
import java.io.EOFException;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Debezium's reader of the binary log with the {@link BinlogGate} in front of it. Everything here but the construction and
 * {@link #execute} runs on the binary log client's thread.
 */
final class CapturingBinlogSource extends MariaDbStreamingChangeEventSource {
    private final CaptureSession session;
    private final ErrorHandler errorHandler;
    private final EventDispatcher<MariaDbPartition, TableId> dispatcher;
    private final BinlogGate gate;
    private volatile @Nullable Thread reader;
    /** Whether the log is known to be the one that was read so far. */
    private boolean sameLog;

    /** Nothing is looked at any more, since something must not be passed over or could not be dealt with. */
    private volatile boolean halted;

    CapturingBinlogSource(
            CaptureSession session,
            MariaDbConnectorConfig config,
            IdleConnection connection,
            EventDispatcher<MariaDbPartition, TableId> dispatcher,
            ErrorHandler errorHandler,
            MariaDbTaskContext taskContext,
            MariaDbDatabaseSchema schema,
            MariaDbStreamingChangeEventSourceMetrics metrics,
            SnapshotterService snapshotterService,
            BinaryLogClient client) {
        super(
                config,
                connection,
                dispatcher,
                errorHandler,
                Clock.SYSTEM,
                taskContext,
                schema,
                metrics,
                snapshotterService,
                client);
        this.session = session;
        this.errorHandler = errorHandler;
        this.dispatcher = dispatcher;
        this.sameLog = session.connects();
        this.gate = new BinlogGate(session.tables(), session.assembler().position());
        SourceSockets.configure(client, session.source());
        client.setEventDeserializer(new BinlogEvents(session.tables()));
    }

    @Override
    public void execute(ChangeEventSourceContext context, MariaDbPartition partition, MariaDbOffsetContext offset)
            throws InterruptedException {
        ChangeEventSourceContext stopAware = new StopAwareContext(context, this::interruptReader);
        getBinaryLogClient().registerLifecycleListener(new AbstractLifecycleListener() {
            @Override
            public void onDisconnect(BinaryLogClient client) {
                disconnected(context);
            }
        });
        super.execute(stopAware, partition, offset);
    }

    /** A server that goes away politely closes the connection: the client ends then and calls it no failure. */
    private void disconnected(ChangeEventSourceContext context) {
        if (context.isRunning() && !halted && errorHandler.getProducerThrowable() == null) {
            errorHandler.setProducerThrowable(new EOFException("the server has closed the connection"));
        }
    }

    /** It may be waiting for room that nobody will make any more. */
    private void interruptReader() {
        Thread thread = reader;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Must not throw: the client would note an exception in its log and go on with the next event. */
    @Override
    protected void handleEvent(
            MariaDbPartition partition, MariaDbOffsetContext offset, ChangeEventSourceContext context, Event event) {
        if (event == null || halted) {
            return;
        }
        try {
            pass(partition, (CaptureOffset) offset, context, event);
        } catch (InterruptedException e) {
            halted = true;
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            halted = true;
            errorHandler.setProducerThrowable(e);
        }
    }

    /**
     * As Debezium does it, without the set of all GTIDs so far, which it would put together and print for each transaction: the
     * positions here are of {@link EventGroup}s.
     */
    @Override
    protected void handleGtidEvent(
            MariaDbPartition partition, MariaDbOffsetContext offset, Event event, @Nullable Predicate<String> filter)
            throws InterruptedException {
        MariadbGtidEventData gtid = unwrapData(event);
        offset.startGtid(gtid.getDomainId() + "-" + event.getHeader().getServerId() + "-" + gtid.getSequence(), "");
        handleTransactionBegin(partition, offset, event, null);
    }

    private void pass(MariaDbPartition partition, CaptureOffset offset, ChangeEventSourceContext context, Event event)
            throws InterruptedException {
        reader = Thread.currentThread();
        if (event.getHeader().getEventType() == EventType.MARIADB_GTID) {
            if (!sameLog) {
                session.requireSameLog();
                sameLog = true;
            }
            session.queue().awaitRoom(context::isRunning);
        }
        Event admitted = gate.admit(event);
        EventGroup group = gate.group();
        if (group != null) {
            offset.enter(group);
            halted = gate.hasRefused();
        }
        if (event.getHeader().getTimestamp() > 0) {
            setEventTimestamp(event, event.getHeader().getTimestamp());
        }
        Optional<RowPortion> portion = gate.portion();
        if (portion.isPresent() && context.isRunning()) {
            carry(portion.get(), partition, offset);
        }
        if (admitted != null && context.isRunning()) {
            super.handleEvent(partition, offset, context, admitted);
        }
    }

    private void carry(RowPortion portion, MariaDbPartition partition, CaptureOffset offset)
            throws InterruptedException {
        offset.carry(portion);
        dispatcher.dispatchDataChangeEvent(
                partition, PortionSchemaHistory.PORTIONS, new PortionEmitter(partition, offset));
        offset.carried();
    }
}
