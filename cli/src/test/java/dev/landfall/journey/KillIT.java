package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.landfall.testing.ProcessUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real process is killed with SIGKILL while the source is written to; the same command again ends in parity. */
class KillIT {
    private static final Duration LIMIT = Duration.ofSeconds(120);

    /** What the control schema shows when the kill is due, in the order in which a snapshot gets there. */
    private static final List<String> MOMENTS = List.of(
            "SELECT count(*) > 0 FROM landfall.migration",
            "SELECT count(*) >= 2 FROM landfall.chunk WHERE done_at IS NOT NULL",
            "SELECT count(*) >= 9 FROM landfall.chunk WHERE done_at IS NOT NULL",
            "SELECT count(*) = 0 FROM landfall.chunk WHERE done_at IS NULL",
            "SELECT count(*) > 0 FROM landfall.migration WHERE phase IN ('aligning', 'indexing', 'streaming')");

    @TempDir
    private Path folder;

    @Test
    void aSnapshotThatIsKilledAgainAndAgainEndsInParity() throws Exception {
        try (Voyage voyage = Voyage.begin(Workload.SCHEMA)) {
            Workload.fill(voyage.source(), 1_500);
            try (Workload workload = Workload.start(voyage.source(), 11)) {
                for (String moment : MOMENTS) {
                    try (ProcessUnderTest snapshot = voyage.start(snapshotWithSmallChunks())) {
                        awaitMoment(voyage, snapshot, moment);
                        snapshot.kill9();
                    }
                }
                Voyage.Ended last = voyage.run(snapshotWithSmallChunks());
                assertThat(last.exitCode()).as(last.toString()).isZero();
                workload.stop();
            }
            assertParity(voyage);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void aStreamThatIsKilledAtRandomMomentsEndsInParity(long seed) throws Exception {
        Random random = new Random(seed);
        try (Voyage voyage = Voyage.begin(Workload.SCHEMA)) {
            Workload.fill(voyage.source(), 500);
            Voyage.Ended snapshot = voyage.run("snapshot");
            assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();
            try (Workload workload = Workload.start(voyage.source(), seed)) {
                for (int kill = 0; kill < 3; kill++) {
                    long step = step(voyage);
                    try (ProcessUnderTest stream = voyage.start("stream")) {
                        // At least one batch, so that the kill lands between or within batches, not in the start-up.
                        await().atMost(LIMIT)
                                .until(() -> !stream.isAlive() || step(voyage) > step + random.nextInt(40));
                        assertThat(stream.isAlive()).as(stream.stderr()).isTrue();
                        stream.kill9();
                    }
                }
                workload.stop();
            }
            assertParity(voyage);
        }
    }

    private String[] snapshotWithSmallChunks() throws IOException {
        Path config = folder.resolve("small-chunks.yaml");
        Files.writeString(config, "snapshot:\n  chunkRows: 1000\n  workers: 3\n");
        return new String[] {"snapshot", "--config", config.toString()};
    }

    private static void awaitMoment(Voyage voyage, ProcessUnderTest snapshot, String moment) throws SQLException {
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !snapshot.isAlive() || isTrue(voyage, moment));
        assertThat(snapshot.isAlive() || isTrue(voyage, moment))
                .as("ended before its moment: %s", snapshot.stderr())
                .isTrue();
    }

    private static boolean isTrue(Voyage voyage, String sql) throws SQLException {
        @Nullable String installed = voyage.target().value("SELECT to_regclass('landfall.position') IS NOT NULL");
        return "t".equals(installed) && "t".equals(voyage.target().value(sql));
    }

    private static long step(Voyage voyage) throws SQLException {
        @Nullable String step = voyage.target().value("SELECT max(step) FROM landfall.position");
        return step == null ? 0 : Long.parseLong(step);
    }

    private static void assertParity(Voyage voyage) throws SQLException {
        Voyage.Ended stream = voyage.run("stream", "--until", "caught-up");
        assertThat(stream.exitCode()).as(stream.toString()).isZero();
        Voyage.Ended verify = voyage.run("verify");
        assertThat(verify.exitCode()).as(verify.toString()).isZero();
        List<String> counts = new ArrayList<>();
        for (String table : List.of("account", "deal", "part", "tag", "trail")) {
            counts.add(table + " " + voyage.target().value("SELECT count(*) FROM shop." + table));
            assertThat(voyage.target().value("SELECT count(*) FROM shop." + table))
                    .as(table)
                    .isEqualTo(voyage.source().value("SELECT count(*) FROM " + table));
        }
        assertThat(
                        voyage.target()
                                .value(
                                        "SELECT count(*) FROM landfall.event_ledger WHERE read_events <> applied + skipped + rejected"))
                .as(String.join(", ", counts))
                .isEqualTo("0");
    }
}
