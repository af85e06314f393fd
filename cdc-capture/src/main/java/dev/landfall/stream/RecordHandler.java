package dev.landfall.stream;

import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.StopEngineException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * What the engine hands its records to, on its own thread. Offsets are not marked as processed: nothing reads them. Of
 * exceptions only those that stop the engine may leave: after one that it retries it would go on with the next batch.
 */
final class RecordHandler implements DebeziumEngine.ChangeConsumer<RecordChangeEvent<SourceRecord>> {
    private final Consumer<SourceRecord> records;
    private final TransactionQueue queue;
    private final StreamFailures failures;

    RecordHandler(Consumer<SourceRecord> records, TransactionQueue queue, StreamFailures failures) {
        this.records = records;
        this.queue = queue;
        this.failures = failures;
    }

    @Override
    public void handleBatch(
            List<RecordChangeEvent<SourceRecord>> batch,
            DebeziumEngine.RecordCommitter<RecordChangeEvent<SourceRecord>> committer) {
        try {
            for (RecordChangeEvent<SourceRecord> record : batch) {
                records.accept(record.record());
            }
        } catch (RuntimeException e) {
            queue.fail(failures.explain(e));
            throw new StopEngineException("the stream must not go on: " + e);
        }
    }
}
