package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.failpoint.Failpoint;
import dev.landfall.testing.Failure;
import dev.landfall.testing.Failure.Where;
import dev.landfall.testing.ProcessUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The real process is killed with SIGKILL while the source is written to; the same command again ends in parity. */
class KillIT {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final long FIRST_SEED = 1_000;
    private static final int KILLS_PER_SEED = 2;
    private static final int SEEDS_PER_SNAPSHOT = 10;

    /** As many as the build asks for: some in every build, hundreds with the profile nightly. */
    private static final int SEEDS = Integer.getInteger("landfall.kill.seeds", 3);

    private static final List<Failpoint> FAILPOINTS = Stream.of(Failpoint.values())
            .filter(failpoint -> failpoint.name().startsWith("SNAPSHOT_"))
            .toList();

    /** When a snapshot is killed, told by what the control schema shows, in the order in which a snapshot gets there. */
    private enum Moment {
        BEGUN("SELECT count(*) > 0 FROM landfall.migration"),
        FIRST_CHUNKS("SELECT count(*) >= 2 FROM landfall.chunk WHERE done_at IS NOT NULL"),
        MANY_CHUNKS("SELECT count(*) >= 9 FROM landfall.chunk WHERE done_at IS NOT NULL"),
        ALL_CHUNKS("SELECT count(*) = 0 FROM landfall.chunk WHERE done_at IS NULL"),
        COPIED("SELECT count(*) > 0 FROM landfall.migration WHERE phase IN ('aligning', 'indexing', 'streaming')");

        private final String sql;

        Moment(String sql) {
            this.sql = sql;
        }
    }

    @TempDir
    private Path folder;

    static LongStream seeds() {
        return LongStream.range(FIRST_SEED, FIRST_SEED + SEEDS);
    }

    /** Each seed has its own workload, and kills at moments of its own: at a failpoint, or at any. */
    @ParameterizedTest
    @MethodSource("seeds")
    @Failure(
            where = Where.OURSELVES,
            what = "the snapshot is killed with SIGKILL at random moments, under a writer that never stops",
            seen = "is killed",
            result = "the next run goes on, and verify finds every table equal")
    void aSnapshotThatIsKilledAtRandomMomentsEndsInParity(long seed) throws Exception {
        Random random = new Random(seed);
        try (Voyage voyage = Voyage.begin(Workload.SCHEMA)) {
            Workload.fill(voyage.source(), 1_000 + random.nextInt(500));
            try (Workload workload = Workload.start(voyage.source(), seed)) {
                for (int kill = 0; kill < KILLS_PER_SEED; kill++) {
                    if (random.nextBoolean()) {
                        killAtFailpoint(voyage, random);
                        continue;
                    }
                    try (ProcessUnderTest snapshot = voyage.start(snapshotWithSmallChunks())) {
                        await(voyage, snapshot, Moment.values()[random.nextInt(Moment.values().length)]);
                        // A moment of no name; the process may well have ended before it.
                        snapshot.endsWithin(Duration.ofMillis(random.nextInt(200)));
                        snapshot.kill9();
                    }
                }
                Voyage.Ended last = voyage.run(snapshotWithSmallChunks());
                assertThat(last.exitCode()).as("seed %d: %s", seed, last).isZero();
                workload.stop();
            }
            assertParity(voyage);
        }
    }

    /** One that this run does not get to, being a later one, lets it end well. */
    private void killAtFailpoint(Voyage voyage, Random random) throws Exception {
        String failpoint = FAILPOINTS.get(random.nextInt(FAILPOINTS.size())) + ":" + (1 + random.nextInt(4));
        try (ProcessUnderTest snapshot = voyage.startUntil(failpoint, snapshotWithSmallChunks())) {
            assertThat(snapshot.waitForExit(LIMIT))
                    .as("%s: %s", failpoint, snapshot.stderr())
                    .isIn(0, Failpoint.EXIT_CODE);
        }
    }

    /** Several to one snapshot, which takes longer than they do. */
    static Stream<List<Long>> streamSeeds() {
        return LongStream.iterate(FIRST_SEED, first -> first < FIRST_SEED + SEEDS, first -> first + SEEDS_PER_SNAPSHOT)
                .mapToObj(first -> LongStream.range(first, Math.min(first + SEEDS_PER_SNAPSHOT, FIRST_SEED + SEEDS))
                        .boxed()
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("streamSeeds")
    @Failure(
            where = Where.OURSELVES,
            what =
                    "the stream is killed with SIGKILL at random moments, under a writer that swaps unique values and changes keys",
            seen = "is killed",
            result = "the next run goes on, and verify finds every table equal")
    void aStreamThatIsKilledAtRandomMomentsEndsInParity(List<Long> seeds) throws Exception {
        try (Voyage voyage = Voyage.begin(Workload.SCHEMA)) {
            Workload.fill(voyage.source(), 500);
            Voyage.Ended snapshot = voyage.run("snapshot");
            assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();
            for (long seed : seeds) {
                try (Workload workload = Workload.start(voyage.source(), seed)) {
                    killStream(voyage, new Random(seed));
                    workload.stop();
                }
                assertParity(voyage);
            }
        }
    }

    private static void killStream(Voyage voyage, Random random) throws Exception {
        if (random.nextBoolean()) {
            Failpoint failpoint = random.nextBoolean() ? Failpoint.STREAM_BATCH_WRITTEN : Failpoint.STREAM_BATCH_KEPT;
            try (ProcessUnderTest stream = voyage.startUntil(failpoint + ":" + (1 + random.nextInt(20)), "stream")) {
                assertThat(stream.waitForExit(LIMIT)).as(stream.stderr()).isEqualTo(Failpoint.EXIT_CODE);
            }
            return;
        }
        // At least one batch, so that the kill lands between or within batches, not in the start-up.
        long after = step(voyage) + random.nextInt(40);
        try (ProcessUnderTest stream = voyage.start("stream")) {
            Awaitility.await().atMost(LIMIT).until(() -> !stream.isAlive() || step(voyage) > after);
            assertThat(stream.isAlive()).as(stream.stderr()).isTrue();
            stream.kill9();
        }
    }

    private String[] snapshotWithSmallChunks() throws IOException {
        Path config = folder.resolve("small-chunks.yaml");
        Files.writeString(config, "snapshot: {chunkRows: 1000, workers: 3}\nmapping: {history: [price]}\n");
        return new String[] {"snapshot", "--config", config.toString()};
    }

    private static void await(Voyage voyage, ProcessUnderTest snapshot, Moment moment) throws SQLException {
        Awaitility.await()
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !snapshot.isAlive() || isTrue(voyage, moment.sql));
        assertThat(snapshot.isAlive() || isTrue(voyage, moment.sql))
                .as("ended before %s: %s", moment, snapshot.stderr())
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
        for (String table : List.of("account", "deal", "part", "tag", "trail", "price")) {
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
