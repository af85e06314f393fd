package dev.landfall.bench.reader;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** Debezium's engine with nobody behind it. */
public final class EngineProgram {
    private EngineProgram() {}

    /** Takes its {@link ReaderTask} from the environment. */
    public static void main(String[] arguments) {
        Ending.after(() -> Engine.pump(ReaderTask.of(System.getenv()), new Nowhere()));
    }

    private static final class Nowhere extends SinkTask {
        @Override
        public String version() {
            return "";
        }

        @Override
        public void start(Map<String, String> properties) {}

        @Override
        public void put(Collection<SinkRecord> records) {}

        @Override
        public void stop() {}
    }
}
