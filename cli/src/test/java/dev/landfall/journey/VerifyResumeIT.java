package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.landfall.failpoint.Failpoint;
import dev.landfall.testing.Failure;
import dev.landfall.testing.Failure.Where;
import dev.landfall.testing.ProcessUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A verification beside a stream that is cut short, and the next one. */
@SuppressWarnings("try") // whoever holds a lock holds it by being open
class VerifyResumeIT {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final String KEPT =
            "SELECT string_agg(source_table, ',' ORDER BY source_table) FROM landfall.equal_table";
    private static final String SESSIONS = "SELECT wait_event_type, query FROM pg_stat_activity"
            + " WHERE datname = current_database() AND state <> 'idle'";
    private static final String TRACKED = "SELECT count(*) FROM landfall.tracking";
    private static final String[] TABLES = Stream.concat(
                    Arrays.stream(Transfers.SCHEMA),
                    Stream.of(
                            "CREATE TABLE first (id INT PRIMARY KEY, v VARCHAR(20))",
                            "INSERT INTO first SELECT seq, CONCAT('v ', seq) FROM seq_1_to_9000",
                            "CREATE TABLE second (id INT PRIMARY KEY, v VARCHAR(20))",
                            "INSERT INTO second SELECT seq, CONCAT('v ', seq) FROM seq_1_to_6000",
                            "CREATE TABLE third (id INT PRIMARY KEY, v VARCHAR(20))",
                            "INSERT INTO third SELECT seq, CONCAT('v ', seq) FROM seq_1_to_3000",
                            "ANALYZE TABLE first, second, third"))
            .toArray(String[]::new);

    @TempDir
    private Path folder;

    private Voyage voyage;
    private ProcessUnderTest stream;

    @BeforeEach
    void follow() throws Exception {
        voyage = Voyage.begin(TABLES);
        Voyage.Ended snapshot = voyage.run("snapshot");
        assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();
        stream = voyage.start("stream");
        voyage.source().execute("INSERT INTO first VALUES (100000, 'begins')");
        awaitOnTarget("1", "SELECT count(*) FROM shop.first WHERE v = 'begins'");
    }

    @AfterEach
    void leave() throws Exception {
        stream.close();
        voyage.close();
    }

    @Test
    @Failure(
            where = Where.OURSELVES,
            what =
                    "a verification beside a stream is killed with SIGKILL, or interrupted, after some tables were found equal",
            seen = "is killed",
            result = "the next one compares of these tables only what has changed since, by the stream or by others")
    void whatWasFoundEqualIsNotComparedAsAWholeAgain() throws Exception {
        try (Transfers transfers = Transfers.start(voyage.source(), 5)) {
            killAfterTwoTables();
            voyage.source().execute("UPDATE first SET v = 'changed' WHERE id <= 3");
            awaitOnTarget("3", "SELECT count(*) FROM shop.first WHERE v = 'changed'");
            assertThat(proofs()).containsOnlyKeys("first", "second");
            assertThat(proofs().get("first").get("changedRows").longValue()).isGreaterThanOrEqualTo(3);
            assertThat(proofs().get("second").get("changedRows").longValue()).isZero();

            Verified second = verify(0);

            assertThat(second.report().get("verdict").textValue()).isEqualTo("equal");
            assertThat(second.report().get("strength").textValue()).isEqualTo("fenced");
            assertThat(second.table("first").get("sourceRows").longValue()).isEqualTo(3);
            assertThat(second.table("first").get("equalBefore").get("rows").longValue())
                    .isEqualTo(9_001);
            assertThat(second.table("first").get("ranges").longValue()).isZero();
            assertThat(second.table("second").get("sourceRows").longValue()).isZero();
            assertThat(second.table("second").get("equalBefore").isNull()).isFalse();
            assertThat(second.table("third").get("sourceRows").longValue()).isEqualTo(3_000);
            assertThat(second.table("third").get("ranges").longValue()).isPositive();
            assertThat(second.table("third").get("equalBefore").isNull()).isTrue();
            assertThat(second.ended().err())
                    .contains("2 of 8 tables were found equal at source position ", "since is compared.");
            assertThat(second.ended().out()).contains("2 of 8 tables were found equal", "since was compared.");
            assertThat(voyage.run("status").out()).contains("proven ");
            assertThat(proofs()).hasSize(8);
            assertThat(proofs().get("first").get("position"))
                    .isEqualTo(second.report().get("sourcePosition"));
            assertThat(proofs().get("second").get("changedRows").longValue()).isZero();

            // That one has come to its end, and nothing is left of the other
            assertThat(voyage.target().value(KEPT)).isNull();
            Verified third = verify(0);
            assertThat(third.table("first").get("sourceRows").longValue()).isEqualTo(9_001);
            assertThat(third.table("first").get("equalBefore").isNull()).isTrue();
            transfers.stop();
        }
    }

