package dev.landfall.stream;

import dev.landfall.source.SourceConfig;
import io.debezium.connector.binlog.BinlogConnectorConfig;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;

/** The settings of Debezium, each with its reason. The password is not among them: Debezium logs its settings. */
final class DebeziumProperties {
    /** A server id tells replicas apart; two with the same one keep throwing each other out. This range is seldom used. */
    private static final int LOWEST_SERVER_ID = 1_500_000_000;

    private static final int SERVER_IDS = 500_000_000;

    private DebeziumProperties() {}

    static Properties of(CaptureSession session) {
        SourceConfig source = session.source();
        Properties properties = new Properties();
        String id = session.id();
        set(properties, "name", id);
        set(properties, "connector.class", CapturingConnector.class.getName());
        set(properties, "topic.prefix", id); // also the name in JMX: registering one twice retries for a minute
        set(properties, CaptureSession.PROPERTY, id);

        set(properties, "database.hostname", source.host());
        set(properties, "database.port", source.port());
        set(properties, "database.user", source.user());
        set(properties, "database.server.id", LOWEST_SERVER_ID + new SecureRandom().nextInt(SERVER_IDS));
        set(properties, "connect.timeout.ms", Duration.ofSeconds(10).toMillis());

        set(properties, "snapshot.mode", "no_data"); // the snapshot is not Debezium's business
        set(properties, "provide.transaction.metadata", true); // records for the ends of transactions
        set(properties, "skipped.operations", "none"); // would leave out TRUNCATE
        set(properties, "tombstones.on.delete", false); // would add a record to each DELETE
        set(properties, "extended.headers.enabled", false); // nobody reads them
        set(properties, "event.processing.failure.handling.mode", "fail"); // never go on behind an error
        set(properties, "event.converting.failure.handling.mode", "fail"); // would make such a value null
        set(properties, "inconsistent.schema.handling.mode", "fail");
        set(properties, "schema.history.internal", PortionSchemaHistory.class.getName());
        set(properties, "offset.storage", MemoryOffsetBackingStore.class.getName()); // nothing is ever put there
        set(properties, "bootstrap.servers", "none:1"); // asked for since Kafka 4.2, used by nobody
        set(properties, "internal.log.position.check.enable", false); // done when the stream is opened

        set(properties, "errors.max.retries", -1); // counted by RetryBudget, which also waits
        set(properties, "errors.retry.delay.max.ms", 500); // on top of that, and it would grow with every loss
        set(properties, "retriable.restart.connector.wait.ms", 100);
        set(properties, "max.batch.size", 2_048);
        set(properties, "max.queue.size", 8_192); // records weigh far more than the rows in them
        set(properties, "max.queue.size.in.bytes", 32L << 20);
        set(properties, "poll.interval.ms", 10); // how long a lonely transaction waits for company
        set(properties, "record.processing.threads", 1); // it has nothing to do: no transformations
        set(properties, BinlogConnectorConfig.KEEP_ALIVE.name(), false); // see SourceSockets
        return properties;
    }

    private static void set(Properties properties, String name, Object value) {
        properties.setProperty(name, value.toString());
    }
}
