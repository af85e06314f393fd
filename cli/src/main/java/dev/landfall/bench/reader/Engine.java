package dev.landfall.bench.reader;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.sink.SinkTask;
import org.apache.kafka.connect.source.SourceRecord;

/** Debezium's engine, as both programs that measure it run it. */
final class Engine {
    /** Many times as long as the default backlog takes. */
    private static final Duration LIMIT = Duration.ofHours(1);

    private Engine() {}

    /** Hands everything to a sink that is started. Leaves the engine and the sink open. */
    static void pump(ReaderTask task, SinkTask sink) throws Exception {
        CompletableFuture<Long> delivered = new CompletableFuture<>();
        DebeziumEngine<RecordChangeEvent<SourceRecord>> engine = DebeziumEngine.create(
                        ChangeEventFormat.of(Connect.class))
                .using(SinkProperties.connector(task.source()))
                .using((success, message, error) -> delivered.completeExceptionally(
                        new IllegalStateException("the engine ended: " + message, error)))
                .notifying(new Delivery(sink, task.changes(), delivered))
                .build();
        Thread runner = new Thread(engine, "bench-engine");
        runner.setDaemon(true);
        runner.start();
        delivered.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }
}
