package dev.landfall.bench.reader;

import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.apache.kafka.connect.source.SourceRecord;

/** Hands the engine's batches to the sink, as Kafka Connect would. Used by the engine's thread. */
final class Delivery implements ChangeConsumer<RecordChangeEvent<SourceRecord>> {
    private final SinkTask sink;
    private final long expected;
    private final CompletableFuture<Long> whole;
    private long delivered;

    /** @param whole is told when as many changes as expected are in the target */
    Delivery(SinkTask sink, long expected, CompletableFuture<Long> whole) {
        this.sink = sink;
        this.expected = expected;
        this.whole = whole;
    }

    @Override
    public void handleBatch(
            List<RecordChangeEvent<SourceRecord>> events, RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        List<SinkRecord> records = new ArrayList<>(events.size());
        for (RecordChangeEvent<SourceRecord> event : events) {
            records.add(sinkRecord(event.record()));
        }
        sink.put(records);
        delivered += records.size();
        committer.markProcessed(events.get(events.size() - 1));
        committer.markBatchFinished();
        if (delivered >= expected) {
            // The sink tells of a failure at the put after it.
            sink.put(List.of());
            whole.complete(delivered);
        }
    }

    private SinkRecord sinkRecord(SourceRecord record) {
        return new SinkRecord(
                record.topic(),
                0,
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value(),
                delivered,
                record.timestamp(),
                TimestampType.CREATE_TIME);
    }

    @Override
    public boolean supportsTombstoneEvents() {
        return false;
    }
}
