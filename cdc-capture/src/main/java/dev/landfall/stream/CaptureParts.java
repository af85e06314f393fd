package dev.landfall.stream;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import io.debezium.config.Configuration;
import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.base.DefaultQueueProvider;
import io.debezium.connector.mariadb.MariaDbDatabaseSchema;
import io.debezium.connector.mariadb.MariaDbOffsetContext;
import io.debezium.connector.mariadb.MariaDbPartition;
import io.debezium.connector.mariadb.MariaDbTaskContext;
import io.debezium.connector.mariadb.jdbc.MariaDbValueConverters;
import io.debezium.connector.mariadb.metrics.MariaDbChangeEventSourceMetricsFactory;
import io.debezium.connector.mariadb.metrics.MariaDbStreamingChangeEventSourceMetrics;
import io.debezium.heartbeat.Heartbeat.ScheduledHeartbeat;
import io.debezium.pipeline.ChangeEventSourceCoordinator;
import io.debezium.pipeline.DataChangeEvent;
import io.debezium.pipeline.ErrorHandler;
import io.debezium.pipeline.EventDispatcher;
import io.debezium.pipeline.spi.Offsets;
import io.debezium.relational.CustomConverterRegistry;
import io.debezium.relational.TableId;
import io.debezium.snapshot.SnapshotterService;
import io.debezium.snapshot.mode.NoDataSnapshotter;
import java.util.Map;

/**
 * Debezium's parts for one connection, put together as {@code MariaDbConnectorTask} of Debezium 3.5.0 does it, with ours
 * where that one would lose something: the position to start from, the reader of the binary log, what is worth a retry.
 * It needs no JDBC connection and takes no snapshot.
 */
final class CaptureParts implements AutoCloseable {
    private final Configuration configuration;
    private final CaptureConfig config;
    private final MariaDbTaskContext taskContext;
    private final CaptureSession session;
    private final QuietMetadata metadata = new QuietMetadata();
    private final SnapshotterService noSnapshot = new SnapshotterService(new NoDataSnapshotter(), null, null);
    private final ChangeEventQueue<DataChangeEvent> records;
    private final MariaDbDatabaseSchema schema;
    private final ErrorHandler errorHandler;

    CaptureParts(
            Configuration configuration, CaptureConfig config, MariaDbTaskContext taskContext, CaptureSession session) {
        this.configuration = configuration;
        this.config = config;
        this.taskContext = taskContext;
        this.session = session;
        this.records = queue();
        this.schema = schema();
        this.errorHandler = new CaptureErrorHandler(config, records, session.retries());
    }

    ChangeEventQueue<DataChangeEvent> records() {
        return records;
    }

    ErrorHandler errorHandler() {
        return errorHandler;
    }

    ChangeEventSourceCoordinator<MariaDbPartition, MariaDbOffsetContext> start() {
        EventDispatcher<MariaDbPartition, TableId> dispatcher = dispatcher();
        BinaryLogClient client = new BinlogClient(session.source());
        MariaDbStreamingChangeEventSourceMetrics metrics = new MariaDbStreamingChangeEventSourceMetrics(
                taskContext, records, metadata, schema::dataCollectionIds, client);
        ChangeEventSourceCoordinator<MariaDbPartition, MariaDbOffsetContext> coordinator =
                new ChangeEventSourceCoordinator<>(
                        offsets(),
                        errorHandler,
                        CapturingConnector.class,
                        config,
                        new CapturingSources(() -> source(dispatcher, metrics, client)),
                        new MariaDbChangeEventSourceMetricsFactory(metrics),
                        dispatcher,
                        schema,
                        null,
                        null,
                        noSnapshot);
        coordinator.start(taskContext, records, metadata);
        return coordinator;
    }

    private CapturingBinlogSource source(
            EventDispatcher<MariaDbPartition, TableId> dispatcher,
            MariaDbStreamingChangeEventSourceMetrics metrics,
            BinaryLogClient client) {
        return new CapturingBinlogSource(
                session,
                config,
                new IdleConnection(configuration, config),
                dispatcher,
                errorHandler,
                taskContext,
                schema,
                metrics,
                noSnapshot,
                client);
    }

    /** Not from where Debezium was, but from where the consumer has everything. */
    private Offsets<MariaDbPartition, MariaDbOffsetContext> offsets() {
        return Offsets.of(
                new OnlyPartition(config.getLogicalName()),
                new CaptureOffset(config, session.assembler().position()));
    }

    /** Makes its map once, not for each record. */
    private static final class OnlyPartition extends MariaDbPartition {
        private final Map<String, String> map;

        OnlyPartition(String name) {
            super(name, "");
            this.map = Map.copyOf(super.getSourcePartition());
        }

        @Override
        public Map<String, String> getSourcePartition() {
            return map;
        }
    }

    private ChangeEventQueue<DataChangeEvent> queue() {
        return new ChangeEventQueue.Builder<DataChangeEvent>()
                .pollInterval(config.getPollInterval())
                .maxBatchSize(config.getMaxBatchSize())
                .maxQueueSize(config.getMaxQueueSize())
                .maxQueueSizeInBytes(config.getMaxQueueSizeInBytes())
                .queueProvider(new DefaultQueueProvider<>(config.getMaxQueueSize()))
                .loggingContextSupplier(() -> taskContext.configureLoggingContext("task"))
                .build();
    }

    private MariaDbDatabaseSchema schema() {
        MariaDbValueConverters converters = new MariaDbValueConverters(
                config.getDecimalMode(),
                config.getTemporalPrecisionMode(),
                config.getBigIntUnsignedHandlingMode().asBigIntUnsignedMode(),
                config.binaryHandlingMode(),
                time -> time,
                config.getEventConvertingFailureHandlingMode(),
                config.getServiceRegistry());
        return new MariaDbDatabaseSchema(
                config,
                converters,
                session.topics(),
                config.schemaNameAdjuster(),
                false,
                config.getServiceRegistry().tryGetService(CustomConverterRegistry.class),
                taskContext);
    }

    /** Rows of other tables do not come this far, so no filter has to look at the names. */
    private EventDispatcher<MariaDbPartition, TableId> dispatcher() {
        return new EventDispatcher<>(
                config,
                session.topics(),
                schema,
                records,
                table -> true,
                SizedRecord::new,
                metadata,
                ScheduledHeartbeat.NOOP_HEARTBEAT,
                config.schemaNameAdjuster(),
                null,
                null);
    }

    @Override
    public void close() {
        schema.close();
    }
}
