package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.landfall.failure.FailureCode;
import dev.landfall.testing.Failure;
import dev.landfall.testing.Failure.Where;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of tables that the source changes while a snapshot holds read views of them, but has not come to them. */
class SnapshotChangeIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int STOPPED = 2;
    private static final int FAILED = 3;
    private static final String OLD_ENOUGH =
            "SELECT MAX(CREATE_TIME) < NOW() - INTERVAL 1 SECOND FROM information_schema.TABLES"
                    + " WHERE TABLE_SCHEMA = DATABASE()";

    @TempDir
    private Path folder;

    private Path config;

    @BeforeEach
    void writeConfig() throws Exception {
        config = Files.writeString(
                folder.resolve("landfall.yaml"),
                "snapshot: {chunkRows: 1000, workers: 1, limits: {rowsPerSecond: 1000}}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RENAME TABLE a TO passing, b TO a, passing TO b",
                "TRUNCATE TABLE a",
                "ALTER TABLE a FORCE",
                "ALTER TABLE a DROP PARTITION p0",
                "DROP TABLE a"
            })
    @Failure(
            where = Where.SOURCE,
            what = "a table is altered, truncated, renamed or replaced by another one after the snapshot has opened its"
                    + " read views, and before the copy comes to it",
            code = FailureCode.SOURCE_FAILED,
            result = "nothing of it is copied; the next run reads it anew, and stops with `STREAM-001` where older rows"
                    + " would have to follow the change")
    void rowsOfAnotherTableAreNotTakenForIts(String change) throws Exception {
        try (Voyage voyage = begin(change.contains("PARTITION"))) {
            CompletableFuture<Voyage.Ended> snapshot = begun(voyage);
            voyage.source().execute(change);
            voyage.run("ctl", "rows-per-second=off");
            Voyage.Ended ended = snapshot.get();
            assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(FAILED);
            assertThat(ended.err())
                    .contains("SOURCE-006", voyage.source().name() + ".a was altered, truncated, renamed");
            assertThat(voyage.target().value("SELECT count(*) FROM shop.a")).isEqualTo("0");
        }
    }

    @Test
    void tablesThatHaveExchangedTheirNamesAreNotCopiedAsOneAnotherByTheNextRunEither() throws Exception {
        try (Voyage voyage = begin(false)) {
            CompletableFuture<Voyage.Ended> snapshot = begun(voyage);
            voyage.source().execute("RENAME TABLE a TO passing, b TO a, passing TO b");
            voyage.run("ctl", "rows-per-second=off");
            assertThat(snapshot.get().exitCode()).isEqualTo(FAILED);
            Voyage.Ended again = voyage.run("snapshot", "-c", config.toString());
            assertThat(again.exitCode()).as(again.toString()).isEqualTo(STOPPED);
            assertThat(again.err()).contains("STREAM-001", "RENAME TABLE");
        }
    }

    private static Voyage begin(boolean partitioned) throws Exception {
        String parts = partitioned
                ? " PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (50), PARTITION p1 VALUES LESS THAN (1000))"
                : "";
        Voyage voyage = Voyage.begin(
                "CREATE TABLE large (id INT PRIMARY KEY, v INT) SELECT seq AS id, 0 AS v FROM seq_1_to_20000",
                "CREATE TABLE a (id INT PRIMARY KEY, v INT)" + parts,
                "CREATE TABLE b (id INT PRIMARY KEY, v INT)" + parts,
                "INSERT INTO a SELECT seq, 1 FROM seq_1_to_100",
                "INSERT INTO b SELECT seq, 2 FROM seq_1_to_100");
        await().atMost(LIMIT).until(() -> "1".equals(voyage.source().value(OLD_ENOUGH)));
        return voyage;
    }

    /** With some of the large table copied, and nothing of the others. */
    private CompletableFuture<Voyage.Ended> begun(Voyage voyage) throws Exception {
        CompletableFuture<Voyage.Ended> snapshot = voyage.runAside("snapshot", "-c", config.toString());
        await().atMost(LIMIT).until(() -> {
            assertThat(snapshot.isDone()).as("an end before the first chunk").isFalse();
            return "t".equals(voyage.target().value("SELECT to_regclass('landfall.copy_state') IS NOT NULL"))
                    && !"0"
                            .equals(voyage.target()
                                    .value("SELECT count(*) FROM landfall.chunk WHERE done_at IS NOT NULL"));
        });
        assertThat(voyage.target().value("SELECT count(*) FROM shop.a")).isEqualTo("0");
        return snapshot;
    }
}
