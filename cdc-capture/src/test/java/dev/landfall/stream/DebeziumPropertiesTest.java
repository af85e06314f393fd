package dev.landfall.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.event.GtidSet;
import dev.landfall.event.SourcePosition;
import dev.landfall.setting.Secret;
import dev.landfall.setting.TlsSettings;
import dev.landfall.source.SourceConfig;
import io.debezium.connector.mariadb.MariaDbConnectorConfig;
import io.debezium.embedded.async.AsyncEngineConfig;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DebeziumPropertiesTest {
    private static final SourceConfig SOURCE =
            new SourceConfig("db.example", 3306, "shop", "mig", new Secret("very-secret"), TlsSettings.DISABLED);

    @Test
    void thePasswordStaysOut() {
        assertThat(properties().toString()).doesNotContain("very-secret");
    }

    /** A misspelt setting would be ignored in silence. */
    @Test
    void debeziumKnowsEverySetting() {
        Set<String> names = new TreeSet<>(properties().stringPropertyNames());
        MariaDbConnectorConfig.ALL_FIELDS.forEach(field -> names.remove(field.name()));
        AsyncEngineConfig.ALL_FIELDS.forEach(field -> names.remove(field.name()));

        assertThat(names)
                .containsExactlyInAnyOrder(
                        CaptureSession.PROPERTY,
                        "bootstrap.servers",
                        "event.converting.failure.handling.mode"); // read, but not listed
    }

    @Test
    void twoStreamsHaveDifferentNamesAndServerIds() {
        Properties one = properties();
        Properties two = properties();

        for (String name : List.of("name", "topic.prefix", "database.server.id")) {
            assertThat(one.getProperty(name)).isNotEqualTo(two.getProperty(name));
        }
    }

    private static Properties properties() {
        try (CaptureSession session = CaptureSession.open(
                new StreamRequest(
                        SOURCE, "test", List.of(), new SourcePosition(GtidSet.EMPTY, "mariadb-bin.000001", 4)),
                new CapturedTables(List.of(), false))) {
            return DebeziumProperties.of(session);
        }
    }
}
