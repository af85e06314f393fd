package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.landfall.embedded.EmbeddedMariaDb;
import dev.landfall.testing.Failure;
import dev.landfall.testing.Failure.Where;
import dev.landfall.testing.Relay;
import dev.landfall.testing.TestMariaDb;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source that ends and comes back, or that has to wait for the target. */
@SuppressWarnings("try") // whoever holds a lock holds it by being open
class SourceFailureIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final String DUMPS = "SELECT id FROM information_schema.processlist WHERE command = 'Binlog Dump'";

    @TempDir
    private Path folder;

    @Test
    @Failure(
            where = Where.SOURCE,
            what = "MariaDB is restarted, or crashes and recovers, within a minute",
            result = "the stream opens its connection again, behind the last whole transaction that it has")
    void aRestartAndACrashOfTheSourceAreOutlived() throws Exception {
        try (EmbeddedMariaDb server = EmbeddedMariaDb.start(folder, List.of());
                Voyage voyage = Ledger.copied(TestMariaDb.of(server))) {
            CompletableFuture<Voyage.Ended> stream = voyage.runAside("stream", "--stop-at", Ledger.later(voyage, 3));
            voyage.source().execute(Ledger.entries(1, 1));
            Ledger.awaitEntries(voyage, stream, 2);

            server.restart();
            voyage.source().execute(Ledger.entries(2, 1));
            Ledger.awaitEntries(voyage, stream, 3);

            server.crash();
            voyage.source().execute(Ledger.entries(3, 1));

            Voyage.Ended ended = Ledger.end(stream);
            assertThat(ended.exitCode()).as(ended.toString()).isZero();
            Ledger.assertArrivedOnce(voyage);
        }
    }

    @Test
    @Failure(
            where = Where.SOURCE,
            what = "the network to MariaDB is cut, and comes back within a minute",
            result = "the stream opens its connection again, behind the last whole transaction that it has")
    void aCutOfTheNetworkToTheSourceIsOutlived() throws Exception {
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

            relay.cut();
            voyage.source().execute(Ledger.entries(2, 1));
            relay.restore();

            Voyage.Ended ended = Ledger.end(stream);
            assertThat(ended.exitCode()).as(ended.toString()).isZero();
            Ledger.assertArrivedOnce(voyage);
        }
    }

    /** The three minutes of {@link StallSoak} come down to the seconds that this server waits for a client. */
    @Test
    @Failure(
            where = Where.SOURCE,
            what = "the target holds the stream up for longer than MariaDB waits for a client (net_write_timeout)",
            result = "MariaDB keeps the connection: the stream has asked it for more patience")
    @Failure(
            where = Where.SOURCE,
            what = "MariaDB drops the connection while the target holds the stream up",
            result = "the stream opens it again, behind the last whole transaction that it has")
    void aStalledTargetLosesNothing() throws Exception {
        try (TestMariaDb server = TestMariaDb.startPrivate("--net-write-timeout=1");
                Voyage voyage = Ledger.copied(server)) {
            CompletableFuture<Voyage.Ended> stream;
            try (LongTransaction reader =
                    LongTransaction.begin(voyage.target(), "LOCK TABLE shop.entry IN ACCESS EXCLUSIVE MODE")) {
                // More than the stream takes before its first batch (25,000 rows, and a full queue at the most), and a
                // queue of 32 MB.
                for (int i = 0; i < 90; i++) {
                    voyage.source()
                            .execute("INSERT INTO entry SELECT seq, REPEAT('v', 1500) FROM seq_" + (i * 1000 + 1)
                                    + "_to_" + (i + 1) * 1000);
                }
                stream = voyage.runAside("stream", "--until", "caught-up");
                Ledger.awaitHeld(voyage, stream);
                List<List<String>> dumps = awaitUnread(voyage);

                awaitDrop(voyage);
                assertThat(voyage.source().query(DUMPS)).isEqualTo(dumps);

                voyage.source().execute("KILL " + dumps.get(0).get(0));
                await().atMost(LIMIT).until(() -> !voyage.source().query(DUMPS).equals(dumps));
            }

            Voyage.Ended ended = Ledger.end(stream);
            assertThat(ended.exitCode()).as(ended.toString()).isZero();
            Ledger.assertArrivedOnce(voyage);
        }
    }

    /** Waits until the stream takes no more from the connection, because its queue is full. */
    private static List<List<String>> awaitUnread(Voyage voyage) {
        await().atMost(LIMIT)
                .until(() -> Thread.getAllStackTraces().values().stream()
                        .flatMap(Arrays::stream)
                        .anyMatch(frame -> frame.getClassName().endsWith("TransactionQueue")
                                && frame.getMethodName().equals("awaitRoom")));
        return await().atMost(LIMIT).until(() -> voyage.source().query(DUMPS), dumps -> dumps.size() == 1);
    }

    /** Another client that reads nothing: when the server has had enough of it, it has had enough of all that do the same. */
    private static void awaitDrop(Voyage voyage) throws SQLException {
        Connection client = voyage.source().connect();
        try {
            Statement statement = client.createStatement();
            String id;
            try (ResultSet row = statement.executeQuery("SELECT connection_id()")) {
                row.next();
                id = row.getString(1);
            }
            statement.setFetchSize(1);
            statement.executeQuery("SELECT REPEAT('v', 1000) FROM seq_1_to_1000000");
            await().atMost(LIMIT)
                    .until(() -> voyage.source()
                            .query("SELECT 1 FROM information_schema.processlist WHERE id = " + id)
                            .isEmpty());
        } finally {
            client.abort(Runnable::run);
        }
    }
}
