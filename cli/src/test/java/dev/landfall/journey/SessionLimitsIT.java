package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.landfall.failpoint.Failpoint;
import dev.landfall.testing.Failure;
import dev.landfall.testing.Failure.Where;
import dev.landfall.testing.ProcessUnderTest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Limits that a server has for everybody, and work that takes longer. */
@SuppressWarnings("try") // whoever holds a lock holds it by being open
class SessionLimitsIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String BEYOND_THE_LIMIT =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND wait_event_type = 'Lock' AND now() - query_start > interval '3 seconds'";

    @Test
    @Failure(
            where = Where.TARGET,
            what = "the database, the role or the server has a statement_timeout, and a key or an index takes longer",
            result = "it is made all the same")
    void anIndexTakesAsLongAsItTakes() throws Exception {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE item (id INT PRIMARY KEY, v INT, KEY (v))",
                "INSERT INTO item SELECT seq, seq FROM seq_1_to_100")) {
            try (ProcessUnderTest snapshot = voyage.startUntil(Failpoint.SNAPSHOT_COPIED.name(), "snapshot")) {
                assertThat(snapshot.waitForExit(LIMIT)).as(snapshot.stderr()).isEqualTo(Failpoint.EXIT_CODE);
            }
            voyage.target().execute("ALTER DATABASE " + voyage.target().name() + " SET statement_timeout = '2s'");
            CompletableFuture<Voyage.Ended> snapshot;
            try (LongTransaction reader =
                    LongTransaction.begin(voyage.target(), "SELECT * FROM shop.item WHERE id = 1")) {
                snapshot = voyage.runAside("snapshot");
                await().atMost(LIMIT).until(() -> {
                    assertThat(snapshot.isDone())
                            .as(() -> "ended: " + snapshot.join())
                            .isFalse();
                    return !"0".equals(voyage.target().value(BEYOND_THE_LIMIT));
                });
            }
            Voyage.Ended ended = snapshot.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(ended.exitCode()).as(ended.toString()).isZero();
        }
    }

    @Test
    @Failure(
            where = Where.TARGET,
            what = "the database, the role or the server ends sessions that say nothing (idle_session_timeout), and a"
                    + " table takes longer than that to compare",
            result = "it is compared all the same")
    void aVerificationTakesAsLongAsItTakes() throws Exception {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE item (id INT PRIMARY KEY, v INT)",
                "INSERT INTO item SELECT seq, seq FROM seq_1_to_4000")) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            voyage.target().execute("ALTER DATABASE " + voyage.target().name() + " SET idle_session_timeout = '1s'");
            Voyage.Ended ended = voyage.run("verify", "--rows-per-second", "1000");
            assertThat(ended.exitCode()).as(ended.toString()).isZero();
        }
    }
}
