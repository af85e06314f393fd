package dev.landfall.stream;

import io.debezium.config.CommonConnectorConfig;
import io.debezium.config.Configuration;
import io.debezium.config.Field;
import io.debezium.connector.binlog.BinlogSourceTask;
import io.debezium.connector.common.CdcSourceTaskContext;
import io.debezium.connector.mariadb.MariaDbConnectorConfig;
import io.debezium.connector.mariadb.MariaDbOffsetContext;
import io.debezium.connector.mariadb.MariaDbPartition;
import io.debezium.connector.mariadb.MariaDbTaskContext;
import io.debezium.connector.mariadb.Module;
import io.debezium.pipeline.ChangeEventSourceCoordinator;
import io.debezium.pipeline.DataChangeEvent;
import io.debezium.pipeline.ErrorHandler;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * In place of Debezium's task for MariaDB, which leaves no way in for {@link CaptureParts}. Public only because Debezium
 * makes it by name.
 */
public final class CapturingTask extends BinlogSourceTask<MariaDbPartition, MariaDbOffsetContext> {
    private @Nullable CaptureConfig config;
    private @Nullable MariaDbTaskContext taskContext;
    private @Nullable CaptureParts parts;

    @Override
    public CdcSourceTaskContext<? extends CommonConnectorConfig> preStart(Configuration configuration) {
        CaptureConfig newConfig = new CaptureConfig(configuration);
        MariaDbTaskContext newContext = new MariaDbTaskContext(configuration, newConfig);
        config = newConfig;
        taskContext = newContext;
        return newContext;
    }

    /** Called anew after every loss of the connection. */
    @Override
    protected ChangeEventSourceCoordinator<MariaDbPartition, MariaDbOffsetContext> start(Configuration configuration) {
        CaptureSession session = CaptureSession.named(configuration.getString(CaptureSession.PROPERTY));
        CaptureConfig current = Objects.requireNonNull(config);
        registerServiceProviders(current.getServiceRegistry());
        session.assembler().restart();
        CaptureParts newParts = new CaptureParts(configuration, current, Objects.requireNonNull(taskContext), session);
        parts = newParts;
        return newParts.start();
    }

    @Override
    protected List<SourceRecord> doPoll() throws InterruptedException {
        return parts == null
                ? List.of()
                : parts.records().poll().stream()
                        .map(DataChangeEvent::getRecord)
                        .toList();
    }

    @Override
    protected void doStop() {
        if (parts != null) {
            parts.close();
        }
    }

    @Override
    protected Optional<ErrorHandler> getErrorHandler() {
        return Optional.ofNullable(parts).map(CaptureParts::errorHandler);
    }

    @Override
    protected Iterable<Field> getAllConfigurationFields() {
        return MariaDbConnectorConfig.ALL_FIELDS;
    }

    @Override
    protected String connectorName() {
        return Module.name();
    }

    @Override
    public String version() {
        return Module.version();
    }
}
