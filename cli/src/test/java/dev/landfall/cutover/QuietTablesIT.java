package dev.landfall.cutover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.landfall.run.Progress;
import dev.landfall.setting.TlsSettings;
import dev.landfall.target.TargetConfig;
import dev.landfall.target.TargetDatabase;
import dev.landfall.testing.TestPostgres;
import dev.landfall.testing.TestTargetDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuietTablesIT {
    private static final String LOCKED =
            "SELECT string_agg(relation::regclass::text, ' ' ORDER BY relation::regclass::text)"
                    + " FROM pg_locks WHERE mode = 'ShareUpdateExclusiveLock' AND locktype = 'relation'"
                    + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
                    + " AND pid NOT IN (SELECT pid FROM pg_stat_activity WHERE backend_type = 'autovacuum worker')";

    /** Autovacuum comes to partitions, never to the table that they belong to. */
    @Test
    void partitionsAreKeptQuietLikeTables() throws Exception {
        try (TestTargetDatabase database = TestPostgres.shared().createDatabase()) {
            database.execute(
                    "CREATE SCHEMA shop",
                    "CREATE TABLE shop.part (id int) PARTITION BY RANGE (id)",
                    "CREATE TABLE shop.part_low PARTITION OF shop.part FOR VALUES FROM (0) TO (100) PARTITION BY RANGE (id)",
                    "CREATE TABLE shop.part_lowest PARTITION OF shop.part_low FOR VALUES FROM (0) TO (50)",
                    "CREATE TABLE shop.part_high PARTITION OF shop.part FOR VALUES FROM (100) TO (200)",
                    "CREATE TABLE shop.plain (id int)",
                    "CREATE TABLE shop.still (id int)",
                    "CREATE TABLE shop.foreign_to_it (id int)",
                    "INSERT INTO shop.part SELECT * FROM generate_series(0, 49)",
                    "INSERT INTO shop.part SELECT * FROM generate_series(100, 199)",
                    "INSERT INTO shop.plain SELECT * FROM generate_series(1, 9)",
                    "INSERT INTO shop.foreign_to_it SELECT * FROM generate_series(1, 9)");

            // What the server counts is written down when a session ends, and shown some time later.
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(locked(database)).isEqualTo("shop.part_high shop.part_lowest shop.plain"));
            assertThat(database.value(LOCKED)).isNull();
        }
    }

    private static String locked(TestTargetDatabase database) throws SQLException {
        try (QuietTables quiet =
                QuietTables.of(target(database), "shop", List.of("part", "plain", "still"), Progress.NONE)) {
            assertThat(quiet).isNotNull();
            return String.valueOf(database.value(LOCKED));
        }
    }

    private static TargetDatabase target(TestTargetDatabase database) {
        return new TargetDatabase(new TargetConfig(
                database.server().host(),
                database.server().port(),
                database.name(),
                database.user(),
                database.password(),
                TlsSettings.DISABLED,
                "shop"));
    }
}
