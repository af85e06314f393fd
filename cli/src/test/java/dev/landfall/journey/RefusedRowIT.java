package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.landfall.testing.Failure;
import dev.landfall.testing.Failure.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that cannot be copied cost their chunk, and nothing else. */
class RefusedRowIT {
    @TempDir
    private Path folder;

    @Test
    void rowsThatPostgreSqlRefusesAreFoundAndTheRestIsCopied() throws SQLException, IOException {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE item (id INT PRIMARY KEY, price INT)",
                "CREATE TABLE other (id INT PRIMARY KEY)",
                "INSERT INTO other SELECT seq FROM seq_1_to_10",
                "INSERT INTO item SELECT seq, seq FROM seq_1_to_6000",
                "UPDATE item SET price = -1 WHERE id IN (1, 1234, 1235)",
                "ANALYZE TABLE item")) {
            // A rule of the target's own, which the source knows nothing of.
            assertThat(voyage.run("schema", "apply").exitCode()).isZero();
            voyage.target().execute("ALTER TABLE shop.item ADD CONSTRAINT positive CHECK (price > 0)");

            Voyage.Ended snapshot = voyage.run(smallChunks());

            assertThat(snapshot.exitCode()).as(snapshot.toString()).isEqualTo(3);
            assertThat(snapshot.err())
                    .contains("TYPE-003", "[id=1]: PostgreSQL refuses the row", "[id=1234]", "[id=1235]", "positive")
                    .doesNotContain("[id=2]");
            assertThat(voyage.target().value("SELECT count(*) FROM shop.other")).isEqualTo("10");
            assertThat(voyage.target().value("SELECT count(*) > 2000 AND count(*) < 6000 FROM shop.item"))
                    .isEqualTo("t");

            voyage.source().execute("UPDATE item SET price = 1 WHERE price < 0");
            Voyage.Ended again = voyage.run(smallChunks());

            assertThat(again.exitCode()).as(again.toString()).isZero();
            assertThat(voyage.run("verify").exitCode()).isZero();
        }
    }

    @Test
    @Failure(
            where = Where.BINARY_LOG,
            what =
                    "rows that PostgreSQL refuses, for a rule of its own, in a table with the policy `refusedRow: reject`",
            result =
                    "they are set aside, in the snapshot as in the stream, and are no difference; `replay` tries them again")
    void rowsThatPostgreSqlRefusesAreSetAsideByAPolicyAndFollowTheirChanges() throws SQLException, IOException {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE item (id INT PRIMARY KEY, price INT)",
                "CREATE TABLE bare (price INT)",
                "INSERT INTO item SELECT seq, seq FROM seq_1_to_6000",
                "UPDATE item SET price = -1 WHERE id IN (1, 1234, 1235, 3000, 4000)",
                "INSERT INTO bare VALUES (1), (1), (-1), (-1), (-2)",
                "ANALYZE TABLE item")) {
            String[] config = refusedRowsAside();
            assertThat(voyage.run(with("schema apply", config)).exitCode()).isZero();
            voyage.target()
                    .execute(
                            "ALTER TABLE shop.item ADD CONSTRAINT positive CHECK (price > 0)",
                            "ALTER TABLE shop.bare ADD CONSTRAINT positive CHECK (price > 0)");

            // When
            Voyage.Ended snapshot = voyage.run(with("snapshot", config));

            // Then
            assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();
            // The examples are the first that were met, and chunks are copied in no order that a test may count on.
            assertThat(snapshot.out())
                    .containsPattern("item\\.\\* +refusedRow +reject +5 +0 +(id=(1|1234|1235|3000|4000)(; |\n)){3}")
                    .contains("5 rows of item are set aside");
            assertThat(aside(voyage))
                    .isEqualTo("bare/no key,bare/no key,bare/no key,item/id=1,item/id=1234,"
                            + "item/id=1235,item/id=3000,item/id=4000");
            assertThat(voyage.target().value("SELECT count(*) FROM shop.item")).isEqualTo("5995");
            verify(voyage, config);

            // When one is corrected, one is deleted, one stays as bad, and others come or get as bad
            voyage.source()
                    .execute(
                            "UPDATE item SET price = 7 WHERE id = 1",
                            "DELETE FROM item WHERE id = 1234",
                            "UPDATE item SET price = -5 WHERE id = 1235",
                            "INSERT INTO item VALUES (7001, -3), (7002, 3)",
                            "UPDATE item SET price = -4 WHERE id = 2000",
                            "UPDATE item SET id = 8000 WHERE id = 3000",
                            "DELETE FROM bare WHERE price = -1 LIMIT 1",
                            "UPDATE bare SET price = 2 WHERE price = -2");
            Voyage.Ended stream = voyage.run(with("stream --until caught-up", config));

            // Then
            assertThat(stream.exitCode()).as(stream.toString()).isZero();
            assertThat(aside(voyage))
                    .isEqualTo("bare/no key,item/id=1235,item/id=2000,item/id=4000,item/id=7001,item/id=8000");
            assertThat(voyage.target()
                            .value("SELECT original -> 'values' -> 'price' FROM landfall.rejected_row"
                                    + " WHERE row_key = 'id=1235'"))
                    .contains("-5");
            assertThat(voyage.target()
                            .value("SELECT count(*) FROM landfall.event_ledger"
                                    + " WHERE read_events <> applied + skipped + rejected"))
                    .isEqualTo("0");
            verify(voyage, config);

            // When a row is really missing, it is told from those
            voyage.target().execute("DELETE FROM shop.item WHERE id = 5");
            Voyage.Ended missing = voyage.run(with("verify --output json", config));
            assertThat(missing.exitCode()).as(missing.toString()).isEqualTo(1);
            assertThat(missing.out()).contains("\"differing\":1,").doesNotContain("\"differing\":2");
            assertThat(voyage.run(with("verify --repair", config)).exitCode()).isZero();

            // When the target's rule goes for some
            voyage.target()
                    .execute("ALTER TABLE shop.item DROP CONSTRAINT positive, ADD CHECK (price > -4 OR id = 2000)");
            Voyage.Ended replay = voyage.run(with("replay", config));

            // Then
            assertThat(replay.out()).contains("4 rows written to the target, 2 rows still set aside");
            assertThat(aside(voyage)).isEqualTo("bare/no key,item/id=1235");
            voyage.source().execute("TRUNCATE TABLE item", "INSERT INTO item VALUES (1235, 1)");
            assertThat(voyage.run(with("stream --until caught-up", config)).exitCode())
                    .isZero();
            assertThat(aside(voyage)).isEqualTo("bare/no key");
            verify(voyage, config);
        }
    }

    @Test
    void ofRowsThatStandAgainstEachOtherTheFirstIsTaken() throws SQLException, IOException {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE item (id INT PRIMARY KEY, code VARCHAR(20))",
                "CREATE TABLE bare (price INT)",
                "INSERT INTO item SELECT seq, CONCAT('c', seq) FROM seq_1_to_4000",
                "UPDATE item SET code = IF(id % 2, 'same', 'SAME') WHERE id IN (5, 6, 900, 901)",
                "UPDATE item SET code = CONCAT('C', id - 3000) WHERE id BETWEEN 3500 AND 3509",
                "INSERT INTO bare VALUES (1), (2), (1), (1), (3)",
                "ANALYZE TABLE item")) {
            String[] config = refusedRowsAside();
            assertThat(voyage.run(with("schema apply", config)).exitCode()).isZero();
            voyage.target()
                    .execute(
                            "CREATE UNIQUE INDEX ON shop.item (lower(code))",
                            "CREATE UNIQUE INDEX ON shop.bare (price)");

            // When
            Voyage.Ended snapshot = voyage.run(with("snapshot", config));

            // Then
            assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();
            assertThat(aside(voyage)).contains("bare/no key,bare/no key,item/").contains("id=6,", "id=900,", "id=901");
            assertThat(voyage.target().value("SELECT count(*) FROM landfall.rejected_row"))
                    .isEqualTo("15");
            assertThat(voyage.target().value("SELECT count(*) FROM shop.item WHERE id = 5"))
                    .isEqualTo("1");
            assertThat(voyage.target().value("SELECT count(*) FROM shop.item")).isEqualTo("3987");
            assertThat(voyage.target().value("SELECT string_agg(price::text, ',' ORDER BY price) FROM shop.bare"))
                    .isEqualTo("1,2,3");
            verify(voyage, config);

            // When rows go that were taken, equal ones go, and one comes again
            voyage.source()
                    .execute(
                            "DELETE FROM item WHERE id = 5",
                            "UPDATE item SET code = 'other' WHERE id = 900",
                            "DELETE FROM bare WHERE price = 1 LIMIT 1",
                            "INSERT INTO bare VALUES (2)");
            assertThat(voyage.run(with("stream --until caught-up", config)).exitCode())
                    .isZero();

            // Then
            assertThat(voyage.target().value("SELECT count(*) FROM landfall.rejected_row WHERE source_table = 'bare'"))
                    .isEqualTo("2");
            verify(voyage, config);

            // When
            Voyage.Ended replay = voyage.run(with("replay", config));

            // Then
            assertThat(replay.out()).contains("1 row written to the target, 13 rows still set aside");
            assertThat(voyage.target().value("SELECT min(id) FROM shop.item WHERE code = 'SAME'"))
                    .isEqualTo("6");
            verify(voyage, config);

            // When one of the equal rows is really missing
            voyage.target().execute("DELETE FROM shop.bare WHERE price = 2");
            Voyage.Ended missing = voyage.run(with("verify --output json", config));

            // Then
            assertThat(missing.exitCode()).as(missing.toString()).isEqualTo(1);
        }
    }

    private static @Nullable String aside(Voyage voyage) throws SQLException {
        return voyage.target()
                .value("SELECT string_agg(source_table || '/' || row_key, ',' ORDER BY source_table, row_key)"
                        + " FROM landfall.rejected_row WHERE loss = 'refusedRow'");
    }

    private static void verify(Voyage voyage, String... config) {
        Voyage.Ended verify = voyage.run(with("verify", config));
        assertThat(verify.exitCode()).as(verify.toString()).isZero();
    }

    private static String[] with(String command, String... config) {
        return Stream.concat(Arrays.stream(command.split(" ")), Arrays.stream(config))
                .toArray(String[]::new);
    }

    private String[] refusedRowsAside() throws IOException {
        Path config = folder.resolve("refused-rows.yaml");
        Files.writeString(
                config, "mapping: {policies: {refusedRow: reject}}\nsnapshot: {chunkRows: 1000, workers: 2}\n");
        return new String[] {"--config", config.toString()};
    }

    @Test
    void theSearchForThemKeepsToTheLimits() throws Exception {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE item (id INT PRIMARY KEY, price INT)",
                "INSERT INTO item SELECT seq, IF(seq = 1, -1, 1) FROM seq_1_to_3000")) {
            assertThat(voyage.run("schema", "apply").exitCode()).isZero();
            voyage.target().execute("ALTER TABLE shop.item ADD CONSTRAINT positive CHECK (price > 0)");
            // Given a copy that would take half a minute
            Path config = folder.resolve("slow.yaml");
            Files.writeString(config, "snapshot: {workers: 1, limits: {rowsPerSecond: 100}}\n");
            CompletableFuture<Voyage.Ended> snapshot = voyage.runAside("snapshot", "-c", config.toString());
            // Then the search is held behind its first rows
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                assertThat(snapshot.isDone()).isFalse();
                return "1"
                        .equals(voyage.target()
                                .value("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                        + " AND state = 'idle in transaction' AND query LIKE 'RELEASE SAVEPOINT%'"
                                        + " AND state_change < clock_timestamp() - interval '1 second'"));
            });
            voyage.run("ctl", "rows-per-second=off");
            Voyage.Ended ended = snapshot.get();
            assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(3);
            assertThat(ended.err()).contains("TYPE-003", "[id=1]");
        }
    }

    @Test
    void valuesThatStopTheirChunkAreToldAllAtOnce() throws SQLException, IOException {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE item (id INT PRIMARY KEY, day DATE)",
                "INSERT INTO item SELECT seq, '2024-01-01' FROM seq_1_to_6000",
                "UPDATE item SET day = '0000-00-00' WHERE id IN (5, 5990)",
                "ANALYZE TABLE item")) {
            Voyage.Ended snapshot = voyage.run(smallChunks());

            assertThat(snapshot.exitCode()).as(snapshot.toString()).isEqualTo(3);
            assertThat(snapshot.err()).contains("TYPE-001", "[id=5]: 0000-00-00", "[id=5990]: 0000-00-00");
        }
    }

    @Test
    void smallTablesAreCopiedTogetherAndARefusedRowCostsItsTableOnly() throws SQLException {
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            statements.add("CREATE TABLE small" + i + " (id INT PRIMARY KEY, day DATE)");
            statements.add("INSERT INTO small" + i + " VALUES (1, '2024-01-01'), (2, '2024-01-02')");
        }
        statements.add("UPDATE small3 SET day = '0000-00-00' WHERE id = 2");
        try (Voyage voyage = Voyage.begin(statements.toArray(String[]::new))) {
            Voyage.Ended snapshot = voyage.run("snapshot");

            assertThat(snapshot.exitCode()).as(snapshot.toString()).isEqualTo(3);
            assertThat(snapshot.err()).contains("TYPE-001", "small3.day [id=2]");
            assertThat(voyage.target().value("SELECT count(*) FROM landfall.chunk WHERE copied_rows = 2"))
                    .isEqualTo("11");
            assertThat(voyage.target()
                            .value("SELECT count(DISTINCT xmin::text) < 11 FROM landfall.chunk WHERE copied_rows = 2"))
                    .as("some of them were committed together")
                    .isEqualTo("t");

            voyage.source().execute("UPDATE small3 SET day = NULL WHERE id = 2");
            Voyage.Ended again = voyage.run("snapshot");

            assertThat(again.exitCode()).as(again.toString()).isZero();
            assertThat(voyage.run("verify").exitCode()).isZero();
        }
    }

    private String[] smallChunks() throws IOException {
        Path config = folder.resolve("small-chunks.yaml");
        Files.writeString(config, "snapshot:\n  chunkRows: 1000\n  workers: 2\n");
        return new String[] {"snapshot", "--config", config.toString()};
    }
}
