package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.landfall.testing.TestMariaDb;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * A target that takes nothing for three minutes, longer than any patience that a server or a connection has by default; {@link
 * SourceFailureIT} has the same with less patience. Not part of a build by itself: {@code mvn verify -Psoak -Dit.test=StallSoak}.
 */
class StallSoak {
    private static final Duration STALL = Duration.ofMinutes(3);
    /** More than the stream takes before its first batch, and a full queue; the rest waits in the sockets and on the source. */
    private static final int THOUSANDS = 90;

    @Test
    void aTargetThatStallsForThreeMinutesLosesNothing() throws Exception {
        try (TestMariaDb server = TestMariaDb.startPrivate();
                Voyage voyage = Ledger.copied(server)) {
            CompletableFuture<Voyage.Ended> stream;
            try (LongTransaction reader =
                    LongTransaction.begin(voyage.target(), "LOCK TABLE shop.entry IN ACCESS EXCLUSIVE MODE")) {
                assertThat(reader).isNotNull();
                for (int i = 0; i < THOUSANDS; i++) {
                    voyage.source()
                            .execute("INSERT INTO entry SELECT seq, REPEAT('v', 1500) FROM seq_" + (i * 1000 + 1)
                                    + "_to_" + (i + 1) * 1000);
                }
                stream = voyage.runAside("stream", "--until", "caught-up");
                Ledger.awaitHeld(voyage, stream);
                // The passing of time is what is tested.
                await().pollDelay(STALL).atMost(STALL.plusMinutes(1)).until(() -> !stream.isDone());
                voyage.source().execute(Ledger.entries(THOUSANDS * 1000 + 1, 3));
            }

            Voyage.Ended ended = Ledger.end(stream);
            assertThat(ended.exitCode()).as(ended.toString()).isZero();
            Voyage.Ended behind = voyage.run("stream", "--until", "caught-up");
            assertThat(behind.exitCode()).as(behind.toString()).isZero();
            Ledger.assertArrivedOnce(voyage);
        }
    }
}
