package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.landfall.testing.Failure;
import dev.landfall.testing.Failure.Where;
import dev.landfall.testing.ProcessUnderTest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A transaction of which a stream holds only a part in memory; five million rows with the profile nightly. */
class HugeTransactionKillIT {
    private static final Duration LIMIT = Duration.ofSeconds(900);
    private static final int ROWS = Integer.getInteger("landfall.huge.rows", 120_000);

    /**
     * Of an open transaction nothing can be seen but the room that it takes. What a stream folds in memory comes to 64 MB at most, so that
     * these rows are written in more parts than one.
     */
    private static final String SIZE = "SELECT pg_relation_size('shop.many')";

    private static final long WRITTEN = 1L << 20;
    private static final String OLD = "SELECT count(*) FROM shop.many WHERE v = 1";
    private static final String NEW = "SELECT count(*) FROM shop.many WHERE v = 2";

    @Test
    @Failure(
            where = Where.OURSELVES,
            what = "the stream is killed with SIGKILL in the middle of a transaction that is larger than its memory",
            seen = "is killed",
            result = "nobody sees any of its rows; the next run writes all of them, once")
    void isThereAsAWholeOrNotAtAll() throws Exception {
        try (Voyage voyage = Voyage.begin("CREATE TABLE many (id INT PRIMARY KEY, v INT NOT NULL, pad VARCHAR(500))")) {
            Voyage.Ended snapshot = voyage.run("snapshot");
            assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();
            // What a killed stream has written keeps its room, so that the next one takes more.
            voyage.target().execute("ALTER TABLE shop.many SET (autovacuum_enabled = false)");

            voyage.source().execute("INSERT INTO many SELECT seq, 1, REPEAT('x', 500) FROM seq_1_to_" + ROWS);
            killInTheMiddle(voyage);
            killInTheMiddle(voyage);
            assertThat(voyage.target().value("SELECT count(*) FROM shop.many")).isEqualTo("0");
            catchUp(voyage);
            assertThat(voyage.target().value(OLD)).isEqualTo(String.valueOf(ROWS));

            voyage.source().execute("BEGIN; UPDATE many SET v = 2; DELETE FROM many WHERE id % 2 = 0; COMMIT");
            killInTheMiddle(voyage);
            assertThat(voyage.target().value(OLD)).isEqualTo(String.valueOf(ROWS));
            catchUp(voyage);
            assertThat(voyage.target().value(NEW)).isEqualTo(String.valueOf(ROWS / 2));
            assertThat(voyage.run("verify").exitCode()).isZero();
        }
    }

    private static void killInTheMiddle(Voyage voyage) throws Exception {
        long size = size(voyage);
        try (ProcessUnderTest stream = voyage.startAsLaunched("stream")) {
            await().atMost(LIMIT).until(() -> !stream.isAlive() || size(voyage) > size + WRITTEN);
            assertThat(stream.isAlive()).as(stream.stderr()).isTrue();
            stream.kill9();
        }
    }

    private static void catchUp(Voyage voyage) throws Exception {
        try (ProcessUnderTest stream = voyage.startAsLaunched("stream", "--until", "caught-up")) {
            assertThat(stream.waitForExit(LIMIT)).as(stream.stderr()).isZero();
        }
    }

    private static long size(Voyage voyage) throws SQLException {
        return Long.parseLong(Objects.requireNonNull(voyage.target().value(SIZE)));
    }
}
