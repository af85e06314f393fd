package dev.landfall.bench.reader;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.sink.SinkTask;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Debezium's engine with Debezium's JDBC sink behind it, and no Kafka between them: each batch of the connector is one put
 * of the sink.
 */
public final class SinkProgram {
    /** Many times as long as the default backlog takes. */
    private static final Duration LIMIT = Duration.ofHours(1);

    private SinkProgram() {}

    /** Takes its {@link ReaderTask} and its {@link SinkTarget} from the environment. */
    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        Ending.after(() -> pump(ReaderTask.of(environment), SinkTarget.of(environment)));
    }

    /** Leaves the engine and the sink open. */
    private static void pump(ReaderTask task, SinkTarget target) throws Exception {
        SinkTask sink = sink(target);
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

    /** By name, since only the benchmark's class path has it. */
    private static SinkTask sink(SinkTarget target) throws ReflectiveOperationException {
        SinkTask sink = (SinkTask) Class.forName("io.debezium.connector.jdbc.JdbcSinkConnectorTask")
                .getDeclaredConstructor()
                .newInstance();
        Map<String, String> properties = SinkProperties.sink(target);
        sink.initialize(new NoConnect(properties));
        sink.start(properties);
        return sink;
    }
}
