package dev.landfall.journey;

import static dev.landfall.failure.FailureCode.TARGET_FAILED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.landfall.testing.Failure;
import dev.landfall.testing.Failure.Where;
import dev.landfall.testing.ProcessUnderTest;
import dev.landfall.testing.Relay;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Others on the target, and connections to it that end while a transaction is half written. */
@SuppressWarnings("try") // whoever holds a lock holds it by being open
class TargetFailureIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final String ENTRIES_LOCKED = "LOCK TABLE shop.entry IN ACCESS EXCLUSIVE MODE";
    private static final int TRANSACTIONS = 20;

    private Voyage voyage;

    @BeforeEach
    void begin() throws SQLException {
        voyage = Voyage.begin(Ledger.SCHEMA);
        Voyage.Ended snapshot = voyage.run("snapshot");
        assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();
        voyage.source().execute(Ledger.entries(1, TRANSACTIONS));
    }

    @AfterEach
    void end() throws SQLException {
        voyage.close();
    }

    @Test
    @Failure(
            where = Where.TARGET,
            what = "a long transaction of somebody else has locked rows that the stream wants to change",
            result = "the stream waits for it")
    void rowsThatOthersHaveLockedAreWaitedFor() throws Exception {
        CompletableFuture<Voyage.Ended> stream;
        try (LongTransaction reader =
                LongTransaction.begin(voyage.target(), "SELECT * FROM shop.item WHERE id = 1 FOR UPDATE")) {
            stream = voyage.runAside("stream", "--until", "caught-up");
            Ledger.awaitHeld(voyage, stream);
        }

        assertThat(Ledger.end(stream).exitCode()).isZero();
        Ledger.assertArrivedOnce(voyage);
    }

    @Test
    @Failure(
            where = Where.TARGET,
            what = "the same, and the target has a lock_timeout",
            result = "the batch is rolled back and written again, for a minute at most")
    void aBatchThatWaitedTooLongIsWrittenAgain() throws Exception {
        limitLocks("1s");
        CompletableFuture<Voyage.Ended> stream;
        try (LongTransaction reader = LongTransaction.begin(voyage.target(), ENTRIES_LOCKED)) {
            stream = voyage.runAside("stream", "--until", "caught-up");
            String first = Ledger.awaitHeld(voyage, stream);
            await().atMost(LIMIT).until(() -> !first.equals(Ledger.awaitHeld(voyage, stream)));
        }

        assertThat(Ledger.end(stream).exitCode()).isZero();
        Ledger.assertArrivedOnce(voyage);
    }

    /** Rows without a key are written as they come, others at the end of a batch: the stream has the former by then. */
    @Test
    @Failure(
            where = Where.TARGET,
            what = "a deadlock with somebody else's transaction",
            result = "the batch is rolled back and written again, for a minute at most")
    void aDeadlockEndsForBoth() throws Exception {
        voyage.target().execute("ALTER DATABASE " + voyage.target().name() + " SET deadlock_timeout = '10s'");
        CompletableFuture<Voyage.Ended> stream;
        try (LongTransaction reader = LongTransaction.begin(
                voyage.target(), "SET deadlock_timeout = '1h'", "SELECT * FROM shop.item WHERE id = 1 FOR UPDATE")) {
            stream = voyage.runAside("stream", "--until", "caught-up");
            Ledger.awaitHeld(voyage, stream);

            reader.executeAside(ENTRIES_LOCKED).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }

        assertThat(Ledger.end(stream).exitCode()).isZero();
        Ledger.assertArrivedOnce(voyage);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(voyage.target()
                                .value("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"))
                        .isEqualTo("1"));
    }

    @Test
    @Failure(
            where = Where.TARGET,
            what = "an administrator ends the stream's session",
            code = TARGET_FAILED,
            result = "nothing of the batch is there; the next run goes on")
    void aSessionThatIsEndedIsNotOpenedBehindTheAdministratorsBack() throws Exception {
        CompletableFuture<Voyage.Ended> stream;
        try (LongTransaction reader = LongTransaction.begin(voyage.target(), ENTRIES_LOCKED)) {
            stream = voyage.runAside("stream", "--until", "caught-up");
            Ledger.awaitHeld(voyage, stream);

            voyage.target()
                    .query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                            + " AND datname = current_database() AND application_name LIKE 'landfall stream%'");

            Ledger.assertFailed(Ledger.end(stream), 3, "TARGET-006", "57P01", "run the command again");
        }

        Ledger.assertGoesOn(voyage);
    }

    @Test
    @Failure(
            where = Where.TARGET,
            what = "the network to PostgreSQL is cut in the middle of a transaction, and is back within a minute",
            seen = "a warning, and that the stream goes on",
            result =
                    "nothing of the batch was there; the session that was left behind is ended, and it is written again")
    void aCutOfTheNetworkIsOutlived() throws Exception {
        CompletableFuture<Voyage.Ended> stream;
        try (Relay relay = Relay.to(
                voyage.target().server().host(), voyage.target().server().port())) {
            try (LongTransaction reader = LongTransaction.begin(voyage.target(), ENTRIES_LOCKED)) {
                stream = voyage.runAside(
                        "stream",
                        "--until",
                        "caught-up",
                        "--target",
                        relay.instead(voyage.target().url()));
                String left = Ledger.awaitHeld(voyage, stream);

                relay.cut();
                assertThat(Ledger.heldSince(voyage))
                        .as("PostgreSQL does not notice while it waits for a lock")
                        .isEqualTo(left);
                relay.restore();

                await().atMost(LIMIT).until(() -> !left.equals(Ledger.awaitHeld(voyage, stream)));
            }
            Voyage.Ended ended = Ledger.end(stream);
            assertThat(ended.exitCode()).as(ended.toString()).isZero();
            assertThat(ended.err()).contains("Warning: the connection to the target is lost");
        }
        Ledger.assertArrivedOnce(voyage);
    }

    @Test
    @Failure(
            where = Where.TARGET,
            what = "Ctrl-C while the stream waits for somebody's lock",
            seen = "ends with exit code 0 after a few seconds",
            result = "nothing of the batch is there; the next run goes on")
    void aStopIsNotHeldUpByALock() throws Exception {
        try (LongTransaction reader = LongTransaction.begin(voyage.target(), ENTRIES_LOCKED);
                ProcessUnderTest stream = voyage.start("stream")) {
            awaitHeld(stream);

            stream.interrupt();

            assertThat(stream.waitForExit(LIMIT)).as(stream.stderr()).isZero();
            assertThat(Ledger.heldSince(voyage)).isNull();
        }

        Ledger.assertGoesOn(voyage);
    }

    private String awaitHeld(ProcessUnderTest stream) {
        return await().atMost(LIMIT)
                .until(
                        () -> {
                            assertThat(stream.isAlive()).as(stream.stderr()).isTrue();
                            return Ledger.heldSince(voyage);
                        },
                        held -> held != null);
    }

    private void limitLocks(String time) throws SQLException {
        voyage.target().execute("ALTER DATABASE " + voyage.target().name() + " SET lock_timeout = '" + time + "'");
    }
}
