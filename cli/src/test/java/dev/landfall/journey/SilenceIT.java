package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.landfall.testing.Failure;
import dev.landfall.testing.Failure.Where;
import dev.landfall.testing.ProcessUnderTest;
import dev.landfall.testing.Relay;
import dev.landfall.testing.TestMariaDb;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Networks that lose everything without a word. Side by side, because a minute of each test is silence. */
@SuppressWarnings("try") // whoever holds a lock holds it by being open
class SilenceIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** Two minutes cover a minute's silence, the questions at both ends of it, and what else the machine has to do. */
    private static final Duration SILENCE = Duration.ofMinutes(2);

    private static final String ENTRIES_LOCKED = "LOCK TABLE shop.entry IN ACCESS EXCLUSIVE MODE";

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @Failure(
            where = Where.TARGET,
            what = "the network to PostgreSQL loses everything without a word, and is back within two minutes",
            seen = "a warning after about a minute of silence, and that the stream goes on",
            result =
                    "nothing of the batch was there; the session that was left behind is ended, and it is written again")
    void aTargetThatFallsSilentIsGivenUp() throws Exception {
        try (Voyage voyage = withBacklog();
                Relay relay = Relay.to(
                        voyage.target().server().host(),
                        voyage.target().server().port());
                LongTransaction reader = LongTransaction.begin(voyage.target(), ENTRIES_LOCKED);
                ProcessUnderTest stream = voyage.start(
                        "stream",
                        "--until",
                        "caught-up",
                        "--target",
                        relay.instead(voyage.target().url()))) {
            String left = awaitHeld(voyage, stream);

            relay.swallow();
            await().atMost(SILENCE).until(() -> {
                assertThat(stream.isAlive()).as(stream.stderr()).isTrue();
                return stream.stderr().contains("Warning: the connection to the target is lost");
            });
            assertThat(stream.stderr()).contains("Warning: the target has not answered for 60 s");
            relay.restore();

            await().atMost(LIMIT).until(() -> !left.equals(awaitHeld(voyage, stream)));
            reader.close();
            assertThat(stream.waitForExit(LIMIT)).as(stream.stderr()).isZero();
            assertThat(stream.stderr()).contains("The target is back");
            Ledger.assertArrivedOnce(voyage);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @Failure(
            where = Where.SOURCE,
            what = "the network to MariaDB loses everything without a word, and is back within two minutes",
            result =
                    "after a minute without even a heartbeat the stream opens its connection again, behind the last whole"
                            + " transaction that it has")
    void aSourceThatFallsSilentIsGivenUp() throws Exception {
        try (TestMariaDb server = TestMariaDb.startPrivate();
                Voyage voyage = Ledger.copied(server);
                Relay relay = Relay.to(server.host(), server.port())) {
            CompletableFuture<Voyage.Ended> stream = voyage.runAside(
                    "stream",
                    "--stop-at",
                    Ledger.later(voyage, 2),
                    "--source",
                    relay.instead(voyage.source().url()));
            voyage.source().execute(Ledger.entries(1, 1));
            Ledger.awaitEntries(voyage, stream, 2);

            int connected = relay.accepted();
            relay.swallow();
            voyage.source().execute(Ledger.entries(2, 1));
            await().atMost(SILENCE).until(() -> {
                assertThat(stream.isDone()).as(() -> "ended: " + stream.join()).isFalse();
                return relay.accepted() > connected;
            });
            assertThat(voyage.target().value("SELECT count(*) FROM shop.entry")).isEqualTo("2");
            relay.restore();

            Voyage.Ended ended = Ledger.end(stream);
            assertThat(ended.exitCode()).as(ended.toString()).isZero();
            Ledger.assertArrivedOnce(voyage);
        }
    }

    private static Voyage withBacklog() throws SQLException {
        Voyage voyage = Ledger.copied(TestMariaDb.shared());
        voyage.source().execute(Ledger.entries(1, 20));
        return voyage;
    }

    private static String awaitHeld(Voyage voyage, ProcessUnderTest stream) {
        return await().atMost(LIMIT)
                .until(
                        () -> {
                            assertThat(stream.isAlive()).as(stream.stderr()).isTrue();
                            return Ledger.heldSince(voyage);
                        },
                        held -> held != null);
    }
}