    @Test
    void whatOthersAndTheStreamHaveDamagedMeanwhileIsFound() throws Exception {
        killAfterTwoTables();
        voyage.source().execute("UPDATE first SET v = 'changed' WHERE id = 3");
        awaitOnTarget("1", "SELECT count(*) FROM shop.first WHERE v = 'changed'");
        voyage.target()
                .execute(
                        // As if the stream had written it wrong
                        "SET landfall.replicating = on",
                        "UPDATE shop.first SET v = 'wrong' WHERE id = 3",
                        "RESET landfall.replicating",
                        "UPDATE shop.second SET v = 'by hand' WHERE id = 77");
        assertThat(proofs().get("first").get("compareWhole").booleanValue()).isFalse();
        assertThat(proofs().get("second").get("compareWhole").booleanValue()).isTrue();

        Verified second = verify(1);

        assertThat(second.table("first").get("differing").longValue()).isEqualTo(1);
        assertThat(second.table("first").get("equalBefore").isNull()).isFalse();
        assertThat(second.table("second").get("differing").longValue()).isEqualTo(1);
        assertThat(second.table("second").get("equalBefore").isNull()).isTrue();
        assertThat(second.table("second").get("sourceRows").longValue()).isEqualTo(6_000);
        assertThat(second.report().toString()).contains("id=3", "id=77");
        assertThat(voyage.target().value(KEPT)).isNull();
        assertThat(voyage.target().value(TRACKED)).isEqualTo("0");
        assertThat(proofs()).isEmpty();
    }

    @Test
    void aTableThatNobodyHasWatchedMeanwhileIsComparedAsAWhole() throws Exception {
        killAfterTwoTables();
        voyage.target()
                .execute(
                        "ALTER TABLE shop.second DISABLE TRIGGER ALL",
                        "UPDATE shop.second SET v = 'behind its back' WHERE id = 77",
                        "ALTER TABLE shop.second ENABLE TRIGGER ALL");

        Verified second = verify(1);

        assertThat(second.table("first").get("equalBefore").isNull()).isFalse();
        assertThat(second.table("second").get("differing").longValue()).isEqualTo(1);
        assertThat(second.table("second").get("equalBefore").isNull()).isTrue();
    }

    @Test
    void aDifferenceEndsTheProofAlsoWhenThePassIsCutShort() throws Exception {
        verify(0);
        assertThat(voyage.target().value(TRACKED)).isEqualTo("1");
        voyage.target().execute("SET landfall.replicating = on", "UPDATE shop.first SET v = 'unnoticed' WHERE id = 3");
        try (ProcessUnderTest verify =
                voyage.startUntil(Failpoint.VERIFY_TABLE_KEPT.name(), "verify", "-c", config())) {
            assertThat(verify.waitForExit(LIMIT)).as(verify.stderr()).isEqualTo(Failpoint.EXIT_CODE);
        }
        assertThat(voyage.target().value(TRACKED)).isEqualTo("0");
        assertThat(voyage.target().value("SELECT count(clean_verification_at) FROM landfall.migration"))
                .isEqualTo("0");
        assertThat(verify(1).table("first").get("differing").longValue()).isEqualTo(1);
    }

