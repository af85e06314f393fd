package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.landfall.failpoint.Failpoint;
import dev.landfall.testing.ProcessUnderTest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The stream under writers that never stop, ended in every way again and again, for as long as the build asks for. Not part of
 * a build by itself: {@code mvn verify -Psoak}, {@code -Dsoak.minutes=5} for another time than half an hour.
 */
class StreamSoak {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int MINUTES = Integer.getInteger("landfall.soak.minutes", 30);
    private static final int LONGEST_LIFE_MILLIS = 30_000;
    private static final String LEDGER =
            "SELECT count(*) FROM landfall.event_ledger WHERE read_events <> applied + skipped" + " + rejected";

    /** What ends a stream, or what it has to outlive. */
    private enum Blow {
        KILL,
        FAILPOINT,
        STOP,
        SOURCE_SESSIONS_KILLED,
        TARGET_SESSIONS_KILLED
    }

    private final Random random = new Random(20_261);
    private final Map<Blow, Integer> blows = new TreeMap<>();

    @Test
    void endsInParityWithTheLedgerBalanced() throws Exception {
        long startedAt = System.nanoTime();
        List<String> schema = new ArrayList<>(Arrays.asList(SysbenchLoad.schema()));
        schema.addAll(Arrays.asList(Workload.SCHEMA));
        try (Voyage voyage = Voyage.begin(schema.toArray(String[]::new))) {
            Workload.fill(voyage.source(), 500);
            Voyage.Ended snapshot = voyage.run("snapshot");
            assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();

            long written;
            try (SysbenchLoad load = SysbenchLoad.start(voyage.source(), 1);
                    Workload workload = Workload.start(voyage.source(), 2)) {
                while (System.nanoTime() - startedAt
                        < Duration.ofMinutes(MINUTES).toNanos()) {
                    strike(voyage, Blow.values()[random.nextInt(Blow.values().length)]);
                }
                written = load.stop() + workload.stop();
            }

            Voyage.Ended stream = voyage.run("stream", "--until", "caught-up");
            assertThat(stream.exitCode()).as(stream.toString()).isZero();
            Voyage.Ended verify = voyage.run("verify");
            assertThat(verify.exitCode()).as(verify.toString()).isZero();
            assertThat(voyage.target().value(LEDGER)).isEqualTo("0");
            SoakFigures.write(
                    "stream-soak",
                    Map.of(
                            "transactions of the source", Long.toString(written),
                            "changes read",
                                    String.valueOf(voyage.target()
                                            .value("SELECT sum(read_events) FROM landfall.event_ledger")),
                            "blows", blows.toString()));
        }
    }

    private void strike(Voyage voyage, Blow blow) throws Exception {
        blows.merge(blow, 1, Integer::sum);
        if (blow == Blow.FAILPOINT) {
            Failpoint failpoint = random.nextBoolean() ? Failpoint.STREAM_BATCH_WRITTEN : Failpoint.STREAM_BATCH_KEPT;
            try (ProcessUnderTest stream = voyage.startUntil(failpoint + ":" + (1 + random.nextInt(50)), "stream")) {
                assertThat(stream.waitForExit(LIMIT)).as(stream.stderr()).isEqualTo(Failpoint.EXIT_CODE);
            }
            return;
        }
        try (ProcessUnderTest stream = voyage.start("stream")) {
            boolean ended = stream.endsWithin(Duration.ofMillis(5_000 + random.nextInt(LONGEST_LIFE_MILLIS)));
            assertThat(ended).as(stream.stderr()).isFalse();
            switch (blow) {
                case KILL -> stream.kill9();
                case STOP -> {
                    stream.terminate();
                    assertThat(stream.waitForExit(LIMIT)).as(stream.stderr()).isZero();
                }
                case SOURCE_SESSIONS_KILLED -> {
                    killSourceSessions(voyage);
                    assertLives(stream);
                }
                case TARGET_SESSIONS_KILLED -> {
                    voyage.target()
                            .query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE"
                                    + " 'landfall stream %' AND datname = current_database()");
                    // Somebody who ends a session means it, where the stream hears of that: the message may be lost
                    // behind a write.
                    if (stream.endsWithin(Duration.ofSeconds(5))) {
                        assertThat(stream.waitForExit(LIMIT))
                                .as(stream.stderr())
                                .isEqualTo(3);
                    } else {
                        stream.kill9();
                    }
                }
                default -> throw new IllegalStateException(blow.name());
            }
        }
    }

    /** The reader of the binary log belongs to no database: only this test has one here. */
    private static void killSourceSessions(Voyage voyage) throws SQLException {
        String reader = await("a reader of the binary log")
                .atMost(LIMIT)
                .until(
                        () -> voyage.source()
                                .value("SELECT MAX(ID) FROM information_schema.PROCESSLIST WHERE COMMAND = 'Binlog"
                                        + " Dump'"),
                        Objects::nonNull);
        voyage.source().execute("KILL CONNECTION " + reader);
    }

    private static void assertLives(ProcessUnderTest stream) throws Exception {
        boolean ended = stream.endsWithin(Duration.ofSeconds(5));
        assertThat(ended).as(stream.stderr()).isFalse();
        stream.kill9();
    }
}
