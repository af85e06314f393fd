package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.testing.ProcessUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chunks stay small whatever the keys and the speed are. */
class ChunkCutIT {
    /** A single key far away from all others: ranges of equal width would leave all of them in the first. */
    private static final String[] SKEWED = {
        "CREATE TABLE item (id BIGINT UNSIGNED PRIMARY KEY, name VARCHAR(200) NOT NULL)",
        "INSERT INTO item SELECT seq, REPEAT('x', 150) FROM seq_1_to_40000",
        "INSERT INTO item VALUES (18446744073709551615, 'last')",
        "CREATE TABLE part (item INT, number INT, PRIMARY KEY (item, number))",
        "INSERT INTO part SELECT 7, seq FROM seq_1_to_20000",
        "INSERT INTO part VALUES (2000000000, 1)",
        "ANALYZE TABLE item, part"
    };

    @TempDir
    private Path folder;

    @Test
    void keysThatAreNotSpreadEvenlyAreCutByTheirRows() throws Exception {
        try (Voyage voyage = Voyage.begin(SKEWED)) {
            Voyage.Ended snapshot = voyage.run(snapshot("{chunkRows: 1000, workers: 2}"));
            assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();

            assertThat(voyage.target()
                            .value("SELECT max(copied_rows) <= 8000 FROM landfall.chunk WHERE source_table = 'item'"))
                    .isEqualTo("t");
            // Rows with one key are never parted.
            assertThat(voyage.target().value("SELECT max(copied_rows) FROM landfall.chunk WHERE source_table = 'part'"))
                    .isEqualTo("20000");
            assertThat(voyage.run("verify").exitCode()).isZero();
        }
    }

    /** The cut part is in the ledger: whoever goes on after a crash knows it, and the rows that changed meanwhile. */
    @Test
    void aKilledRunGoesOnWithTheCutChunks() throws Exception {
        try (Voyage voyage = Voyage.begin(SKEWED)) {
            try (ProcessUnderTest snapshot =
                    voyage.start(snapshot("{chunkRows: 1000, workers: 2, limits: {rowsPerSecond: 4000}}"))) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .until(
                                () -> snapshot.isAlive()
                                        && "t"
                                                .equals(voyage.target()
                                                        .value("SELECT to_regclass('landfall.chunk') IS NOT NULL"))
                                        && "t"
                                                .equals(
                                                        voyage.target()
                                                                .value(
                                                                        "SELECT count(*) > 5 FROM landfall.chunk WHERE done_at IS NOT NULL")));
                voyage.source()
                        .execute(
                                "UPDATE item SET name = 'changed' WHERE id % 7 = 0",
                                "DELETE FROM item WHERE id % 11 = 0",
                                "INSERT INTO item VALUES (9223372036854775808, 'between')");
                snapshot.kill9();
            }
            Voyage.Ended again = voyage.run(snapshot("{chunkRows: 1000, workers: 2}"));
            assertThat(again.exitCode()).as(again.toString()).isZero();
            assertThat(voyage.run("stream", "--until", "caught-up").exitCode()).isZero();
            Voyage.Ended verify = voyage.run("verify");
            assertThat(verify.exitCode()).as(verify.toString()).isZero();
        }
    }

    private String[] snapshot(String settings) throws Exception {
        Path config = Files.writeString(folder.resolve("landfall.yaml"), "snapshot: " + settings + "\n");
        return new String[] {"snapshot", "-c", config.toString()};
    }
}
