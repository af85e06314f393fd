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
import org.junit.jupiter.api.Test;
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

    /** Chunks of one table more than any kill counts, and of its first range so many rows that it is cut several times. */
    private static final String[] UNEVEN = {
        "CREATE TABLE uneven (id BIGINT PRIMARY KEY, name VARCHAR(20))",
        "INSERT INTO uneven SELECT seq, 'many' FROM seq_1_to_9000",
        "INSERT INTO uneven VALUES (9000000000000, 'one')",
        "ANALYZE TABLE uneven"
    };

    /** Locked for its copy, which is as of another position than those of the read views. */
    private static final String[] LOCKED = {
        "CREATE TABLE visit (id INT PRIMARY KEY, page INT NOT NULL) ENGINE=MyISAM",
        "INSERT INTO visit SELECT seq, 0 FROM seq_1_to_3000"
    };

    private static final String VISIT = "REPLACE INTO visit VALUES (FLOOR(RAND() * 4000), FLOOR(RAND() * 100))";

    private static final String ONCE_BEFORE_STREAMING =
            "SELECT count(*) FROM landfall.migration WHERE phase <> 'streaming'";
    private static final String ONCE_WHILE_COPYING = "SELECT count(*) FROM landfall.migration WHERE phase = 'copying'";
    private static final String NEVER_AGAIN = "SELECT 0";

    /** Small tables go several in a transaction, a range of keys always has its own. */
    private static final String PER_CHUNK =
            "SELECT greatest(least(count(*), 1), least(4, count(*) FILTER (WHERE from_key IS"
                    + " NOT NULL OR to_key IS NOT NULL))) FROM landfall.chunk WHERE done_at IS NULL";

    /**
     * Where a snapshot can be killed for certain.
     *
     * @param atFirst how often a new snapshot passes it at the least
     * @param later the same of one that goes on, told by what the control schema shows
     */
    private record Stop(Failpoint failpoint, int atFirst, String later) {}

    private static final List<Stop> STOPS = List.of(
            new Stop(Failpoint.SNAPSHOT_SCHEMA_CREATED, 1, NEVER_AGAIN),
            new Stop(Failpoint.SNAPSHOT_PLANNED, 1, NEVER_AGAIN),
            // Each cut takes 1,000 rows off, as long as there are more than four times as many, about.
            new Stop(
                    Failpoint.SNAPSHOT_CHUNK_CUT,
                    2,
                    "SELECT count(*) FROM landfall.chunk WHERE source_table = 'uneven' AND done_at IS NULL"
                            + " AND coalesce(from_key, 1) <= 2001 AND to_key > 9000"),
            new Stop(Failpoint.SNAPSHOT_CHUNK_LOADED, 4, PER_CHUNK),
            new Stop(Failpoint.SNAPSHOT_CHUNK_KEPT, 4, PER_CHUNK),
            new Stop(Failpoint.SNAPSHOT_COPIED, 1, ONCE_WHILE_COPYING),
            new Stop(Failpoint.SNAPSHOT_INDEXED, 1, ONCE_WHILE_COPYING),
            // A first run may read everything at one position; what a later one reads is at another one, as the writer
            // goes on.
            new Stop(
                    Failpoint.SNAPSHOT_ALIGNED,
                    0,
                    "SELECT count(*) FROM landfall.migration WHERE phase = 'aligning' OR phase = 'copying' AND"
                            + " (SELECT count(gtids) BETWEEN 1 AND count(*) - 1 OR count(DISTINCT gtids) > 1"
                            + " FROM landfall.chunk)"),
            new Stop(Failpoint.SNAPSHOT_KEYS_ADDED, 1, ONCE_BEFORE_STREAMING),
            new Stop(Failpoint.SNAPSHOT_ANALYZED, 1, ONCE_BEFORE_STREAMING));

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

    /** Each seed has its own workload, and kills at moments of its own: at a failpoint, or at any. Every kill hits. */
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
            voyage.source().execute(UNEVEN);
            voyage.source().execute(LOCKED);
            try (Workload workload = Workload.start(voyage.source(), seed);
                    BusyWriter visits = BusyWriter.of(voyage.source()::connect, VISIT)) {
                for (int kill = 0; kill < KILLS_PER_SEED; kill++) {
                    awaitNobodyLeft(voyage);
                    if (random.nextBoolean()) {
                        killAtFailpoint(voyage, random);
                    } else {
                        killAfter(voyage, Moment.values()[random.nextInt(Moment.values().length)], random);
                    }
                }
                Voyage.Ended last = voyage.run(snapshotWithSmallChunks());
                assertThat(last.exitCode()).as("seed %d: %s", seed, last).isZero();
                workload.stop();
                visits.stop();
                assertThat(visits.written()).isPositive();
            }
            assertParity(voyage);
        }
    }

    @Test
    void everyFailpointOfASnapshotIsAmongItsStops() {
        assertThat(STOPS)
                .extracting(Stop::failpoint)
                .containsExactlyElementsOf(Stream.of(Failpoint.values())
                        .filter(failpoint -> failpoint.name().startsWith("SNAPSHOT_"))
                        .toList());
    }

    private void killAtFailpoint(Voyage voyage, Random random) throws Exception {
        List<Stop> ahead = new ArrayList<>();
        for (Stop stop : STOPS) {
            if (passes(voyage, stop) > 0) {
                ahead.add(stop);
            }
        }
        Stop stop = ahead.get(random.nextInt(ahead.size()));
        String failpoint = stop.failpoint() + ":" + (1 + random.nextInt(passes(voyage, stop)));
        try (ProcessUnderTest snapshot = voyage.startUntil(failpoint, snapshotWithSmallChunks())) {
            assertThat(snapshot.waitForExit(LIMIT))
                    .as("%s: %s", failpoint, snapshot.stderr())
                    .isEqualTo(Failpoint.EXIT_CODE);
        }
    }

    /** A moment of no name: some time after one that has, or within all of the work if that was in an earlier run. */
    private void killAfter(Voyage voyage, Moment moment, Random random) throws Exception {
        int mostMillis = isTrue(voyage, moment.sql) ? 2_000 : 200;
        // Where one ends that would have been done before.
        String last = Failpoint.SNAPSHOT_ANALYZED.name();
        try (ProcessUnderTest snapshot = voyage.startUntil(last, snapshotWithSmallChunks())) {
            await(voyage, snapshot, moment);
            snapshot.endsWithin(Duration.ofMillis(random.nextInt(mostMillis)));
            assertKilled(snapshot);
        }
    }

    private static void assertKilled(ProcessUnderTest process) throws InterruptedException {
        process.kill9();
        assertThat(process.waitForExit(LIMIT)).as(process.stderr()).isEqualTo(Failpoint.EXIT_CODE);
    }

    /** What a killed process has sent to the target may be committed yet. */
    private static void awaitNobodyLeft(Voyage voyage) {
        Awaitility.await().atMost(LIMIT).until(() -> !isConnected(voyage));
    }

    private static boolean isConnected(Voyage voyage) throws SQLException {
        return "t"
                .equals(voyage.target()
                        .value("SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND application_name LIKE 'landfall%'"));
    }

    private static int passes(Voyage voyage, Stop stop) throws SQLException {
        if (!hasMigration(voyage)) {
            return stop.atFirst();
        }
        @Nullable String times = voyage.target().value(stop.later());
        return times == null ? 0 : Integer.parseInt(times);
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
            assertKilled(stream);
        }
    }

    private String[] snapshotWithSmallChunks() throws IOException {
        Path config = folder.resolve("small-chunks.yaml");
        Files.writeString(
                config, "snapshot: {chunkRows: 1000, workers: 3}\nmapping: {history: [price], lockForCopy: [visit]}\n");
        return new String[] {"snapshot", "--config", config.toString()};
    }

    private static void await(Voyage voyage, ProcessUnderTest snapshot, Moment moment) throws SQLException {
        Awaitility.await()
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !snapshot.isAlive() || isConnected(voyage) && isTrue(voyage, moment.sql));
        assertThat(snapshot.isAlive() || isTrue(voyage, moment.sql))
                .as("ended before %s: %s", moment, snapshot.stderr())
                .isTrue();
    }

    private static boolean hasMigration(Voyage voyage) throws SQLException {
        return isTrue(voyage, Moment.BEGUN.sql);
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
