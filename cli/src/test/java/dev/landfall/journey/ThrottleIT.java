package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.landfall.failpoint.Failpoint;
import dev.landfall.source.SourceConfig;
import dev.landfall.testing.ProcessUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot that is limited, paused and changed while it runs, by another process. */
class ThrottleIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int INTERRUPTED = 3;
    private static final String SMALL_CHUNKS = "  chunkRows: 1000\n  workers: 2\n";
    /** More than fits into the sockets between the server and a worker that waits. */
    private static final String LARGE_ROWS = "CREATE TABLE item (id INT PRIMARY KEY, name VARCHAR(200) NOT NULL)"
            + " SELECT seq AS id, REPEAT('x', 150) AS name FROM seq_1_to_300000";

    @TempDir
    private Path folder;

    @Test
    void aPausedSnapshotCopiesNothingMoreAndGoesOnAfterwards() throws Exception {
        try (Voyage voyage = Voyage.begin(rows(150_000));
                ProcessUnderTest snapshot =
                        voyage.start(snapshot(SMALL_CHUNKS + "  limits: {rowsPerSecond: 3000}\n"))) {
            awaitCopying(voyage, snapshot, 3);
            await().atMost(LIMIT).untilAsserted(() -> {
                JsonNode status = status(voyage);
                assertThat(status.at("/snapshot/step").asText()).isEqualTo("copy");
                assertThat(status.at("/snapshot/etaSeconds").asLong()).isBetween(1L, 60L);
                assertThat(status.at("/tables/0/phase").asText()).isEqualTo("copy");
                assertThat(status.at("/tables/0/rowsPerSecond").asLong()).isBetween(1_000L, 5_000L);
                assertThat(status.at("/tables/0/etaSeconds").asLong()).isBetween(1L, 60L);
            });

            // When
            Voyage.Ended pause = voyage.run("ctl", "pause");

            // Then
            assertThat(pause.exitCode()).as(pause.toString()).isZero();
            awaitHeld(voyage, snapshot, "held: paused by migrate ctl");
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(status(voyage).at("/snapshot/etaSeconds"))
                            .isEqualTo(NullNode.getInstance()));
            assertThat(status(voyage).at("/copy/etaSeconds")).isEqualTo(NullNode.getInstance());
            assertThat(voyage.run("status").out()).contains("snapshot  copy, ETA not known");
            long copied = copied(voyage);
            await().during(Duration.ofSeconds(3))
                    .atMost(LIMIT)
                    .until(() -> snapshot.isAlive() && copied(voyage) == copied);
            assertThat(copied).isLessThan(150_000);
            assertThat(voyage.run("ctl").out())
                    .matches("(?s)limit +configured +now in force\n-+\nrows-per-second +3,000 +3,000\n.*"
                            + "workers +2 +2\n\nheld: paused by migrate ctl\n");

            // When
            assertThat(voyage.run("ctl", "resume", "rows-per-second=off", "workers=1")
                            .exitCode())
                    .isZero();

            // Then
            assertEndsInParity(voyage, snapshot);
            assertThat(status(voyage).get("snapshot")).isEqualTo(NullNode.getInstance());
            assertThat(voyage.target().value("SELECT count(*) FROM landfall.outlook"))
                    .isEqualTo("0");
        }
    }

    @Test
    void aLimitOfRowsIsKept() throws Exception {
        try (Voyage voyage = Voyage.begin(rows(30_000));
                ProcessUnderTest snapshot =
                        voyage.start(snapshot(SMALL_CHUNKS + "  limits: {rowsPerSecond: 5000}\n"))) {
            assertThat(snapshot.waitForExit(LIMIT)).as(snapshot.stderr()).isZero();

            // Then
            String rate = voyage.target()
                    .value("SELECT sum(copied_rows) / extract(epoch FROM max(done_at)"
                            + " - min(done_at - copy_millis * interval '1 millisecond')) FROM landfall.chunk");
            assertThat(Double.parseDouble(Objects.requireNonNull(rate))).isLessThan(1.5 * 5_000);
        }
    }

    @Test
    void tooManyThreadsHoldUntilTheLimitIsTakenOff() throws Exception {
        try (Voyage voyage = Voyage.begin(LARGE_ROWS);
                ProcessUnderTest snapshot = voyage.start(
                        snapshot("  chunkRows: 1000000\n  limits: {threadsRunning: 1, bytesPerSecond: 2MB}\n"))) {
            awaitHeld(voyage, snapshot, "held: threads running \\d+, limit 1\\b");
            snapshot.awaitOutput("held: threads running \\d+, limit 1; read view .* old, history list [0-9,]+$", LIMIT);

            // When
            Voyage.Ended ctl = voyage.run("ctl", "threads-running=off", "bytes-per-second=off");

            // Then
            assertThat(ctl.out()).containsPattern("threads-running +1 +off\n");
            assertEndsInParity(voyage, snapshot);
        }
    }

    @Test
    void aSnapshotThatIsHeldInTheMiddleOfATableEndsAtOnceOnCtrlC() throws Exception {
        try (Voyage voyage = Voyage.begin(LARGE_ROWS)) {
            String[] command = snapshot("  chunkRows: 1000000\n  limits: {bytesPerSecond: 1MB}\n");
            try (ProcessUnderTest snapshot = voyage.start(command)) {
                awaitHeldBy(voyage, snapshot, "pause", "held: paused by migrate ctl");
                snapshot.interrupt();
                assertThat(snapshot.waitForExit(LIMIT)).as(snapshot.stderr()).isEqualTo(INTERRUPTED);
            }
            assertThat(voyage.run("ctl").out()).endsWith("one that is started waits for migrate ctl resume.\n");
            assertThat(voyage.run("ctl", "resume", "bytes-per-second=off").exitCode())
                    .isZero();
            try (ProcessUnderTest snapshot = voyage.start(command)) {
                assertEndsInParity(voyage, snapshot);
            }
        }
    }

    @Test
    void whatCannotBeReadHolds() throws Exception {
        try (Voyage voyage = Voyage.begin(rows(100))) {
            SourceConfig poor = voyage.source()
                    .createUser(
                            "poor",
                            "SELECT, SHOW VIEW, TRIGGER, EVENT, EXECUTE ON "
                                    + voyage.source().name() + ".*",
                            "REPLICATION SLAVE, BINLOG MONITOR ON *.*");
            Path config = config("  limits: {replicaLag: 10s, targetReplicaLag: 10s}\n");
            Map<String, String> passwords = Map.of(
                    "MIGRATE_SOURCE_PASSWORD", poor.password().value(),
                    "MIGRATE_TARGET_PASSWORD", voyage.target().password().value());
            try (ProcessUnderTest snapshot = ProcessUnderTest.cli(
                    passwords,
                    "snapshot",
                    "--config",
                    config.toString(),
                    "--source",
                    poor.display(),
                    "--target",
                    voyage.target().url(),
                    "--target-schema",
                    "shop")) {
                awaitHeld(
                        voyage,
                        snapshot,
                        "held: replica lag cannot be read \\(.*(REPLICA|SLAVE) MONITOR.*\\); target replica lag");
                assertThat(voyage.run("status").out()).contains("no replica is connected to the target");
                assertThat(copied(voyage)).isZero();
                assertThat(voyage.run("ctl", "replica-lag=off", "target-replica-lag=off")
                                .exitCode())
                        .isZero();
                assertEndsInParity(voyage, snapshot);
            }
        }
    }

    @Test
    void badInputChangesNothing() throws Exception {
        try (Voyage voyage = Voyage.begin(rows(100))) {
            Voyage.Ended early = voyage.run("ctl", "pause");
            assertThat(early.exitCode()).isEqualTo(2);
            assertThat(early.err()).startsWith("error RUN-003 ");
            try (ProcessUnderTest snapshot =
                    voyage.start(snapshot("  workers: 2\n  limits: {targetReplicaLag: 10s}\n"))) {
                awaitHeld(voyage, snapshot, "held: target replica lag");
                Voyage.Ended wrong = voyage.run("ctl", "pause", "workers=3", "replica-lag=5");
                assertThat(wrong.exitCode()).isEqualTo(2);
                assertThat(wrong.err())
                        .startsWith("error CONFIG-001 2 problems:\n  - workers: must be a whole number from 1 to 2, ");
                assertThat(voyage.target().value("SELECT count(*) FROM landfall.setting WHERE value IS NOT NULL"))
                        .isEqualTo("0");
                assertThat(voyage.run("ctl", "target-replica-lag=off").exitCode())
                        .isZero();
                assertThat(snapshot.waitForExit(LIMIT)).as(snapshot.stderr()).isZero();
            }
            Voyage.Ended late = voyage.run("ctl", "pause", "workers=1");
            assertThat(late.exitCode()).isEqualTo(2);
            assertThat(late.err()).startsWith("error RUN-002 ");
            assertThat(voyage.target().value("SELECT count(*) FROM landfall.copy_state"))
                    .isEqualTo("0");
        }
    }

    @Test
    void aBinaryLogThatIsPurgedTooSoonIsForecast() throws Exception {
        try (Voyage voyage = Voyage.begin(rows(100));
                ProcessUnderTest snapshot = voyage.start(snapshot("  limits: {targetReplicaLag: 10s}\n"))) {
            awaitHeld(voyage, snapshot, "held: target replica lag");
            String before = Objects.requireNonNull(voyage.source().value("SELECT @@global.binlog_expire_logs_seconds"));
            try {
                // When: it ages while the copy is held
                voyage.source().execute("SET GLOBAL binlog_expire_logs_seconds = 5");

                // Then
                snapshot.awaitOutput(
                        "Warning: The source may purge the binary log .* SET GLOBAL binlog_expire_logs_seconds = ",
                        LIMIT);
                // Ages are in whole seconds: `status` may read the second before the one in which the snapshot warned.
                await().atMost(LIMIT)
                        .untilAsserted(() -> assertThat(voyage.run("status").out())
                                .contains("binlog    The source may purge the binary log"));
            } finally {
                voyage.source().execute("SET GLOBAL binlog_expire_logs_seconds = " + before);
            }
            assertThat(voyage.run("ctl", "target-replica-lag=off").exitCode()).isZero();
            assertEndsInParity(voyage, snapshot);
        }
    }

    /** Also that no chunk is given up for it, and that what is written between two read views is not lost. */
    @Test
    void aHistoryListThatIsTooLongHasTheReadViewsClosedUntilItIsShorter() throws Exception {
        try (Voyage voyage = Voyage.begin(rows(40_000));
                ProcessUnderTest snapshot = voyage.start(
                        snapshot(SMALL_CHUNKS + "  limits: {rowsPerSecond: 2000, historyLength: 3000}\n"))) {
            awaitCopying(voyage, snapshot, 2);

            // When
            String[] changes = IntStream.rangeClosed(1, 5_000)
                    .mapToObj(id -> "UPDATE item SET name = 'changed' WHERE id = " + 8 * id)
                    .toArray(String[]::new);
            voyage.source().execute(changes);

            // Then
            snapshot.awaitOutput("The source's history list is longer than the limit history-length\\.", LIMIT);
            await().atMost(LIMIT)
                    .until(() ->
                            number(voyage, "SELECT count(DISTINCT gtids) FROM landfall.chunk WHERE done_at IS NOT NULL")
                                    > 1);
            assertThat(voyage.run("ctl", "rows-per-second=off", "history-length=off")
                            .exitCode())
                    .isZero();
            assertEndsInParity(voyage, snapshot);
        }
    }

    @Test
    void noReadViewIsOpenedWhileTheHistoryListIsTooLong() throws Exception {
        try (Voyage voyage = Voyage.begin(rows(4_000));
                Connection reader = voyage.source().connect();
                Statement reading = reader.createStatement()) {
            reading.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT");
            voyage.source()
                    .execute(IntStream.rangeClosed(1, 3_000)
                            .mapToObj(id -> "UPDATE item SET name = 'changed' WHERE id = " + id)
                            .toArray(String[]::new));
            try (ProcessUnderTest snapshot = voyage.start(snapshot("  limits: {historyLength: 1500}\n"))) {
                awaitHeld(voyage, snapshot, "held: history length [0-9,]+, limit 1,200, 2 workers, no read view");
                assertThat(copied(voyage)).isZero();
                reading.execute("ROLLBACK");
                assertEndsInParity(voyage, snapshot);
            }
        }
    }

    @Test
    void indexesAreBuiltWithoutTheSourcesLimitsAndNoneIsBegunWhileTheSnapshotIsPaused() throws Exception {
        try (Voyage voyage = Voyage.begin(rows(1_000), "ALTER TABLE item ADD KEY (name)");
                Connection reader = voyage.target().connect();
                Statement reading = reader.createStatement()) {
            try (ProcessUnderTest held = voyage.startUntil(
                    Failpoint.SNAPSHOT_COPIED.name(), snapshot("  limits: {threadsRunning: 1000}\n"))) {
                assertThat(held.waitForExit(LIMIT)).as(held.stderr()).isEqualTo(137);
            }
            reader.setAutoCommit(false);
            reading.execute("LOCK TABLE shop.item IN ACCESS SHARE MODE");
            try (ProcessUnderTest snapshot = voyage.start(snapshot("  limits: {threadsRunning: 1}\n"))) {
                await().atMost(LIMIT)
                        .until(() -> number(
                                        voyage,
                                        "SELECT count(*) FROM pg_locks WHERE NOT granted"
                                                + " AND relation = 'shop.item'::regclass")
                                > 0);

                // When
                assertThat(voyage.run("ctl", "pause").exitCode()).isZero();
                awaitHeld(voyage, snapshot, "held: paused by migrate ctl");
                reader.rollback();

                // Then
                await().during(Duration.ofSeconds(3))
                        .atMost(LIMIT)
                        .until(() -> snapshot.isAlive()
                                && number(voyage, "SELECT count(*) FROM pg_indexes WHERE schemaname = 'shop'") == 1);
                String before =
                        Objects.requireNonNull(voyage.source().value("SELECT @@global.binlog_expire_logs_seconds"));
                try {
                    voyage.source().execute("SET GLOBAL binlog_expire_logs_seconds = 5");
                    snapshot.awaitOutput("Warning: The source may purge the binary log", LIMIT);
                } finally {
                    voyage.source().execute("SET GLOBAL binlog_expire_logs_seconds = " + before);
                }
                assertThat(voyage.run("ctl", "resume").exitCode()).isZero();
                assertEndsInParity(voyage, snapshot);
            }
        }
    }

    @Test
    void aTableThatHasToBeLockedIsNotLockedWhileTheCopyIsHeld() throws Exception {
        try (Voyage voyage = Voyage.begin(rows(1_000), "ALTER TABLE item ENGINE=MyISAM");
                ProcessUnderTest snapshot = voyage.start(
                        snapshot("  limits: {targetReplicaLag: 10s}\nmapping:\n  lockForCopy: [item]\n"))) {
            awaitHeld(voyage, snapshot, "held: target replica lag");
            await().during(Duration.ofSeconds(3)).atMost(LIMIT).until(() -> snapshot.isAlive() && copied(voyage) == 0);
            voyage.source().execute("UPDATE item SET name = 'written meanwhile' WHERE id = 1");
            assertThat(voyage.run("ctl", "target-replica-lag=off").exitCode()).isZero();
            assertEndsInParity(voyage, snapshot);
        }
    }

    private static String rows(int count) {
        return "CREATE TABLE item (id INT PRIMARY KEY, name VARCHAR(20) NOT NULL)"
                + " SELECT seq AS id, CONCAT('item ', seq) AS name FROM seq_1_to_" + count;
    }

    private Path config(String snapshotSection) throws IOException {
        return Files.writeString(folder.resolve("landfall.yaml"), "snapshot:\n" + snapshotSection);
    }

    private String[] snapshot(String section) throws IOException {
        return new String[] {"snapshot", "--config", config(section).toString()};
    }

    private static void awaitCopying(Voyage voyage, ProcessUnderTest snapshot, int chunks) {
        await().atMost(LIMIT).until(() -> {
            assertThat(snapshot.isAlive()).as(snapshot.stderr()).isTrue();
            return "t".equals(voyage.target().value("SELECT to_regclass('landfall.copy_state') IS NOT NULL"))
                    && number(voyage, "SELECT count(*) FROM landfall.chunk WHERE done_at IS NOT NULL") >= chunks;
        });
    }

    /** As soon as the copy has begun. */
    private static void awaitHeldBy(Voyage voyage, ProcessUnderTest snapshot, String change, String regex) {
        awaitCopying(voyage, snapshot, 0);
        await().atMost(LIMIT)
                .until(() -> number(voyage, "SELECT count(*) FROM pg_stat_progress_copy WHERE bytes_processed > 500000")
                        > 0);
        assertThat(voyage.run("ctl", change).exitCode()).isZero();
        awaitHeld(voyage, snapshot, regex);
    }

    private static void awaitHeld(Voyage voyage, ProcessUnderTest snapshot, String regex) {
        awaitCopying(voyage, snapshot, 0);
        await().atMost(LIMIT).until(() -> {
            assertThat(snapshot.isAlive()).as(snapshot.stderr()).isTrue();
            return java.util.regex.Pattern.compile(regex)
                    .matcher(voyage.run("status").out())
                    .find();
        });
    }

    private static JsonNode status(Voyage voyage) throws IOException {
        return new JsonMapper()
                .readTree(voyage.run("status", "--output", "json").out().strip());
    }

    private static long copied(Voyage voyage) throws SQLException {
        return number(voyage, "SELECT count(*) FROM shop.item");
    }

    private static long number(Voyage voyage, String sql) throws SQLException {
        return Long.parseLong(Objects.requireNonNull(voyage.target().value(sql)));
    }

    private static void assertEndsInParity(Voyage voyage, ProcessUnderTest snapshot) throws Exception {
        assertThat(snapshot.waitForExit(LIMIT)).as(snapshot.stderr()).isZero();
        Voyage.Ended stream = voyage.run("stream", "--until", "caught-up");
        assertThat(stream.exitCode()).as(stream.toString()).isZero();
        Voyage.Ended verify = voyage.run("verify");
        assertThat(verify.exitCode()).as(verify.toString()).isZero();
    }
}
