package dev.landfall.bench.reader;

import java.util.Map;
import org.apache.kafka.connect.sink.SinkTask;

/**
 * Debezium's engine with Debezium's JDBC sink behind it, and no Kafka between them: each batch of the connector is one put
 * of the sink.
 */
public final class SinkProgram {
    private SinkProgram() {}

    /** Takes its {@link ReaderTask} and its {@link SinkTarget} from the environment. */
    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        Ending.after(() -> Engine.pump(ReaderTask.of(environment), sink(SinkTarget.of(environment))));
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
