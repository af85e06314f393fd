package dev.landfall.stream;

import io.debezium.connector.binlog.BinlogEventMetadataProvider;
import io.debezium.pipeline.spi.OffsetContext;
import io.debezium.spi.schema.DataCollectionId;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Debezium describes every single row for JMX, which took more than a quarter of the reading thread's time. */
final class QuietMetadata extends BinlogEventMetadataProvider {
    @Override
    public @Nullable Instant getEventTimestamp(
            DataCollectionId source, OffsetContext offset, @Nullable Object key, Struct value) {
        return null;
    }

    @Override
    public @Nullable Map<String, String> getEventSourcePosition(
            DataCollectionId source, OffsetContext offset, @Nullable Object key, Struct value) {
        return null;
    }

    @Override
    public String toSummaryString(DataCollectionId source, OffsetContext offset, @Nullable Object key, Struct value) {
        return "";
    }
}
