package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.landfall.source.SourceConfig;
import dev.landfall.testing.ProcessUnderTest;
import dev.landfall.testing.TestMariaDb;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A stream that is paused, slowed down and ended while it runs, by another process. */
class StreamControlIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TABLE = "CREATE TABLE item (id INT PRIMARY KEY, name VARCHAR(40))";

    @Test
    void aPausedStreamAppliesNothingAndGoesOnAfterwards() throws Exception {
        try (Voyage voyage = copied(Voyage.begin(TABLE));
                ProcessUnderTest stream = voyage.start("stream")) {
            insert(voyage, 1);
            awaitRows(voyage, 1);

            // When
            Voyage.Ended pause = voyage.run("ctl", "pause");
            insert(voyage, 2);

            // Then
            assertThat(pause.exitCode()).as(pause.toString()).isZero();
            assertThat(pause.out())
                    .isEqualTo(
                            "setting  now in force\n---------------------\nbatch             off\nstop-at           off\n"
                                    + "\nheld: paused by migrate ctl\n");
            awaitStatus(voyage, "stream +held: paused by migrate ctl since .*, .* and 1 transaction \\(.* B\\) behind");
            await().during(Duration.ofSeconds(2)).atMost(LIMIT).until(() -> stream.isAlive() && rows(voyage) == 1);
            assertThat(voyage.run("status").out()).contains("the stream is paused: run migrate ctl resume");
            Voyage.Ended cutover = voyage.run("cutover");
            assertThat(cutover.exitCode()).isEqualTo(1);
            assertThat(cutover.err()).contains("CUTOVER-001", "paused by migrate ctl since ", "Run migrate ctl resume");

            // When
            assertThat(voyage.run("ctl", "resume").out()).endsWith("\nstreaming\n");

            // Then
            awaitRows(voyage, 2);
            stream.interrupt();
            assertThat(stream.waitForExit(LIMIT)).as(stream.stderr()).isZero();
            assertThat(stream.stderr())
                    .contains(
                            "Warning: the stream is paused by migrate ctl since ",
                            "The stream goes on: migrate ctl resume.");
        }
    }

    @Test
    void aForgottenPauseCannotBeOverlooked() throws Exception {
        try (Voyage voyage = copied(Voyage.begin(TABLE))) {
            insert(voyage, 1);

            // When
            Voyage.Ended pause = voyage.run("ctl", "pause");

            // Then
            assertThat(pause.exitCode()).as(pause.toString()).isZero();
            assertThat(pause.out())
                    .endsWith("\nNo stream runs now; one that is started waits for migrate ctl resume.\n");
            assertThat(voyage.run("status").out())
                    .contains(
                            "not running and paused by migrate ctl since ",
                            "the stream is paused: run migrate ctl resume")
                    .contains("No stream applies anything, also none that is started, until migrate ctl resume.");
            try (ProcessUnderTest stream = voyage.start("stream", "--until", "caught-up")) {
                stream.awaitOutput(
                        "Warning: the stream is paused .*: nothing is applied until migrate ctl resume", LIMIT);
                awaitStatus(voyage, "stream +held: paused by migrate ctl");
                assertThat(rows(voyage)).isZero();
                assertThat(voyage.run("ctl", "resume").exitCode()).isZero();
                assertThat(stream.waitForExit(LIMIT)).as(stream.stderr()).isZero();
            }
            assertThat(rows(voyage)).isEqualTo(1);
        }
    }

    @Test
    void aRunningStreamEndsRightWhereItIsTold() throws Exception {
        try (Voyage voyage = copied(Voyage.begin(TABLE));
                ProcessUnderTest stream = voyage.start("stream")) {
            insert(voyage, 1);
            awaitRows(voyage, 1);
            assertThat(voyage.run("ctl", "pause").exitCode()).isZero();
            insert(voyage, 2);
            String position = position(voyage);
            insert(voyage, 3);

            // When
            Voyage.Ended stop = voyage.run("ctl", "resume", "stop-at=" + position);

            // Then
            assertThat(stop.exitCode()).as(stop.toString()).isZero();
            assertThat(stream.waitForExit(LIMIT)).as(stream.stderr()).isZero();
            assertThat(stream.stdout()).contains("REACHED").contains("at source position " + position);
            assertThat(rows(voyage)).isEqualTo(2);

            // Then: it was about that stream only
            assertThat(voyage.run("ctl").out()).contains("stop-at           off\n");
            assertThat(voyage.run("stream", "--until", "caught-up").exitCode()).isZero();
            assertThat(rows(voyage)).isEqualTo(3);
        }
    }

    @Test
    void aBatchHasAtMostSoManyChanges() throws Exception {
        try (Voyage voyage = copied(Voyage.begin(TABLE));
                ProcessUnderTest stream = voyage.start("stream")) {
            insert(voyage, 1);
            awaitRows(voyage, 1);
            assertThat(voyage.run("ctl", "pause", "batch=5").out()).containsPattern("batch +5\n");
            for (int id = 2; id <= 51; id++) {
                insert(voyage, id);
            }
            voyage.source().execute("INSERT INTO item SELECT seq, 'together' FROM seq_52_to_71");
            long step = step(voyage);

            // When
            assertThat(voyage.run("ctl", "resume").exitCode()).isZero();

            // Then: each batch moves the step by one
            awaitRows(voyage, 71);
            assertThat(step(voyage) - step).isGreaterThanOrEqualTo(11);
            assertThat(voyage.run("ctl", "batch=off").out()).containsPattern("batch +off\n");
            assertThat(stream.isAlive()).as(stream.stderr()).isTrue();
        }
    }

    @Test
    void whatIsRefusedChangesNothing() throws Exception {
        try (Voyage voyage = copied(Voyage.begin(TABLE))) {
            String first = position(voyage);
            insert(voyage, 1);
            assertRefused(voyage, "RUN-002 No stream runs that could end at 0-1-1", "pause", "stop-at=0-1-1");
            assertRefused(voyage, "RUN-002 workers is about a snapshot that copies, but", "pause", "workers=1");
            assertRefused(voyage, "CONFIG-001 2 problems:\n  - batch: must be", "pause", "batch=none", "stop-at=1");
            try (ProcessUnderTest stream = voyage.start("stream")) {
                awaitRows(voyage, 1);
                assertRefused(voyage, "RUN-002 The stream is past " + first, "pause", "stop-at=" + first);
                insert(voyage, 2);
                awaitRows(voyage, 2);
                assertThat(stream.isAlive()).as(stream.stderr()).isTrue();
            }
            voyage.target().execute("UPDATE landfall.migration SET phase = 'fenced'");
            assertRefused(voyage, "RUN-002 Migration " + voyage.source().name() + " is in phase fenced", "pause");
            voyage.target().execute("UPDATE landfall.migration SET phase = 'copying'");
            assertRefused(
                    voyage,
                    "RUN-002 batch, stop-at are about a stream, or a verification beside it, but",
                    "pause",
                    "batch=5",
                    "stop-at=0-1-1");
        }
    }

    /** The stream has the last word on where it ends, and by then it has heard what else it was told. */
    @Test
    void whatGoesWithAnEndThatTheStreamRefusesIsTakenBack() throws Exception {
        try (Voyage voyage = copied(Voyage.begin(TABLE));
                Connection stream = voyage.target().connect();
                Statement statement = stream.createStatement()) {
            assertThat(voyage.run("ctl", "batch=7").exitCode()).isZero();
            // As if it were one that has just passed the place, which no other test's changes have come to.
            statement.execute("SELECT pg_advisory_lock("
                    + VerifyFencedIT.key(voyage.source().name()) + ", 2)");
            CompletableFuture<Voyage.Ended> told =
                    voyage.runAside("ctl", "pause", "batch=5", "rows-per-second=9", "stop-at=0-1-4711000000");
            await().atMost(LIMIT)
                    .until(() -> number(voyage, "SELECT count(stop_at) FROM landfall.stream_control") == 1);
            statement.execute("UPDATE landfall.stream_control SET passed = stop_at, stop_at = NULL, taken = orders");

            Voyage.Ended ended = told.get();

            assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(2);
            assertThat(ended.err()).contains("RUN-002", "is past 0-1-4711000000", "Nothing is changed");
            assertThat(number(
                            voyage,
                            "SELECT count(*) FROM landfall.stream_control WHERE paused_at IS NULL AND batch = 7"
                                    + " AND stop_at IS NULL"))
                    .isEqualTo(1);
            assertThat(number(voyage, "SELECT count(*) FROM landfall.setting WHERE value IS NOT NULL"))
                    .isZero();
        }
    }

    @Test
    void aStreamThatLosesItsConnectionWhileItIsPausedGoesOnAllTheSame() throws Exception {
        try (Voyage voyage = copied(Voyage.begin(TABLE))) {
            SourceConfig reader = voyage.source()
                    .createUser(
                            "reader",
                            "SELECT ON " + voyage.source().name() + ".*",
                            "REPLICATION SLAVE, BINLOG MONITOR ON *.*");
            try (ProcessUnderTest stream = streamAs(voyage, reader)) {
                insert(voyage, 1);
                awaitRows(voyage, 1);
                assertThat(voyage.run("ctl", "pause").exitCode()).isZero();

                // When: it is lost and comes back by itself
                endReaders(voyage, reader);
                stream.awaitOutput("opening it again", LIMIT);
                await().atMost(LIMIT).until(() -> voyage.source().value(newest(reader)) != null);
                insert(voyage, 2);

                // When: it is lost for good
                voyage.source().execute("REVOKE REPLICATION SLAVE ON *.* FROM '" + reader.user() + "'@'%'");
                endReaders(voyage, reader);
                stream.awaitOutput(
                        "Warning: the connection to the source's binary log is lost; it is opened again", LIMIT);
                voyage.source().execute("GRANT REPLICATION SLAVE ON *.* TO '" + reader.user() + "'@'%'");
                insert(voyage, 3);
                assertThat(rows(voyage)).isEqualTo(1);
                assertThat(voyage.run("ctl", "resume").exitCode()).isZero();

                // Then
                awaitRows(voyage, 3);
                stream.interrupt();
                assertThat(stream.waitForExit(LIMIT)).as(stream.stderr()).isZero();
            }
        }
    }

    @Test
    void aBinaryLogThatIsPurgedTooSoonIsForecast() throws Exception {
        try (TestMariaDb server = TestMariaDb.startPrivate();
                Voyage voyage = copied(Voyage.on(server, TABLE));
                ProcessUnderTest stream = voyage.start("stream")) {
            insert(voyage, 1);
            awaitRows(voyage, 1);
            assertThat(voyage.run("ctl", "pause").exitCode()).isZero();
            insert(voyage, 2);
            voyage.source().execute("FLUSH BINARY LOGS");
            insert(voyage, 3);

            // When: the lag grows while the stream is paused
            voyage.source().execute("SET GLOBAL binlog_expire_logs_seconds = 5");

            // Then
            stream.awaitOutput(
                    "Warning: The source may purge the binary log that the stream still needs .* SET GLOBAL"
                            + " binlog_expire_logs_seconds = ",
                    LIMIT);
            JsonNode status = status(voyage);
            assertThat(status.path("lagTransactions").asLong()).isEqualTo(2);
            assertThat(status.path("lagBytes").asLong()).isBetween(300L, 10_000L);
            assertThat(status.path("stream").path("binlog").path("urgency").asText())
                    .isNotEqualTo("none");
            assertThat(voyage.run("status").out())
                    .contains("binlog    The source may purge the binary log that the stream still needs");
            assertThat(voyage.run("ctl", "resume").exitCode()).isZero();
            awaitRows(voyage, 3);
        }
    }

    @Test
    void aSourceThatIsSeldomWrittenToHasNoLagOfHours() throws Exception {
        try (Voyage voyage = copied(Voyage.begin(TABLE));
                ProcessUnderTest stream = voyage.start("stream")) {
            insert(voyage, 1);
            awaitRows(voyage, 1);
            await().atMost(LIMIT)
                    .until(
                            () -> "t"
                                    .equals(
                                            voyage.target()
                                                    .value(
                                                            "SELECT caught_up_at > applied_at FROM landfall.stream_control, landfall.position")));

            // When: the last transaction was long ago, and nothing is written
            voyage.target().execute("UPDATE landfall.position SET committed_at = committed_at - interval '10 hours'");
            JsonNode idle = status(voyage);

            // Then
            assertThat(idle.path("lagMillis").asLong(-1)).isZero();
            assertThat(idle.path("lagBytes").asLong(-1)).isZero();

            // When: one comes
            assertThat(voyage.run("ctl", "pause").exitCode()).isZero();
            insert(voyage, 2);
            JsonNode behind = status(voyage);

            // Then
            assertThat(behind.path("lagTransactions").asLong()).isEqualTo(1);
            assertThat(behind.path("lagMillis").asLong())
                    .isBetween(1L, Duration.ofMinutes(30).toMillis());
            assertThat(stream.isAlive()).as(stream.stderr()).isTrue();
        }
    }

    private static Voyage copied(Voyage voyage) {
        Voyage.Ended snapshot = voyage.run("snapshot");
        assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();
        return voyage;
    }

    private static void insert(Voyage voyage, int id) throws SQLException {
        voyage.source().execute("INSERT INTO item VALUES (" + id + ", 'item')");
    }

    private static String position(Voyage voyage) throws SQLException {
        return Objects.requireNonNull(voyage.source().value("SELECT @@gtid_binlog_pos"));
    }

    private static long rows(Voyage voyage) throws SQLException {
        return number(voyage, "SELECT count(*) FROM shop.item");
    }

    private static long step(Voyage voyage) throws SQLException {
        return number(voyage, "SELECT step FROM landfall.position");
    }

    private static long number(Voyage voyage, String sql) throws SQLException {
        return Long.parseLong(Objects.requireNonNull(voyage.target().value(sql)));
    }

    private static void awaitRows(Voyage voyage, long count) {
        await().atMost(LIMIT).until(() -> rows(voyage) == count);
    }

    private static void awaitStatus(Voyage voyage, String regex) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(voyage.run("status").out()).containsPattern(regex));
    }

    private static JsonNode status(Voyage voyage) throws IOException {
        return new JsonMapper()
                .readTree(voyage.run("status", "--output", "json").out().strip());
    }

    private static void assertRefused(Voyage voyage, String error, String... words) throws SQLException {
        String[] command = new String[words.length + 1];
        command[0] = "ctl";
        System.arraycopy(words, 0, command, 1, words.length);
        Voyage.Ended ended = voyage.run(command);
        assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(2);
        assertThat(ended.err()).startsWith("error " + error);
        assertThat(number(
                        voyage,
                        "SELECT count(*) FROM landfall.stream_control"
                                + " WHERE paused_at IS NOT NULL OR batch IS NOT NULL OR stop_at IS NOT NULL"))
                .isZero();
        assertThat(number(voyage, "SELECT count(*) FROM landfall.setting WHERE value IS NOT NULL"))
                .isZero();
    }

    private static ProcessUnderTest streamAs(Voyage voyage, SourceConfig user) throws IOException {
        return ProcessUnderTest.cli(
                Map.of(
                        "MIGRATE_SOURCE_PASSWORD", user.password().value(),
                        "MIGRATE_TARGET_PASSWORD", voyage.target().password().value()),
                "stream",
                "--source",
                user.display(),
                "--target",
                voyage.target().url(),
                "--target-schema",
                "shop");
    }

    private static void endReaders(Voyage voyage, SourceConfig user) throws SQLException {
        for (String id = voyage.source().value(newest(user));
                id != null;
                id = voyage.source().value(newest(user))) {
            voyage.source().execute("KILL " + id);
        }
    }

    /** The session that reads the binary log; null without one. */
    private static String newest(SourceConfig user) {
        return "SELECT max(id) FROM information_schema.processlist WHERE command = 'Binlog Dump' AND user = '"
                + user.user() + "'";
    }
}
