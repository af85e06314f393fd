package dev.landfall.bench.reader;

import dev.landfall.source.SourceConfig;
import io.debezium.connector.mariadb.MariaDbConnector;
import io.debezium.relational.history.MemorySchemaHistory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** The settings of Debezium's connector and of its sink, as somebody would choose them who wants both to be fast. */
public final class SinkProperties {
    static final String NAME = "bench";

    /** Four times the sink's default: rows per statement batch, and what the reduction buffer can reduce. */
    private static final int BATCH = 2_000;

    private static final int SERVER_ID = 1_400_000_000;

    private SinkProperties() {}

    /** Those that matter for the speed, in words. */
    public static String summary() {
        return "upsert, batch.size = max.batch.size = " + BATCH
                + ", use.reduction.buffer = true, no Kafka between them; tuned: reWriteBatchedInserts = true";
    }

    static Properties connector(SourceConfig source) {
        Properties properties = new Properties();
        set(properties, "name", NAME);
        set(properties, "connector.class", MariaDbConnector.class.getName());
        set(properties, "topic.prefix", NAME);
        set(properties, "bootstrap.servers", "none:1"); // asked for since Kafka 4.2, used by nobody
        set(properties, "database.hostname", source.host());
        set(properties, "database.port", source.port());
        set(properties, "database.user", source.user());
        set(properties, "database.password", source.password().value());
        set(properties, "database.server.id", SERVER_ID);
        set(properties, "database.ssl.mode", "disable");
        // Else the driver gives the server this machine's zone, which servers without tables of zones do not know.
        set(properties, "driver.timezone", "disable");
        set(properties, "table.include.list", source.database() + "\\.sbtest\\d+");
        set(properties, "offset.storage", StartOffset.class.getName());
        // Takes today's tables for those at the offset, which they are: nothing but rows changes in between.
        set(properties, "snapshot.mode", "recovery");
        set(properties, "snapshot.locking.mode", "none");
        set(properties, "schema.history.internal", MemorySchemaHistory.class.getName());
        set(properties, "include.schema.changes", false);
        set(properties, "tombstones.on.delete", false); // would make two records of each DELETE
        set(properties, "errors.max.retries", 0);
        set(properties, "max.batch.size", BATCH);
        set(properties, "poll.interval.ms", 20); // a last batch that is not full waits so long
        return properties;
    }

    static Map<String, String> sink(SinkTarget target) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("name", NAME);
        properties.put("connection.url", target.url());
        properties.put("connection.username", target.user());
        properties.put("connection.password", target.password().value());
        properties.put("collection.name.format", target.schema() + ".${source.table}");
        properties.put("insert.mode", "upsert");
        properties.put("delete.enabled", "true");
        properties.put("primary.key.mode", "record_key");
        properties.put("batch.size", String.valueOf(BATCH));
        properties.put("use.reduction.buffer", "true");
        return properties;
    }

    private static void set(Properties properties, String name, Object value) {
        properties.setProperty(name, value.toString());
    }
}
