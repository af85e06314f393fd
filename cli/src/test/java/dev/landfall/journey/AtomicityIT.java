package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.landfall.testing.Failure;
import dev.landfall.testing.Failure.Where;
import dev.landfall.testing.ProcessUnderTest;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Somebody looks at PostgreSQL all the time, and never sees what the source did not have between two transactions. */
class AtomicityIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int KILLS = 3;
    /** Seen before each kill: a fast stream brings its transfers in few batches. */
    private static final int MOMENTS = 10;
    /** Between two kills, so that a stream has batches behind it and one in work. */
    private static final long TRANSFERS = 100;

    @Test
    @Failure(
            where = Where.OURSELVES,
            what = "the stream is killed with SIGKILL, again and again, while others read the target",
            seen = "is killed",
            result = "every source transaction is there as a whole and once, cascades included; the next run goes on")
    void noReaderSeesHalfATransactionAlsoWhenTheStreamIsKilled() throws Exception {
        try (Voyage voyage = Voyage.begin(Transfers.SCHEMA)) {
            Voyage.Ended snapshot = voyage.run("snapshot");
            assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();
            try (Transfers transfers = Transfers.start(voyage.source(), 5);
                    BalanceReader reader = BalanceReader.start(voyage.target())) {
                for (int kill = 0; kill < KILLS; kill++) {
                    long seen = reader.lastTransfer();
                    int moments = reader.moments();
                    try (ProcessUnderTest stream = voyage.start("stream")) {
                        await().atMost(LIMIT)
                                .until(() -> !stream.isAlive()
                                        || reader.lastTransfer() > seen + TRANSFERS
                                                && reader.moments() >= moments + MOMENTS);
                        assertThat(stream.isAlive()).as(stream.stderr()).isTrue();
                        stream.kill9();
                    }
                }
                long written = transfers.stop();
                Voyage.Ended last = voyage.run("stream", "--until", "caught-up");
                assertThat(last.exitCode()).as(last.toString()).isZero();
                await().atMost(LIMIT).until(() -> reader.lastTransfer() == written);
                assertThat(reader.stop()).as("moments").isGreaterThanOrEqualTo(MOMENTS * KILLS);
            }
            assertSame(voyage, "SELECT id, amount FROM %sdeposit ORDER BY id");
            assertSame(voyage, "SELECT id, amount FROM %svault ORDER BY id");
        }
    }

    private static void assertSame(Voyage voyage, String sql) throws SQLException {
        assertThat(voyage.target().query(String.format(sql, "shop.")))
                .isEqualTo(voyage.source().query(String.format(sql, "")));
    }
}
