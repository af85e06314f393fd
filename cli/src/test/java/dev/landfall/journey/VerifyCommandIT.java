package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.landfall.testing.ProcessUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandIT {
    @TempDir
    private Path folder;

    private static Voyage items() throws SQLException {
        return Voyage.begin(
                "CREATE TABLE item (id INT PRIMARY KEY, name VARCHAR(40), price DECIMAL(9,2))",
                "INSERT INTO item SELECT seq, CONCAT('item ', seq), seq FROM seq_1_to_3000");
    }

    @Test
    void aChangedAMissingAndAnExtraRowAreNamedWithTheirColumns() throws Exception {
        try (Voyage voyage = items()) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            assertThat(voyage.run("verify").exitCode()).isZero();
            voyage.target()
                    .execute(
                            "UPDATE shop.item SET price = 99.5 WHERE id = 1234",
                            "DELETE FROM shop.item WHERE id = 77",
                            "INSERT INTO shop.item VALUES (9999, 'extra', 1)");
            Path junit = folder.resolve("parity.xml");

            Voyage.Ended text = voyage.run("verify", "--junit", junit.toString());
            Voyage.Ended json = voyage.run("verify", "--output", "json");

            assertThat(text.exitCode()).as(text.toString()).isEqualTo(1);
            assertThat(text.out()).contains("id=1234", "price", "1234.00", "99.50", "id=77", "id=9999");
            assertThat(json.exitCode()).isEqualTo(1);
            assertThat(json.out()).contains("\"price\"", "1234", "99.50");
            assertThat(Files.readString(junit)).contains("<testsuite", "item", "<failure");
            assertThat(voyage.run("status").exitCode()).isEqualTo(1);
        }
    }

    @Test
    void aTargetThatIsBehindIsNotCalledEqual() throws Exception {
        try (Voyage voyage = items()) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            voyage.source().execute("DELETE FROM item WHERE id = 5");

            assertThat(voyage.run("verify").exitCode()).isEqualTo(1);
            assertThat(voyage.run("stream", "--until", "caught-up").exitCode()).isZero();
            assertThat(voyage.run("verify").exitCode()).isZero();
        }
    }

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String[] TABLES = {
        "CREATE TABLE parent (id INT PRIMARY KEY)",
        "CREATE TABLE item (id INT PRIMARY KEY, code VARCHAR(20) UNIQUE, parent_id INT, at DATETIME(6), raw BLOB,"
                + " twice INT AS (id * 2) STORED,"
                + " FOREIGN KEY (parent_id) REFERENCES parent (id) ON DELETE CASCADE)",
        "CREATE TABLE bag (v INT)",
        "INSERT INTO parent VALUES (1), (2)",
        "INSERT INTO item (id, code, parent_id, at, raw) SELECT seq, CONCAT('ö', seq), 1 + seq % 2,"
                + " '2024-01-01 00:00:00.5', UNHEX(LPAD(HEX(seq), 8, '0')) FROM seq_1_to_2000",
        "INSERT INTO bag VALUES (1)"
    };
    private static final String[] DAMAGE = {
        "SET session_replication_role = replica",
        "DELETE FROM shop.item WHERE id BETWEEN 10 AND 14",
        "INSERT INTO shop.item (id, code) VALUES (5000, 'extra')",
        "UPDATE shop.item SET code = 'x' WHERE id = 21",
        "UPDATE shop.item SET code = 'ö21' WHERE id = 20",
        "UPDATE shop.item SET code = 'ö20' WHERE id = 21",
        "UPDATE shop.item SET at = at + interval '1 hour', raw = NULL WHERE id = 30",
        "DELETE FROM shop.parent WHERE id = 2"
    };

    @Test
    void aRepairIsShownThenDoneOnceAndLeavesATrail() throws Exception {
        try (Voyage voyage = copied(TABLES)) {
            voyage.target().execute(DAMAGE);

            // A dry run says it all, and changes nothing
            Voyage.Ended dry = voyage.run("verify", "--repair=dry-run");
            assertThat(dry.exitCode()).as(dry.toString()).isEqualTo(1);
            assertThat(dry.out())
                    .contains(
                            "Nothing was changed. A repair of these rows would come to: 6 inserted, 1 deleted, 3 rewritten.",
                            "DELETE FROM \"shop\".\"item\" WHERE ((\"id\" = 5000))",
                            "INSERT INTO \"shop\".\"item\" (\"id\", \"code\", \"parent_id\", \"at\", \"raw\") VALUES"
                                    + " ('10', 'ö10', '1', '2024-01-01 00:00:00.5', E'\\\\x0000000a');");
            assertThat(voyage.target().value("SELECT count(*) FROM shop.item WHERE id BETWEEN 10 AND 14"))
                    .isEqualTo("0");
            assertThat(voyage.target().value("SELECT count(*) FROM landfall.repair"))
                    .isEqualTo("0");

            // When
            Voyage.Ended repair = voyage.run("verify", "--repair");

            // Then
            assertThat(repair.exitCode()).as(repair.toString()).isZero();
            assertThat(repair.out())
                    .contains("EQUAL", "Repaired in 1 pass: 6 inserted, 1 deleted, 3 rewritten.", "landfall.repair");
            assertThat(voyage.run("verify").exitCode()).isZero();
            assertThat(voyage.target()
                            .value("SELECT string_agg(action || ' ' || row_key, ', ' ORDER BY source_table, id) FILTER"
                                    + " (WHERE row_key IN ('id=2', 'id=5000', 'id=30')) || ' of ' || count(*)"
                                    + " FROM landfall.repair"))
                    .contains("insert id=2", "delete id=5000", "rewrite id=30", "of 10");
            assertThat(voyage.target()
                            .value(
                                    "SELECT row_before ->> 'at' || ' ' || (row_after ->> 'at') || ' ' || (row_after ->> 'raw')"
                                            + " FROM landfall.repair WHERE row_key = 'id=30'"))
                    .isEqualTo("2024-01-01T01:00:00.5 2024-01-01T00:00:00.5 \\x0000001e");
        }
    }

    @Test
    void whatCannotBeRepairedSafelyIsRefused() throws Exception {
        try (Voyage voyage = copied(TABLES)) {
            voyage.target().execute("INSERT INTO shop.bag VALUES (2)");
            Voyage.Ended keyless = voyage.run("verify", "--repair");
            assertThat(keyless.exitCode()).as(keyless.toString()).isEqualTo(1);
            assertThat(keyless.out()).contains("not repaired", "bag: no key by which a single row is found");
            voyage.target().execute("DELETE FROM shop.bag WHERE v = 2");

            // As if a stream followed a schema change between the search and the repair
            voyage.target()
                    .execute(
                            "UPDATE shop.item SET raw = NULL WHERE id = 3",
                            "CREATE FUNCTION landfall.alter_plan() RETURNS trigger LANGUAGE plpgsql AS"
                                    + " $$ BEGIN NEW.basis = (NEW.basis::text || ' ')::json; RETURN NEW; END $$",
                            "CREATE TRIGGER alter_plan BEFORE UPDATE ON landfall.migration FOR EACH ROW EXECUTE FUNCTION"
                                    + " landfall.alter_plan()");
            Voyage.Ended altered = voyage.run("verify", "--repair");
            assertThat(altered.exitCode()).as(altered.toString()).isEqualTo(3);
            assertThat(altered.err()).contains("VERIFY-002", "The source's schema has changed");
            assertThat(voyage.target().value("SELECT raw FROM shop.item WHERE id = 3"))
                    .isNull();
            voyage.target().execute("DROP FUNCTION landfall.alter_plan() CASCADE");

            voyage.source().execute("UPDATE item SET code = 'new' WHERE id = 1");
            Voyage.Ended behind = voyage.run("verify", "--repair");
            assertThat(behind.exitCode()).as(behind.toString()).isEqualTo(3);
            assertThat(behind.err()).contains("VERIFY-003", "no stream is running, and the target is not at");
            assertThat(voyage.target().value("SELECT code FROM shop.item WHERE id = 1"))
                    .isEqualTo("ö1");

            voyage.target().execute("UPDATE landfall.migration SET phase = 'handed-over'");
            Voyage.Ended late = voyage.run("verify", "--repair");
            assertThat(late.exitCode()).as(late.toString()).isEqualTo(2);
            assertThat(late.err()).contains("RUN-002", "handed-over");
        }
    }

    @Test
    void valuesThatHaveMovedBetweenRowsMoveBackAndWhatCannotBeRepairedIsLeft() throws Exception {
        Path config = Files.writeString(
                folder.resolve("landfall.yaml"),
                "mapping: {lockForCopy: [old], columns: {\"dated.d\": {zeroDate: reject}}}\n");
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE word (w VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci PRIMARY KEY, v INT)",
                "INSERT INTO word SELECT CONCAT('Word ', seq), seq FROM seq_1_to_700",
                "CREATE TABLE item (id INT PRIMARY KEY, code VARCHAR(20) UNIQUE)",
                "INSERT INTO item SELECT seq, CONCAT('c', seq) FROM seq_1_to_1200",
                "CREATE TABLE old (id INT PRIMARY KEY) ENGINE=MyISAM",
                "INSERT INTO old VALUES (1), (2)",
                "CREATE TABLE dated (id INT PRIMARY KEY, d DATE)",
                "SET SESSION sql_mode = ''",
                "INSERT INTO dated VALUES (1, '2024-01-01'), (2, '0000-00-00'), (3, '0000-00-00')")) {
            Voyage.Ended snapshot = voyage.run("snapshot", "-c", config.toString());
            assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();
            voyage.source().execute("SET SESSION sql_log_bin = 0", "UPDATE dated SET d = '2020-02-02' WHERE id = 2");
            voyage.target()
                    .execute(
                            "UPDATE shop.word SET w = lower(w)",
                            "UPDATE shop.item SET code = 't' || id",
                            "UPDATE shop.item SET code = 'c' || (1 + id % 1200)",
                            "DELETE FROM shop.old WHERE id = 1",
                            "INSERT INTO shop.dated VALUES (3, '2000-01-01')");

            Voyage.Ended repair = voyage.run("verify", "--repair", "-c", config.toString());

            assertThat(repair.exitCode()).as(repair.toString()).isEqualTo(1);
            assertThat(repair.out())
                    .contains(
                            "Repaired in 2 passes: 701 inserted, 700 deleted, 1,200 rewritten.",
                            "old: its engine (MyISAM) has no snapshots",
                            "dated: id=3, which a policy sets aside on the source");
            assertThat(voyage.target().value("SELECT string_agg(id || ' ' || d, ', ' ORDER BY id) FROM shop.dated"))
                    .isEqualTo("1 2024-01-01, 2 2020-02-02, 3 2000-01-01");
            assertThat(voyage.target().value("SELECT string_agg(row_key, ', ') FROM landfall.rejected_row"))
                    .isEqualTo("id=3");
            assertThat(voyage.run("verify", "-c", config.toString(), "--tables", "word,item")
                            .exitCode())
                    .isZero();
        }
    }

    @Test
    void underAWriterAndARunningStreamNothingNewerIsOverwritten() throws Exception {
        String[] tables = Stream.concat(Arrays.stream(Transfers.SCHEMA), Arrays.stream(TABLES))
                .toArray(String[]::new);
        try (Voyage voyage = copied(tables);
                ProcessUnderTest stream = voyage.start("stream")) {
            try (Transfers transfers = Transfers.start(voyage.source(), 11)) {
                await().atMost(LIMIT).until(() -> number(voyage, "SELECT count(*) FROM shop.receipt") > 0);
                for (int round = 0; round < 3; round++) {
                    voyage.target()
                            .execute(
                                    // The stream changes the same rows in another order: with row locks both might
                                    // deadlock.
                                    "BEGIN; LOCK TABLE shop.vault IN SHARE ROW EXCLUSIVE MODE;"
                                            + " UPDATE shop.vault SET amount = -1 WHERE id <= 10; COMMIT",
                                    "UPDATE shop.item SET at = at + interval '1 hour' WHERE id <= 700");
                    Voyage.Ended repair = voyage.run("verify", "--repair");
                    assertThat(repair.exitCode()).as(repair.toString()).isZero();
                }
                assertThat(transfers.stop()).isGreaterThan(100);
            }
            await().atMost(LIMIT)
                    .until(() -> number(
                                    voyage,
                                    "SELECT (SELECT sum(amount) FROM shop.vault)"
                                            + " + (SELECT coalesce(sum(amount), 0) FROM shop.deposit)")
                            == Transfers.TOTAL);
            Voyage.Ended verify = voyage.run("verify");
            assertThat(verify.exitCode()).as(verify.toString()).isZero();
            assertThat(number(voyage, "SELECT count(*) FROM landfall.repair WHERE source_table = 'item'"))
                    .isEqualTo(2_100);
            stream.interrupt();
            assertThat(stream.waitForExit(LIMIT)).as(stream.stderr()).isZero();
        }
    }

    private static Voyage copied(String... tables) throws SQLException {
        Voyage voyage = Voyage.begin(tables);
        Voyage.Ended snapshot = voyage.run("snapshot");
        assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();
        return voyage;
    }

    private static long number(Voyage voyage, String sql) throws SQLException {
        return Long.parseLong(String.valueOf(voyage.target().value(sql)));
    }
}
