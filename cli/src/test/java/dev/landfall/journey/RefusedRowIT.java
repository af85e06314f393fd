package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that cannot be copied cost their chunk, and nothing else. */
class RefusedRowIT {
    @TempDir
    private Path folder;

    @Test
    void rowsThatPostgreSqlRefusesAreFoundAndTheRestIsCopied() throws SQLException, IOException {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE item (id INT PRIMARY KEY, price INT)",
                "CREATE TABLE other (id INT PRIMARY KEY)",
                "INSERT INTO other SELECT seq FROM seq_1_to_10",
                "INSERT INTO item SELECT seq, seq FROM seq_1_to_6000",
                "UPDATE item SET price = -1 WHERE id IN (1, 1234, 1235)",
                "ANALYZE TABLE item")) {
            // A rule of the target's own, which the source knows nothing of.
            assertThat(voyage.run("schema", "apply").exitCode()).isZero();
            voyage.target().execute("ALTER TABLE shop.item ADD CONSTRAINT positive CHECK (price > 0)");

            Voyage.Ended snapshot = voyage.run(smallChunks());

            assertThat(snapshot.exitCode()).as(snapshot.toString()).isEqualTo(3);
            assertThat(snapshot.err())
                    .contains("TYPE-003", "[id=1]: PostgreSQL refuses the row", "[id=1234]", "[id=1235]", "positive")
                    .doesNotContain("[id=2]");
            assertThat(voyage.target().value("SELECT count(*) FROM shop.other")).isEqualTo("10");
            assertThat(voyage.target().value("SELECT count(*) > 2000 AND count(*) < 6000 FROM shop.item"))
                    .isEqualTo("t");

            voyage.source().execute("UPDATE item SET price = 1 WHERE price < 0");
            Voyage.Ended again = voyage.run(smallChunks());

            assertThat(again.exitCode()).as(again.toString()).isZero();
            assertThat(voyage.run("verify").exitCode()).isZero();
        }
    }

    @Test
    void valuesThatStopTheirChunkAreToldAllAtOnce() throws SQLException, IOException {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE item (id INT PRIMARY KEY, day DATE)",
                "INSERT INTO item SELECT seq, '2024-01-01' FROM seq_1_to_6000",
                "UPDATE item SET day = '0000-00-00' WHERE id IN (5, 5990)",
                "ANALYZE TABLE item")) {
            Voyage.Ended snapshot = voyage.run(smallChunks());

            assertThat(snapshot.exitCode()).as(snapshot.toString()).isEqualTo(3);
            assertThat(snapshot.err()).contains("TYPE-001", "[id=5]: 0000-00-00", "[id=5990]: 0000-00-00");
        }
    }

    @Test
    void smallTablesAreCopiedTogetherAndARefusedRowCostsItsTableOnly() throws SQLException {
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            statements.add("CREATE TABLE small" + i + " (id INT PRIMARY KEY, day DATE)");
            statements.add("INSERT INTO small" + i + " VALUES (1, '2024-01-01'), (2, '2024-01-02')");
        }
        statements.add("UPDATE small3 SET day = '0000-00-00' WHERE id = 2");
        try (Voyage voyage = Voyage.begin(statements.toArray(String[]::new))) {
            Voyage.Ended snapshot = voyage.run("snapshot");

            assertThat(snapshot.exitCode()).as(snapshot.toString()).isEqualTo(3);
            assertThat(snapshot.err()).contains("TYPE-001", "small3.day [id=2]");
            assertThat(voyage.target().value("SELECT count(*) FROM landfall.chunk WHERE copied_rows = 2"))
                    .isEqualTo("11");
            assertThat(voyage.target()
                            .value("SELECT count(DISTINCT xmin::text) < 11 FROM landfall.chunk WHERE copied_rows = 2"))
                    .as("some of them were committed together")
                    .isEqualTo("t");

            voyage.source().execute("UPDATE small3 SET day = NULL WHERE id = 2");
            Voyage.Ended again = voyage.run("snapshot");

            assertThat(again.exitCode()).as(again.toString()).isZero();
            assertThat(voyage.run("verify").exitCode()).isZero();
        }
    }

    private String[] smallChunks() throws IOException {
        Path config = folder.resolve("small-chunks.yaml");
        Files.writeString(config, "snapshot:\n  chunkRows: 1000\n  workers: 2\n");
        return new String[] {"snapshot", "--config", config.toString()};
    }
}
