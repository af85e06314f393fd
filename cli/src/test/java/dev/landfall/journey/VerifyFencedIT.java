package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.landfall.testing.ProcessUnderTest;
import dev.landfall.testing.TestSourceDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A verification that freezes both sides at one position, beside a stream and a writer that does not pause. */
class VerifyFencedIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String[] TABLES = Stream.concat(
                    Arrays.stream(Transfers.SCHEMA),
                    Stream.of(
                            "CREATE TABLE still (id INT PRIMARY KEY, v VARCHAR(20))",
                            "INSERT INTO still SELECT seq, CONCAT('v ', seq) FROM seq_1_to_5000"))
            .toArray(String[]::new);

    @TempDir
    private Path folder;

    /** Autovacuum is at work on a large table as soon as it is full, and the first verification would wait for it. */
    @Test
    void aLargeTableIsWatchedBeforeItIsFullAndTheCopyIsNoOtherWriter() throws Exception {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE large (id INT PRIMARY KEY, v MEDIUMTEXT)",
                "INSERT INTO large SELECT seq, REPEAT('x', 1000000) FROM seq_1_to_80",
                "CREATE TABLE small (id INT PRIMARY KEY)",
                "ANALYZE TABLE large")) {
            Voyage.Ended snapshot = voyage.run("snapshot");
            assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();

            assertThat(voyage.target()
                            .value("SELECT string_agg(tgrelid::regclass::text, ',') FROM pg_trigger"
                                    + " WHERE tgname = 'landfall_witness'"))
                    .isEqualTo("shop.large");
            assertThat(voyage.target().value("SELECT count(*) FROM landfall.changed_row"))
                    .isEqualTo("0");
            voyage.target().execute("UPDATE shop.large SET v = 'y' WHERE id = 1");
            assertThat(voyage.target().value("SELECT string_agg(source_table, ',') FROM landfall.changed_row"))
                    .isEqualTo("large");
        }
    }

    @Test
    void bothSidesAreComparedAtOnePositionAndTheStreamGoesOn() throws Exception {
        try (Voyage voyage = Voyage.begin(TABLES)) {
            Voyage.Ended snapshot = voyage.run("snapshot");
            assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();
            try (Transfers transfers = Transfers.start(voyage.source(), 7);
                    ProcessUnderTest stream = voyage.start("stream")) {
                await().atMost(LIMIT).until(() -> receipts(voyage) > 0);

                // Nothing is wrong, and nothing is said to be, however much is on its way
                for (int run = 0; run < 3; run++) {
                    JsonNode report = verify(voyage, 0);
                    assertThat(report.get("verdict").textValue()).isEqualTo("equal");
                    assertThat(report.get("strength").textValue())
                            .as(report.toString())
                            .isEqualTo("fenced");
                    assertThat(report.get("pauseMillis").longValue()).isBetween(0L, 5_000L);
                    assertThat(report.get("rows").longValue()).isGreaterThan(5_000);
                }

                // What is wrong is found
                voyage.target().execute("UPDATE shop.still SET v = 'V 77' WHERE id = 77");
                JsonNode report = verify(voyage, 1);
                assertThat(report.get("differing").longValue()).isEqualTo(1);
                assertThat(report.toString()).contains("id=77", "\"cause\":\"letter-case\"");

                standsStillOnlyForWhoIsThere(voyage);
                assertThat(transfers.stop()).isGreaterThan(100);
                stream.interrupt();
                assertThat(stream.waitForExit(LIMIT)).as(stream.stderr()).isZero();
            }
        }
    }

    /** Of what is not migrated the stream has the positions only, and has to stand at one of these. */
    @Test
    void alsoWhereNothingButOtherDatabasesIsWrittenTo() throws Exception {
        try (Voyage voyage = Voyage.begin("CREATE TABLE item (id INT PRIMARY KEY)", "INSERT INTO item VALUES (1)");
                TestSourceDatabase other = voyage.source().server().createDatabase()) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            other.execute("CREATE TABLE busy (id INT AUTO_INCREMENT PRIMARY KEY)");
            try (BusyWriter writer = BusyWriter.of(other::connect, "INSERT INTO busy VALUES (NULL)");
                    ProcessUnderTest stream = voyage.start("stream")) {
                voyage.source().execute("INSERT INTO item VALUES (2)");
                await().atMost(LIMIT).until(() -> "2".equals(voyage.target().value("SELECT count(*) FROM shop.item")));
                for (int run = 0; run < 3; run++) {
                    JsonNode report = verify(voyage, 0);
                    assertThat(report.get("strength").textValue())
                            .as(report.toString())
                            .isEqualTo("fenced");
                }
                assertThat(writer.written()).isPositive();
                assertThat(stream.isAlive()).isTrue();
            }
        }
    }

    @Test
    void aStreamThatCannotBeHeldIsComparedLiveAndTheReportSaysWhy() throws Exception {
        try (Voyage voyage = Voyage.begin("CREATE TABLE item (id INT PRIMARY KEY)", "INSERT INTO item VALUES (1)")) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            try (ProcessUnderTest stream = voyage.start("stream")) {
                voyage.source().execute("INSERT INTO item VALUES (2)");
                await().atMost(LIMIT).until(() -> "2".equals(voyage.target().value("SELECT count(*) FROM shop.item")));
                assertThat(voyage.run("ctl", "pause").exitCode()).isZero();

                JsonNode report = verify(voyage, 0);

                assertThat(report.get("strength").textValue()).isEqualTo("convergent");
                assertThat(report.get("notFrozen").textValue()).isEqualTo("the stream is paused by migrate ctl");
                assertThat(report.get("pauseMillis").isNull()).isTrue();
                assertThat(stream.isAlive()).isTrue();
            }
        }
    }

    /** What is proven is not compared again; what the stream changes is; and whoever else writes is found out. */
    @Test
    void aContinuousVerificationLooksAtWhatHasChangedUntilSomethingDiffers() throws Exception {
        try (Voyage voyage = Voyage.begin(TABLES)) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            try (ProcessUnderTest stream = voyage.start("stream")) {
                voyage.source().execute("INSERT INTO still VALUES (6000, 'begins')");
                await().atMost(LIMIT)
                        .until(() -> "5001".equals(voyage.target().value("SELECT count(*) FROM shop.still")));
                try (ProcessUnderTest verify = voyage.start("verify", "--continuous", "--output", "json")) {
                    await().atMost(LIMIT).until(() -> passes(verify) >= 1);
                    voyage.source().execute("UPDATE still SET v = 'changed' WHERE id <= 3");
                    await().atMost(LIMIT).until(() -> passes(verify) >= 2);
                    assertThat(verify.stdout())
                            .containsPattern("\"whole\":true,\"proven\":true,\"refused\":null,\"rows\":5\\d\\d\\d,")
                            .contains("\"whole\":false,\"proven\":true,\"refused\":null,\"rows\":3,");
                    assertThat(voyage.run("status").out()).contains("proven ");

                    voyage.target().execute("UPDATE shop.still SET v = 'by hand' WHERE id = 4000");

                    assertThat(verify.waitForExit(LIMIT)).as(verify.stderr()).isEqualTo(1);
                    assertThat(verify.stdout()).contains("\"differing\":1");
                }
                assertThat(stream.isAlive()).isTrue();
            }
        }
    }

    /** How long the workers waited is told by what makes them wait. */
    @Test
    void aContinuousVerificationKeepsToItsShareAndFindsWhatDiffers() throws Exception {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE still (id INT PRIMARY KEY, v VARCHAR(20))",
                "INSERT INTO still SELECT seq, CONCAT('v ', seq) FROM seq_1_to_120000",
                "CREATE TABLE other (id INT PRIMARY KEY, v VARCHAR(20))",
                "INSERT INTO other SELECT seq, CONCAT('v ', seq) FROM seq_1_to_30000")) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            try (ProcessUnderTest stream = voyage.start("stream")) {
                voyage.source().execute("INSERT INTO still VALUES (200000, 'begins')");
                await().atMost(LIMIT)
                        .until(() -> "120001".equals(voyage.target().value("SELECT count(*) FROM shop.still")));
                try (ProcessUnderTest verify =
                        voyage.start("verify", "--continuous", "--max-share", "20%", "--output", "json")) {
                    await().atMost(LIMIT).until(() -> passes(verify) >= 1);
                    JsonNode whole = pass(verify, 0);
                    assertThat(whole.get("verdict").textValue()).isEqualTo("equal");
                    assertThat(whole.get("whole").booleanValue()).isTrue();
                    // Before every range, and every thousand rows of a whole table: four times what it worked, but for
                    // rounding.
                    assertThat(whole.get("workedMillis").longValue()).isPositive();
                    assertThat(whole.get("waitedMillis").longValue())
                            .isGreaterThanOrEqualTo(
                                    4 * whole.get("workedMillis").longValue());
                    assertThat(voyage.run("ctl").out()).containsPattern("max-share +20%\\n");

                    // A limit does not keep the comparison of some rows from its end
                    voyage.source().execute("UPDATE still SET v = 'changed' WHERE id <= 3");
                    await().atMost(LIMIT).until(() -> passes(verify) >= 2);
                    JsonNode changes = pass(verify, 1);
                    assertThat(changes.get("verdict").textValue()).isEqualTo("equal");
                    assertThat(changes.get("whole").booleanValue()).isFalse();
                    assertThat(changes.get("rows").longValue()).isEqualTo(3);

                    voyage.target().execute("UPDATE shop.other SET v = 'by hand' WHERE id = 4000");
                    assertThat(verify.waitForExit(LIMIT)).as(verify.stderr()).isEqualTo(1);
                    assertThat(verify.stdout())
                            .contains("\"differing\":1")
                            .contains("The workers of the verification worked");
                }
                assertThat(stream.isAlive()).isTrue();
            }
        }
    }

    /** What is asked for now is stronger than what was changed before. */
    @Test
    void aShareIsKeptThatWasTakenOffForEarlierVerifications() throws Exception {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE still (id INT PRIMARY KEY, v VARCHAR(20))",
                "INSERT INTO still SELECT seq, CONCAT('v ', seq) FROM seq_1_to_20000")) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            assertThat(voyage.run("ctl", "max-share=off").exitCode()).isZero();

            Voyage.Ended free = voyage.run("verify");
            assertThat(free.exitCode()).as(free.toString()).isZero();
            assertThat(free.err()).doesNotContain("waited for");
            Voyage.Ended limited = voyage.run("verify", "--max-share", "50%");
            assertThat(limited.exitCode()).as(limited.toString()).isZero();
            assertThat(limited.err()).contains("The workers of the verification worked for ");
        }
    }

    private static JsonNode pass(ProcessUnderTest verify, int number) throws Exception {
        String line = verify.stdout()
                .lines()
                .filter(text -> text.contains("\"event\":\"pass\""))
                .skip(number)
                .findFirst()
                .orElseThrow();
        return new JsonMapper().readTree(line);
    }

    /** No trigger fires when rows change by the definition of their table. */
    @Test
    void whatChangesByADefinitionOfTheTargetIsNoProofAnyMore() throws Exception {
        try (Voyage voyage = Voyage.begin(TABLES)) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            try (ProcessUnderTest stream = voyage.start("stream")) {
                voyage.source().execute("INSERT INTO still VALUES (6000, 'begins')");
                await().atMost(LIMIT)
                        .until(() -> "5001".equals(voyage.target().value("SELECT count(*) FROM shop.still")));
                try (ProcessUnderTest verify = voyage.start("verify", "--continuous", "--output", "json")) {
                    await().atMost(LIMIT).until(() -> passes(verify) >= 1);
                    voyage.target()
                            .execute(
                                    "ALTER TABLE shop.still ALTER COLUMN v TYPE varchar(20) USING replace(v, 'v 77', 'v 7x')");

                    assertThat(verify.waitForExit(LIMIT)).as(verify.stderr()).isEqualTo(1);
                    // 77, and 770 to 779
                    assertThat(verify.stdout()).contains("\"differing\":11").contains("\"whole\":false");
                }
                assertThat(stream.isAlive()).isTrue();
            }
        }
    }

    private static int passes(ProcessUnderTest verify) throws Exception {
        return verify.stdout().split("\"event\":\"pass\"", -1).length - 1;
    }

    private JsonNode verify(Voyage voyage, int exitCode) throws Exception {
        Path file = folder.resolve("report.json");
        Voyage.Ended ended = voyage.run("verify", "--report", file.toString());
        assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(exitCode);
        return new JsonMapper().readTree(Files.readString(file));
    }

    private static long receipts(Voyage voyage) throws SQLException {
        return Long.parseLong(String.valueOf(voyage.target().value("SELECT count(*) FROM shop.receipt")));
    }

    /** As if a verification were killed while it holds the stream. */
    private static void standsStillOnlyForWhoIsThere(Voyage voyage) throws SQLException {
        try (Connection holder = voyage.target().connect();
                Statement statement = holder.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + key(voyage.source().name()) + ", 4)");
            statement.execute("UPDATE landfall.stream_hold SET request = request + 1, stand_at = NULL");
            await().atMost(LIMIT)
                    .until(
                            () -> "t"
                                    .equals(
                                            voyage.target()
                                                    .value(
                                                            "SELECT CASE WHEN granted = request THEN 't' END FROM landfall.stream_hold")));
            String stands = position(voyage);
            await().during(Duration.ofSeconds(1)).atMost(LIMIT).until(() -> Objects.equals(position(voyage), stands));
            // What it is told by others it hears all the same
            assertThat(voyage.run("ctl", "batch=5000").exitCode()).isZero();
            assertThat(voyage.target().value("SELECT taken = orders FROM landfall.stream_control"))
                    .isEqualTo("t");
        }
        String stood = position(voyage);
        await().atMost(LIMIT).until(() -> !Objects.equals(position(voyage), stood));
    }

    private static String position(Voyage voyage) throws SQLException {
        return String.valueOf(voyage.target().value("SELECT gtids FROM landfall.position"));
    }

    /** The first half of a role's advisory lock. */
    static int key(String migration) {
        CRC32 crc = new CRC32();
        crc.update(("landfall:" + migration).getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() & 0x7FFF_FFFF);
    }
}
