package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.failpoint.Failpoint;
import dev.landfall.testing.ProcessUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process ends at every failpoint of its way, one run after another; the same command again ends in parity. */
class FailpointIT {
    private static final Duration LIMIT = Duration.ofSeconds(120);

    @TempDir
    private Path folder;

    @Test
    void aSnapshotThatEndsAtEveryFailpointEndsInParity() throws Exception {
        Path config = Files.writeString(
                folder.resolve("landfall.yaml"),
                "snapshot: {chunkRows: 1000, workers: 3}\nmapping: {history: [price]}\n");
        String[] snapshot = {"snapshot", "-c", config.toString()};
        try (Voyage voyage = Voyage.begin(Workload.SCHEMA)) {
            Workload.fill(voyage.source(), 1_500);
            voyage.source()
                    .execute(
                            "CREATE TABLE uneven (id BIGINT PRIMARY KEY, name VARCHAR(20))",
                            "INSERT INTO uneven SELECT seq, 'many' FROM seq_1_to_9000",
                            "INSERT INTO uneven VALUES (9000000000000, 'one')",
                            "ANALYZE TABLE uneven");
            try (Workload workload = Workload.start(voyage.source(), 11)) {
                for (Failpoint failpoint : of("SNAPSHOT_")) {
                    endsAt(voyage, failpoint, snapshot);
                }
                Voyage.Ended last = voyage.run(snapshot);
                assertThat(last.exitCode()).as(last.toString()).isZero();
                workload.stop();
            }
            assertParity(voyage);
        }
    }

    @Test
    void aStreamThatEndsAtEveryFailpointEndsInParity() throws Exception {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE item (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20), n INT DEFAULT 0)",
                "CREATE TABLE keyless (n INT)",
                "INSERT INTO item (name) SELECT seq FROM seq_1_to_500",
                "INSERT INTO keyless SELECT seq FROM seq_1_to_50")) {
            Voyage.Ended snapshot = voyage.run("snapshot");
            assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();
            for (Failpoint failpoint : of("STREAM_")) {
                voyage.source()
                        .execute(
                                "UPDATE item SET n = n + 1",
                                "INSERT INTO keyless SELECT n FROM item LIMIT 20",
                                "ALTER TABLE item ADD " + failpoint + " INT DEFAULT 7",
                                "DELETE FROM item WHERE id % 97 = " + failpoint.ordinal(),
                                "INSERT INTO item (name) VALUES ('" + failpoint.ordinal() + "')");
                endsAt(voyage, failpoint, "stream");
            }
            assertParity(voyage);
        }
    }

    static List<Failpoint> of(String prefix) {
        return Arrays.stream(Failpoint.values())
                .filter(failpoint -> failpoint.name().startsWith(prefix))
                .toList();
    }

    /** @return what it wrote to stderr until then */
    static String endsAt(Voyage voyage, Failpoint failpoint, String... command) throws Exception {
        try (ProcessUnderTest process = voyage.startUntil(failpoint.name(), command)) {
            assertThat(process.waitForExit(LIMIT))
                    .as("%s: %s", failpoint, process.stderr())
                    .isEqualTo(Failpoint.EXIT_CODE);
            return process.stderr();
        }
    }

    private static void assertParity(Voyage voyage) throws SQLException {
        Voyage.Ended stream = voyage.run("stream", "--until", "caught-up");
        assertThat(stream.exitCode()).as(stream.toString()).isZero();
        Voyage.Ended verify = voyage.run("verify");
        assertThat(verify.exitCode()).as(verify.toString()).isZero();
        assertThat(voyage.target()
                        .value("SELECT count(*) FROM landfall.event_ledger"
                                + " WHERE read_events <> applied + skipped + rejected"))
                .isEqualTo("0");
    }
}
