package dev.landfall.stream;

import io.debezium.connector.mariadb.MariaDbOffsetContext;
import io.debezium.connector.mariadb.MariaDbPartition;
import io.debezium.pipeline.notification.NotificationService;
import io.debezium.pipeline.signal.actions.snapshotting.SnapshotConfiguration;
import io.debezium.pipeline.source.SnapshottingTask;
import io.debezium.pipeline.source.spi.ChangeEventSourceFactory;
import io.debezium.pipeline.source.spi.SnapshotChangeEventSource;
import io.debezium.pipeline.source.spi.SnapshotProgressListener;
import io.debezium.pipeline.source.spi.StreamingChangeEventSource;
import io.debezium.pipeline.spi.SnapshotResult;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What Debezium runs: no snapshot (that is not Debezium's business here), then the binary log. */
final class CapturingSources implements ChangeEventSourceFactory<MariaDbPartition, MariaDbOffsetContext> {
    private final Supplier<CapturingBinlogSource> streaming;

    CapturingSources(Supplier<CapturingBinlogSource> streaming) {
        this.streaming = streaming;
    }

    @Override
    public StreamingChangeEventSource<MariaDbPartition, MariaDbOffsetContext> getStreamingChangeEventSource() {
        return streaming.get();
    }

    @Override
    public SnapshotChangeEventSource<MariaDbPartition, MariaDbOffsetContext> getSnapshotChangeEventSource(
            SnapshotProgressListener<MariaDbPartition> listener,
            NotificationService<MariaDbPartition, MariaDbOffsetContext> notifications) {
        return new NoSnapshot();
    }

    private static final class NoSnapshot implements SnapshotChangeEventSource<MariaDbPartition, MariaDbOffsetContext> {
        @Override
        public SnapshotResult<MariaDbOffsetContext> execute(
                ChangeEventSourceContext context,
                MariaDbPartition partition,
                MariaDbOffsetContext offset,
                SnapshottingTask task) {
            return SnapshotResult.skipped(offset);
        }

        @Override
        public SnapshottingTask getSnapshottingTask(MariaDbPartition partition, MariaDbOffsetContext offset) {
            return new SnapshottingTask(false, false, List.of(), Map.of(), false);
        }

        @Override
        public SnapshottingTask getBlockingSnapshottingTask(
                MariaDbPartition partition, MariaDbOffsetContext offset, SnapshotConfiguration configuration) {
            return getSnapshottingTask(partition, offset);
        }
    }
}
