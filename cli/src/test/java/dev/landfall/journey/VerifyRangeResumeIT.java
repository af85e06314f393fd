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
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A verification beside a stream that is cut short in the middle of a large table, and the next one. */
class VerifyRangeResumeIT {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final int ROWS = 240_000;
    private static final String RANGES = "SELECT count(*) FROM landfall.equal_range";
    /** Below the first end of a range; and above all of them but the last. */
    private static final int FOUND = 7;

    private static final int OPEN = ROWS - 7;

    @TempDir
    private Path folder;

    private Voyage voyage;
    private ProcessUnderTest stream;

    @BeforeEach
    void follow() throws Exception {
        voyage = Voyage.begin(
                "CREATE TABLE large (id INT PRIMARY KEY, v VARCHAR(20))",
                "INSERT INTO large SELECT seq, CONCAT('v ', seq) FROM seq_1_to_" + ROWS,
                "CREATE TABLE small (id INT PRIMARY KEY, v VARCHAR(20))",
                "INSERT INTO small SELECT seq, 'v' FROM seq_1_to_10",
                "ANALYZE TABLE large, small PERSISTENT FOR ALL");
        Voyage.Ended snapshot = voyage.run("snapshot");
        assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();
        stream = voyage.start("stream");
        change("small", 1, "begins");
        // One worker, which takes the large table first, and takes longer than a second for it
        try (ProcessUnderTest verify = voyage.startUntil(
                Failpoint.VERIFY_RANGE_KEPT + ":2", "verify", "-c", config(), "--rows-per-second", "30000")) {
            assertThat(verify.waitForExit(LIMIT)).as(verify.stderr()).isEqualTo(Failpoint.EXIT_CODE);
        }
        assertThat(Long.parseLong(voyage.target().value(RANGES))).isBetween(2L, 8L);
    }

    @AfterEach
    void leave() throws Exception {
        stream.close();
        voyage.close();
    }

    @Test
    @Failure(
            where = Where.OURSELVES,
            what = "a verification beside a stream is killed with SIGKILL in the middle of a large table",
            seen = "is killed",
            result =
                    "the next one compares the rest of the table, and of the ranges that were equal only what has changed since")
    void rangesThatWereFoundEqualAreNotComparedAsAWholeAgain() throws Exception {
        change("large", FOUND, "changed");
        change("large", OPEN, "changed");

        JsonNode large = verify(0, true);

        long before = large.get("equalBefore").get("rows").longValue();
        assertThat(before).isBetween(20_000L, 160_000L);
        assertThat(large.get("sourceRows").longValue()).isEqualTo(ROWS - before + 1);
        assertThat(large.get("ranges").longValue()).isPositive();
        assertThat(voyage.target().value(RANGES)).isEqualTo("0");
        assertThat(verify(0, false).get("equalBefore").isNull()).isTrue();
    }

    /** Of a verification that was interrupted twice, or behind the last range of a table. */
    @Test
    void rangesThatAreAllOfATableAreTheTable() throws Exception {
        voyage.target().execute("UPDATE landfall.equal_range SET from_value = NULL, until_value = NULL");
        change("large", FOUND, "changed");

        JsonNode large = verify(0, false);

        assertThat(large.get("equalBefore").get("whole").booleanValue()).isTrue();
        assertThat(large.get("sourceRows").longValue()).isEqualTo(1);
        assertThat(large.get("ranges").longValue()).isZero();
    }

    @Test
    void damageIsCountedOnceWhereverItIs() throws Exception {
        change("large", FOUND, "changed");
        change("large", OPEN, "changed");
        // As if the stream had written them wrong, and something had damaged a row that nobody has compared yet
        voyage.target()
                .execute(
                        "SET landfall.replicating = on",
                        "UPDATE shop.large SET v = 'wrong' WHERE id IN (" + FOUND + ", " + OPEN + ", " + (OPEN - 1)
                                + ")",
                        "RESET landfall.replicating");

        JsonNode large = verify(1, false);

        assertThat(large.get("differing").longValue()).isEqualTo(3);
        assertThat(large.get("equalBefore").isNull()).isFalse();
    }

    @Test
    void aTableThatOthersHaveWrittenToIsComparedAsAWhole() throws Exception {
        voyage.target().execute("UPDATE shop.large SET v = 'by hand' WHERE id = 9");

        JsonNode large = verify(1, false);

        assertThat(large.get("differing").longValue()).isEqualTo(1);
        assertThat(large.get("equalBefore").isNull()).isTrue();
        assertThat(large.get("sourceRows").longValue()).isEqualTo(ROWS);
    }

    @Test
    void whatIsEmptiedMeanwhileIsComparedAsAWhole() throws Exception {
        voyage.source().execute("TRUNCATE TABLE large", "INSERT INTO large VALUES (1, 'again')");
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(voyage.target().value("SELECT string_agg(v, ',') FROM shop.large"))
                        .isEqualTo("again"));

        JsonNode large = verify(0, false);

        assertThat(large.get("equalBefore").isNull()).isTrue();
        assertThat(large.get("sourceRows").longValue()).isEqualTo(1);
    }

    private void change(String table, int id, String value) throws Exception {
        voyage.source().execute("UPDATE " + table + " SET v = '" + value + "' WHERE id = " + id);
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(voyage.target().value("SELECT v FROM shop." + table + " WHERE id = " + id))
                                .as(stream.stderr())
                                .isEqualTo(value));
    }

    private String config() throws Exception {
        return Files.writeString(folder.resolve("landfall.yaml"), "verify: {workers: 1}\n")
                .toString();
    }

    /** @param goesOn whether it has to say so. @return the report of the large table */
    private JsonNode verify(int exitCode, boolean goesOn) throws Exception {
        Path file = folder.resolve("report.json");
        Voyage.Ended ended = voyage.run("verify", "-c", config(), "--report", file.toString());
        assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(exitCode);
        if (goesOn) {
            assertThat(ended.err())
                    .contains("1 of 2 tables and ", " rows of 1 other were found equal at source position ");
            assertThat(ended.out()).contains("of them only what has changed since was compared.");
        }
        for (JsonNode table : new JsonMapper().readTree(Files.readString(file)).get("tables")) {
            if (table.get("table").textValue().endsWith(".large")) {
                return table;
            }
        }
        throw new AssertionError(ended.toString());
    }
}
