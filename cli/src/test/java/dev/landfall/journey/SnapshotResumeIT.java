package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.landfall.testing.ProcessUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What has happened to the source while a snapshot was down. */
class SnapshotResumeIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int WRONG = 2;

    @TempDir
    private Path folder;

    private Path config;

    @BeforeEach
    void writeConfig() throws Exception {
        config = Files.writeString(
                folder.resolve("landfall.yaml"),
                "snapshot: {chunkRows: 1000, workers: 2, limits: {rowsPerSecond: 3000}}\n");
    }

    @Test
    void aSchemaChangeThatChangesNothingIsPassed() throws Exception {
        try (Voyage voyage = begun()) {
            voyage.source()
                    .execute(
                            "UPDATE item SET name = 'before' WHERE id % 7 = 0",
                            "ALTER TABLE item FORCE", "UPDATE item SET name = 'behind' WHERE id % 11 = 0");
            Voyage.Ended again = voyage.run(snapshot());
            assertThat(again.exitCode()).as(again.toString()).isZero();
            assertThat(voyage.run("stream", "--until", "caught-up").exitCode()).isZero();
            Voyage.Ended verify = voyage.run("verify");
            assertThat(verify.exitCode()).as(verify.toString()).isZero();
        }
    }

    @Test
    void anotherOneIsRefusedBeforeMoreIsCopied() throws Exception {
        try (Voyage voyage = begun()) {
            voyage.source().execute("ALTER TABLE item ADD COLUMN weight INT");
            String copied = copied(voyage);
            Voyage.Ended again = voyage.run(snapshot());
            assertThat(again.exitCode()).isEqualTo(WRONG);
            assertThat(again.err())
                    .contains("SCHEMA-002", "has changed", "undoing it would be one more change. Start afresh: ");
            assertThat(copied(voyage)).isEqualTo(copied);
        }
    }

    @Test
    void aBinaryLogThatWasPurgedIsToldBeforeMoreIsCopied() throws Exception {
        try (Voyage voyage = begun()) {
            voyage.source().execute("UPDATE item SET name = 'changed' WHERE id = 1", "FLUSH BINARY LOGS");
            purge(voyage);
            String copied = copied(voyage);
            Voyage.Ended again = voyage.run(snapshot());
            assertThat(again.exitCode()).isEqualTo(WRONG);
            assertThat(again.err()).contains("SOURCE-007");
            assertThat(copied(voyage)).isEqualTo(copied);
        }
    }

    /** Keys hold, and act, only once all rows are at one position. */
    @Test
    void keysAreNotAddedBeforeItIsThrough() throws Exception {
        try (Voyage voyage = begun()) {
            Voyage.Ended finish = voyage.run("schema", "finish");
            assertThat(finish.exitCode()).as(finish.toString()).isEqualTo(WRONG);
            assertThat(finish.err()).contains("RUN-002", "its snapshot is not finished");
        }
    }

    /** With some chunks copied, and killed. */
    private Voyage begun() throws Exception {
        Voyage voyage = Voyage.begin("CREATE TABLE item (id INT PRIMARY KEY, name VARCHAR(20) NOT NULL)"
                + " SELECT seq AS id, CONCAT('item ', seq) AS name FROM seq_1_to_30000");
        try (ProcessUnderTest snapshot = voyage.start(snapshot())) {
            await().atMost(LIMIT).until(() -> {
                assertThat(snapshot.isAlive()).as(snapshot.stderr()).isTrue();
                return "t".equals(voyage.target().value("SELECT to_regclass('landfall.copy_state') IS NOT NULL"))
                        && Integer.parseInt(copied(voyage)) >= 3;
            });
            snapshot.kill9();
        }
        return voyage;
    }

    /** Up to the newest file. A server keeps what a reader that has just gone was sending from. */
    private static void purge(Voyage voyage) throws Exception {
        String current = voyage.source().query("SHOW MASTER STATUS").get(0).get(0);
        await().atMost(LIMIT).until(() -> {
            voyage.source().execute("PURGE BINARY LOGS TO '" + current + "'");
            return voyage.source().query("SHOW BINARY LOGS").size() == 1;
        });
    }

    private static String copied(Voyage voyage) throws Exception {
        return String.valueOf(voyage.target().value("SELECT count(*) FROM landfall.chunk WHERE done_at IS NOT NULL"));
    }

    private String[] snapshot() {
        return new String[] {"snapshot", "-c", config.toString()};
    }
}
