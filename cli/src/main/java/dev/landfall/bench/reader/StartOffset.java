package dev.landfall.bench.reader;

import dev.landfall.event.SourcePosition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;

/** Has the connector start where the backlog begins. Public only because Debezium makes it by name. */
public final class StartOffset extends MemoryOffsetBackingStore {
    @Override
    public void configure(WorkerConfig config) {
        super.configure(config);
        SourcePosition from = ReaderTask.of(System.getenv()).from();
        data.put(
                json("[\"" + SinkProperties.NAME + "\",{\"server\":\"" + SinkProperties.NAME + "\"}]"),
                json("{\"file\":\"" + from.file() + "\",\"pos\":" + from.offset() + ",\"gtids\":\"" + from.gtids()
                        + "\"}"));
    }

    private static ByteBuffer json(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Set<Map<String, Object>> connectorPartitions(String connector) {
        return Set.of(Map.of("server", SinkProperties.NAME));
    }
}
