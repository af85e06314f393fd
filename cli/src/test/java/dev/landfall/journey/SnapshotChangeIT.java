package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.landfall.failure.FailureCode;
import dev.landfall.source.SourceConfig;
import dev.landfall.testing.Failure;
import dev.landfall.testing.Failure.Where;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of tables that the source changes while a snapshot holds read views of them, but has not come to them. */
class SnapshotChangeIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int FAILED = 3;

    @TempDir
    private Path folder;

    private Path config;

    @BeforeEach
    void writeConfig() throws Exception {
        config = Files.writeString(
                folder.resolve("landfall.yaml"),
                "snapshot: {chunkRows: 1000, workers: 1, limits: {rowsPerSecond: 1000}}\n");
    }

    /** @param again what the next run says, which is no more than that it is through where all can be had */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RENAME TABLE a TO passing, b TO a, passing TO b | STREAM-001",
                "RENAME TABLE a TO passing, other TO a           | SCHEMA-002",
                "TRUNCATE TABLE a                                | COPIED",
                "ALTER TABLE a FORCE                             | COPIED",
                "ALTER TABLE a RENAME COLUMN v TO w, RENAME COLUMN w TO v | SCHEMA-002",
                "ALTER TABLE parted DROP PARTITION p0            | SCHEMA-002",
                "DROP TABLE a                                    | SCHEMA-002"
            })
    @Failure(
            where = Where.SOURCE,
            what = "a table is rebuilt, truncated, renamed, dropped or replaced by another one after the snapshot has"
                    + " opened its read views, and before the copy comes to it",
            code = FailureCode.SOURCE_FAILED,
            result =
                    "nothing of it is copied; the next run reads it anew, or says with `SCHEMA-002` or `STREAM-001` that"
                            + " the snapshot has to be made afresh")
    void rowsOfAnotherTableAreNotTakenForIts(String change, String again) throws Exception {
        String table = change.contains("parted") ? "parted" : "a";
        try (Voyage voyage = begin()) {
            CompletableFuture<Voyage.Ended> snapshot =
                    begun(voyage, voyage.runAside("snapshot", "-c", config.toString()));
            voyage.source().execute(change);
            voyage.run("ctl", "rows-per-second=off");
            Voyage.Ended ended = snapshot.get();
            assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(FAILED);
            assertThat(ended.err()).contains("SOURCE-006", " was altered, truncated, renamed");
            assertThat(voyage.target().value("SELECT count(*) FROM shop." + table))
                    .isEqualTo("0");
            assertThat(voyage.run("snapshot", "-c", config.toString()).toString())
                    .contains(again);
        }
    }

    @Test
    void anIndexIsToldFromAnotherTable() throws Exception {
        try (Voyage voyage = begin()) {
            CompletableFuture<Voyage.Ended> snapshot =
                    begun(voyage, voyage.runAside("snapshot", "-c", config.toString()));
            voyage.source().execute("CREATE INDEX later ON a (v)", "ALTER TABLE parted COMMENT 'in parts'");
            voyage.run("ctl", "rows-per-second=off");
            Voyage.Ended ended = snapshot.get();
            assertThat(ended.exitCode()).as(ended.toString()).isZero();
            assertThat(voyage.run("stream", "--until", "caught-up").exitCode()).isZero();
            Voyage.Ended verify = voyage.run("verify");
            assertThat(verify.exitCode()).as(verify.toString()).isZero();
        }
    }

    @Test
    void whoeverMayNotAskDoesNotTellThemApart() throws Exception {
        try (Voyage voyage = begin()) {
            SourceConfig reader = voyage.source()
                    .createUser(
                            "reader",
                            "SELECT, SHOW VIEW, TRIGGER, EVENT ON "
                                    + voyage.source().name() + ".*",
                            "REPLICATION SLAVE ON *.*",
                            "BINLOG MONITOR ON *.*");
            Map<String, String> environment = new HashMap<>(voyage.environment());
            environment.put("MIGRATE_SOURCE_PASSWORD", reader.password().value());
            String url = voyage.source().url().replaceFirst("//[^@]*@", "//" + reader.user() + "@");
            CompletableFuture<Voyage.Ended> snapshot = begun(
                    voyage,
                    CompletableFuture.supplyAsync(
                            () -> voyage.runWith(environment, "snapshot", "-c", config.toString(), "--source", url),
                            command -> new Thread(command, "aside").start()));
            voyage.source().execute("CREATE INDEX later ON a (v)");
            voyage.run("ctl", "rows-per-second=off");
            Voyage.Ended ended = snapshot.get();
            assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(FAILED);
            assertThat(ended.err()).contains("SOURCE-006", ".a was altered");
        }
    }

    /** MariaDB ends the transaction of the one that waits for less, and with it the read view. */
    @Test
    @Failure(
            where = Where.SOURCE,
            what =
                    "a deadlock of a snapshot's reading with LOCK TABLES or a schema change, which costs it its read view",
            code = FailureCode.SOURCE_FAILED,
            result = "nothing is read without the view; the next run copies what is left")
    void aReadViewThatIsLostToADeadlockIsNotReadOn() throws Exception {
        try (Voyage voyage = begin();
                Connection locker = voyage.source().connect();
                Statement statement = locker.createStatement()) {
            CompletableFuture<Voyage.Ended> snapshot =
                    begun(voyage, voyage.runAside("snapshot", "-c", config.toString()));
            // Given a session that has locked a table without a key, and waits for the one that was read
            CompletableFuture<Boolean> locked = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return statement.execute("LOCK TABLES keyless WRITE, large WRITE");
                        } catch (SQLException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    command -> new Thread(command, "locker").start());
            await().atMost(LIMIT)
                    .until(() -> "1"
                            .equals(voyage.source()
                                    .value("SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE INFO LIKE"
                                            + " 'LOCK TABLES keyless%' AND STATE LIKE 'Waiting for table metadata%'")));
            voyage.run("ctl", "rows-per-second=off");
            Voyage.Ended ended = snapshot.get();
            assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(FAILED);
            assertThat(ended.err()).contains("SOURCE-006", "MariaDB has ended the copy's read view");
            locked.get();
            statement.execute("UNLOCK TABLES");
            Voyage.Ended again = voyage.run("snapshot", "-c", config.toString());
            assertThat(again.exitCode()).as(again.toString()).isZero();
            assertThat(voyage.target().value("SELECT count(*) FROM shop.keyless"))
                    .isEqualTo("100");
        }
    }

    private static Voyage begin() throws Exception {
        Voyage voyage = Voyage.begin(
                "CREATE TABLE large (id INT PRIMARY KEY, v INT) SELECT seq AS id, 0 AS v FROM seq_1_to_20000",
                "CREATE TABLE a (id INT PRIMARY KEY, v INT, w INT)",
                "CREATE TABLE b LIKE a",
                "CREATE TABLE other (id BIGINT PRIMARY KEY, v VARCHAR(20), w INT)",
                "CREATE TABLE keyless (v INT)",
                "CREATE TABLE parted (id INT PRIMARY KEY, v INT) PARTITION BY RANGE (id)"
                        + " (PARTITION p0 VALUES LESS THAN (50), PARTITION p1 VALUES LESS THAN (1000))",
                "INSERT INTO a SELECT seq, 1, 1 FROM seq_1_to_100",
                "INSERT INTO b SELECT seq, 2, 2 FROM seq_1_to_100",
                "INSERT INTO other SELECT seq, 'other', 3 FROM seq_1_to_100",
                "INSERT INTO keyless SELECT seq FROM seq_1_to_100",
                "INSERT INTO parted SELECT seq, 3 FROM seq_1_to_100");
        voyage.awaitOlderDefinitions();
        return voyage;
    }

    /** With some of the large table copied, and nothing of the others. */
    private static CompletableFuture<Voyage.Ended> begun(Voyage voyage, CompletableFuture<Voyage.Ended> snapshot) {
        await().atMost(LIMIT).until(() -> {
            assertThat(snapshot.getNow(null))
                    .as("an end before the first chunk")
                    .isNull();
            return "t".equals(voyage.target().value("SELECT to_regclass('landfall.copy_state') IS NOT NULL"))
                    && !"0"
                            .equals(voyage.target()
                                    .value("SELECT count(*) FROM landfall.chunk WHERE done_at IS NOT NULL"));
        });
        return snapshot;
    }
}