    @Test
    void whatIsNotWrittenDownOrAnotherPlanMakesItVoid() throws Exception {
        killAfterTwoTables();
        voyage.source().execute("ALTER TABLE third ADD w INT");
        awaitOnTarget(
                "1",
                "SELECT count(*) FROM information_schema.columns WHERE table_name = 'third' AND column_name = 'w'");

        Verified second = verify(0);

        assertThat(second.table("first").get("sourceRows").longValue()).isEqualTo(9_001);
        assertThat(second.table("first").get("equalBefore").isNull()).isTrue();
    }

    @Test
    void anInterruptKeepsItTooAndACertificateComparesEverything() throws Exception {
        verify(0);
        voyage.target().execute("DELETE FROM landfall.tracking");
        try (LongTransaction lock =
                        LongTransaction.begin(voyage.target(), "LOCK TABLE shop.third IN ACCESS EXCLUSIVE MODE");
                ProcessUnderTest verify = voyage.start("verify", "-c", config())) {
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(voyage.target().value(KEPT))
                            .as(verify.stdout()
                                    + verify.stderr()
                                    + voyage.target().query(SESSIONS))
                            .isEqualTo("first,second"));
            verify.interrupt();
            assertThat(verify.waitForExit(LIMIT)).as(verify.stderr()).isNotZero();
            assertThat(verify.stderr()).contains("are not compared as a whole again");
        }
        assertThat(voyage.target().value(TRACKED)).isEqualTo("1");

        Path key = folder.resolve("key.pem");
        Files.writeString(
                key,
                "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n"
                        + "-----END PRIVATE KEY-----\n");
        Verified certified =
                verify(0, "--certificate", folder.resolve("parity").toString(), "--certificate-key", key.toString());
        assertThat(certified.table("first").get("sourceRows").longValue()).isEqualTo(9_001);
        assertThat(Files.readString(folder.resolve("parity.json"))).contains("\"sourceRows\": 9001");
    }

    private void killAfterTwoTables() throws Exception {
        try (ProcessUnderTest verify =
                voyage.startUntil(Failpoint.VERIFY_TABLE_KEPT + ":2", "verify", "-c", config())) {
            assertThat(verify.waitForExit(LIMIT)).as(verify.stderr()).isEqualTo(Failpoint.EXIT_CODE);
        }
        assertThat(voyage.target().value(KEPT)).isEqualTo("first,second");
    }

    /** One worker, which takes large tables first. */
    private String config() throws Exception {
        return Files.writeString(folder.resolve("landfall.yaml"), "verify: {workers: 1}\n")
                .toString();
    }

    private record Verified(Voyage.Ended ended, JsonNode report) {
        JsonNode table(String name) {
            for (JsonNode table : report.get("tables")) {
                if (table.get("table").textValue().endsWith("." + name)) {
                    return table;
                }
            }
            throw new AssertionError(report.toString());
        }
    }

    private Verified verify(int exitCode, String... more) throws Exception {
        Path file = folder.resolve("report.json");
        Voyage.Ended ended = voyage.run(
                Stream.concat(Stream.of("verify", "-c", config(), "--report", file.toString()), Arrays.stream(more))
                        .toArray(String[]::new));
        assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(exitCode);
        return new Verified(ended, new JsonMapper().readTree(Files.readString(file)));
    }

    /** Of the tables that are verified, as a status tells it. */
    private Map<String, JsonNode> proofs() throws Exception {
        Map<String, JsonNode> proofs = new HashMap<>();
        JsonNode status = new JsonMapper()
                .readTree(voyage.run("status", "--output", "json").out().strip());
        for (JsonNode table : status.get("tables")) {
            if (!table.get("proof").isNull()) {
                proofs.put(table.get("table").textValue(), table.get("proof"));
            }
        }
        return proofs;
    }

    private void awaitOnTarget(String value, String query) {
        await().atMost(LIMIT).until(() -> value.equals(valueOnTarget(query)));
    }

    private String valueOnTarget(String query) throws SQLException {
        return String.valueOf(voyage.target().value(query));
    }
}
