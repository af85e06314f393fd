package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.landfall.failure.FailureCode;
import dev.landfall.testing.Failure;
import dev.landfall.testing.Failure.Where;
import dev.landfall.testing.Relay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server is lost in the middle of the copy of a table that is one chunk: a key of text has no ranges. */
class SnapshotOutageIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int FAILED = 3;
    private static final int ROWS = 200_000;

    @TempDir
    private Path folder;

    @Test
    @Failure(
            where = Where.TARGET,
            what = "the connection is lost in the middle of a snapshot's copy",
            code = FailureCode.TARGET_UNREACHABLE,
            result = "what was copied as a whole stays, nothing is half there; the next run copies what is left")
    void theTargetIsLost() throws Exception {
        try (Voyage voyage = begin();
                Relay relay = Relay.to(
                        voyage.target().server().host(),
                        voyage.target().server().port())) {
            assertItEndsAndGoesOn(
                    voyage, relay, "--target", relay.instead(voyage.target().url()), "TARGET-001");
        }
    }

    @Test
    @Failure(
            where = Where.SOURCE,
            what = "the connection is lost in the middle of a snapshot's copy",
            code = FailureCode.SOURCE_UNREACHABLE,
            result = "what was copied as a whole stays, nothing is half there; the next run copies what is left")
    void theSourceIsLost() throws Exception {
        try (Voyage voyage = begin();
                Relay relay = Relay.to(
                        voyage.source().config().host(),
                        voyage.source().config().port())) {
            assertItEndsAndGoesOn(
                    voyage, relay, "--source", relay.instead(voyage.source().url()), "SOURCE-001");
        }
    }

    private static Voyage begin() throws Exception {
        return Voyage.begin("CREATE TABLE item (code VARCHAR(20) PRIMARY KEY, name VARCHAR(200) NOT NULL)"
                + " SELECT CONCAT('item ', seq) AS code, REPEAT('x', 150) AS name FROM seq_1_to_" + ROWS);
    }

    private void assertItEndsAndGoesOn(Voyage voyage, Relay relay, String end, String url, String code)
            throws Exception {
        // Given a copy that would take two minutes
        Path config = Files.writeString(
                folder.resolve("slow.yaml"), "snapshot: {workers: 1, limits: {rowsPerSecond: 1500}}\n");
        CompletableFuture<Voyage.Ended> snapshot = voyage.runAside("snapshot", "-c", config.toString(), end, url);
        await().atMost(LIMIT).until(() -> {
            assertThat(snapshot.isDone()).isFalse();
            return "1"
                    .equals(voyage.target()
                            .value("SELECT count(*) FROM pg_stat_progress_copy WHERE datname = current_database()"
                                    + " AND bytes_processed > 100000"));
        });
        // When
        relay.cut();
        // Then it ends, with nothing half done,
        Voyage.Ended ended = snapshot.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(FAILED);
        assertThat(ended.err()).contains(code);
        assertThat(voyage.target().value("SELECT count(*) FROM shop.item")).isEqualTo("0");
        // and the next run copies what is left
        relay.restore();
        Voyage.Ended again = voyage.run("snapshot", end, url);
        assertThat(again.exitCode()).as(again.toString()).isZero();
        assertThat(voyage.target().value("SELECT count(*) FROM shop.item")).isEqualTo(String.valueOf(ROWS));
        assertThat(voyage.run("verify").exitCode()).isZero();
    }
}
