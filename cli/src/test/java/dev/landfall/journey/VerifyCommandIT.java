package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.landfall.testing.ProcessUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // whoever holds a lock holds it by being open
class VerifyCommandIT {
    @TempDir
    private Path folder;

    private static Voyage items() throws SQLException {
        return Voyage.begin(
                "CREATE TABLE item (id INT PRIMARY KEY, name VARCHAR(40), price DECIMAL(9,2))",
                "INSERT INTO item SELECT seq, CONCAT('item ', seq), seq FROM seq_1_to_3000");
    }

    @Test
    void noRowIsRepairedByATableThatHasTakenTheNameOfItsOwn() throws Exception {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE item (id INT PRIMARY KEY, v INT)",
                "CREATE TABLE other LIKE item",
                "INSERT INTO item SELECT seq, seq FROM seq_1_to_10")) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            voyage.awaitOlderDefinitions();
            voyage.target().execute("UPDATE shop.item SET v = 0 WHERE id = 5");
            CompletableFuture<Voyage.Ended> repair;
            // Given a repair that has a view of the source, and waits for somebody on the target
            try (LongTransaction reader =
                    LongTransaction.begin(voyage.target(), "SELECT * FROM shop.item WHERE id = 5 FOR UPDATE")) {
                repair = voyage.runAside("verify", "--repair");
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> !"0"
                                .equals(voyage.target()
                                        .value(
                                                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                                        + " AND wait_event_type = 'Lock' AND query LIKE 'DELETE%'")));
                voyage.source().execute("RENAME TABLE item TO old, other TO item");
            }
            Voyage.Ended ended = repair.get();
            assertThat(ended.exitCode()).as(ended.toString()).isNotZero();
            assertThat(ended.err()).contains("VERIFY-002", ".item was altered, truncated, renamed");
            assertThat(voyage.target().value("SELECT v FROM shop.item WHERE id = 5"))
                    .isEqualTo("0");
        }
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
            Map<String, String> workflow = new HashMap<>(voyage.environment());
            workflow.put("GITHUB_ACTIONS", "true");
            Voyage.Ended annotated = voyage.runWith(workflow, "verify");

            assertThat(text.exitCode()).as(text.toString()).isEqualTo(1);
            assertThat(text.out()).contains("id=1234", "price", "1234.00", "99.50", "id=77", "id=9999");
            assertThat(json.exitCode()).isEqualTo(1);
            assertThat(json.out()).contains("\"price\"", "1234", "99.50");
            assertThat(Files.readString(junit)).contains("<testsuite", "item", "<failure");
            assertThat(text.err()).doesNotContain("::error");
            assertThat(annotated.err())
                    .contains(
                            "::error title=VERIFY-001 " + voyage.source().name() + ".item::3 rows differ, the first: ");
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

    @Test
    void aCertificateIsWrittenWhenAllIsEqualAndNothingInItCanBeChanged() throws Exception {
        Path config = Files.writeString(
                folder.resolve("landfall.yaml"),
                "verify: {certificateKey: signing.pem}\nmapping: {columns: {\"dated.d\": {zeroDate: reject}}}\n");
        Files.writeString(folder.resolve("signing.pem"), pem("PRIVATE KEY", KEYS.getPrivate()));
        Path publicKey = Files.writeString(folder.resolve("public.pem"), pem("PUBLIC KEY", KEYS.getPublic()));
        Path certificate = folder.resolve("parity");
        String[] verify = {"verify", "-c", config.toString(), "--certificate", certificate.toString()};
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE item (id INT PRIMARY KEY, name VARCHAR(40), price DECIMAL(9,2), doc JSON)",
                "INSERT INTO item SELECT seq, CONCAT('item ', seq), seq, '{\"a\": 1}' FROM seq_1_to_3000",
                "CREATE TABLE bag (v INT)",
                "INSERT INTO bag VALUES (1), (1), (NULL)",
                "CREATE TABLE dated (id INT PRIMARY KEY, d DATE)",
                "SET SESSION sql_mode = ''",
                "INSERT INTO dated VALUES (1, '2024-01-01'), (2, '0000-00-00')")) {
            assertThat(voyage.run("snapshot", "-c", config.toString()).exitCode())
                    .isZero();
            voyage.target().execute("INSERT INTO shop.bag VALUES (7)");

            // Not equal: the verdict's exit code, and no certificate
            Voyage.Ended different = voyage.run(verify);
            assertThat(different.exitCode()).as(different.toString()).isEqualTo(1);
            assertThat(different.out())
                    .contains("No certificate was written: the verdict is not that all tables are equal.\n");
            assertThat(folder.resolve("parity.json")).doesNotExist();

            // Equal
            voyage.target().execute("DELETE FROM shop.bag WHERE v = 7");
            Voyage.Ended equal = voyage.run(verify);
            assertThat(equal.exitCode()).as(equal.toString()).isZero();
            assertThat(equal.out()).contains("Certificate: " + certificate + ".json, " + certificate + ".html; key ");
            JsonNode certified = new JsonMapper()
                    .readTree(Files.readString(folder.resolve("parity.json")))
                    .path("certificate");
            assertThat(certified.path("strength").asText()).isEqualTo("static");
            assertThat(certified.path("allTables").asBoolean()).isTrue();
            assertThat(certified.path("rejectedRows").asLong()).isEqualTo(1);
            assertThat(certified.path("policies").path(0).path("inSnapshot").asLong())
                    .isEqualTo(1);
            assertThat(certified.path("tables").size()).isEqualTo(3);
            for (JsonNode table : certified.path("tables")) {
                assertThat(table.path("sourceChecksum").asText())
                        .matches("[0-9]+")
                        .isEqualTo(table.path("targetChecksum").asText());
            }
            assertThat(certified.path("tables").path(0).path("targetChecksum").asText())
                    .isEqualTo(
                            voyage.target()
                                    .value(
                                            "SELECT sum(('x' || left(md5(concat(v, '|')), 15))::bit(60)::bigint) FROM shop.bag"));
            assertThat(Files.readString(folder.resolve("parity.html")))
                    .contains("3 tables with 3,004 rows are the same on both sides; 1 row is set aside by policies.")
                    .doesNotContain("<script", "http://", "https://", "{{");

            // Some tables only: it says so
            Path some = folder.resolve("some.json");
            Voyage.Ended part =
                    voyage.run("verify", "-c", config.toString(), "--certificate", some.toString(), "--tables", "item");
            assertThat(part.exitCode()).as(part.toString()).isZero();
            assertThat(Files.readString(some)).contains("\"allTables\": false", ".bag\"", "\"rejectedRows\": 0");
        }

        assertThat(check(folder.resolve("some.json"), publicKey).out()).contains("1 table equal, 2 left out, ");

        // No server is needed to check it; one changed byte is found
        assertThat(check(certificate, publicKey).out()).startsWith("VALID").contains("static at source position");
        assertThat(check(certificate, folder.resolve("signing.pem")).exitCode()).isZero();
        for (String name : new String[] {"parity.json", "parity.html"}) {
            Path file = folder.resolve(name);
            String text = Files.readString(file);
            Files.writeString(file, text.replaceFirst("3,?004", text.contains("3,004") ? "3,005" : "3005"));
            Voyage.Ended touched = check(certificate, publicKey);
            assertThat(touched.exitCode()).as(touched.toString()).isEqualTo(1);
            assertThat(touched.out())
                    .contains("NOT VALID (VERIFY-004)", name + ": not valid, it is not what was signed");
            Files.writeString(file, text);
        }
        assertThat(check(certificate, publicKey).exitCode()).isZero();
        assertThat(check(folder.resolve("none.json"), publicKey).exitCode()).isEqualTo(2);
        assertThat(check(certificate, config).exitCode()).isEqualTo(2);
    }

    @Test
    void aVerificationIsHeldAndPacedUntilItIsToldOtherwise() throws Exception {
        Path config = Files.writeString(
                folder.resolve("landfall.yaml"),
                "snapshot: {limits: {targetReplicaLag: 10s}}\nverify: {rowsPerSecond: 100, workers: 2}\n");
        try (Voyage voyage = items()) {
            voyage.source().execute("ANALYZE TABLE item PERSISTENT FOR ALL");
            assertThat(voyage.run("snapshot").exitCode()).isZero();

            // Held
            CompletableFuture<Voyage.Ended> verify = voyage.runAside("verify", "-c", config.toString());
            await().atMost(LIMIT)
                    .until(
                            () -> "10s"
                                    .equals(
                                            voyage.target()
                                                    .value(
                                                            "SELECT configured FROM landfall.setting WHERE name = 'target-replica-lag'")));
            await().during(Duration.ofSeconds(2)).atMost(LIMIT).until(() -> !verify.isDone());
            Voyage.Ended wrong = voyage.run("ctl", "target-replica-lag=many", "workers=1");
            assertThat(wrong.exitCode()).as(wrong.toString()).isEqualTo(2);

            // Paced: a thousand rows at once take ten seconds
            Voyage.Ended released = voyage.run("ctl", "target-replica-lag=off");
            assertThat(released.exitCode()).as(released.toString()).isZero();
            assertThat(released.out())
                    .containsPattern("rows-per-second +100\n")
                    .containsPattern("target-replica-lag +off\n");
            await().during(Duration.ofSeconds(3)).atMost(LIMIT).until(() -> !verify.isDone());
            assertThat(voyage.run("ctl", "rows-per-second=off").exitCode()).isZero();

            Voyage.Ended ended = verify.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(ended.exitCode()).as(ended.toString()).isZero();
            assertThat(ended.err()).contains("held: target replica lag cannot be read (", "The verification goes on.");
        }
    }

    private static Voyage.Ended check(Path certificate, Path key) {
        return Voyage.runAsIs(
                Map.of(),
                "verify",
                "--check",
                "--certificate",
                certificate.toString(),
                "--certificate-key",
                key.toString());
    }

    private static String pem(String kind, Key key) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END " + kind + "-----\n";
    }

    private static final KeyPair KEYS = keys();

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
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
    void whatADryRunPrintsSetsOffNothingByHandEither() throws Exception {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE parent (id INT PRIMARY KEY, v VARCHAR(20))",
                "CREATE TABLE child (id INT PRIMARY KEY, parent_id INT,"
                        + " FOREIGN KEY (parent_id) REFERENCES parent (id) ON DELETE CASCADE)",
                "INSERT INTO parent VALUES (1, 'it''s; one'), (2, 'two')",
                "INSERT INTO child VALUES (10, 1), (20, 2)")) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            voyage.target().execute("UPDATE shop.parent SET v = 'other'");
            String printed = voyage.run("verify", "--repair=dry-run").out();

            // Or who watches the table for writes by others would not hear of it.
            assertThat(printed).doesNotContain("landfall.replicating");
            voyage.target().execute(printed.substring(printed.indexOf("BEGIN;")));

            assertThat(voyage.target().value("SELECT count(*) FROM shop.child")).isEqualTo("2");
            Voyage.Ended verify = voyage.run("verify");
            assertThat(verify.exitCode()).as(verify.toString()).isZero();
        }
    }

    @Test
    void aKeyThatIsThereTwiceKeepsTheRightRowAndTheOtherOneIsInTheTrail() throws Exception {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE item (id INT PRIMARY KEY, v VARCHAR(20))",
                "INSERT INTO item VALUES (4, 'four'), (5, 'right')")) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            voyage.target()
                    .execute(
                            "ALTER TABLE shop.item DROP CONSTRAINT item_pkey",
                            "INSERT INTO shop.item VALUES (5, 'wrong')",
                            // The right one is read last then.
                            "UPDATE shop.item SET v = v WHERE v = 'right'");
            Voyage.Ended dry = voyage.run("verify", "--repair=dry-run");
            assertThat(dry.out())
                    .contains("A repair of these rows would come to: 0 inserted, 1 deleted, 0 rewritten.", "'right'");

            Voyage.Ended repair = voyage.run("verify", "--repair");

            assertThat(repair.exitCode()).as(repair.toString()).isEqualTo(1);
            assertThat(repair.out())
                    .contains("Repaired in 1 pass: 0 inserted, 1 deleted, 0 rewritten.", "2 rows", "item_pkey");
            assertThat(voyage.target().value("SELECT string_agg(id || ' ' || v, ', ' ORDER BY id) FROM shop.item"))
                    .isEqualTo("4 four, 5 right");
            assertThat(
                            voyage.target()
                                    .value(
                                            "SELECT string_agg(action || ' ' || (row_before ->> 'v'), ', ') FROM landfall.repair"))
                    .isEqualTo("delete wrong");
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
                            "only on the target  id=3 (set aside by a policy, yet there)",
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
