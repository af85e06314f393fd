package dev.landfall.journey;

import static dev.landfall.failure.FailureCode.SOURCE_BEHIND;
import static dev.landfall.failure.FailureCode.WRONG_PHASE;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source that ends and comes back, is another one than before, or cannot be reached. */
@SuppressWarnings("try") // whoever holds a lock holds it by being open
class SourceFailureIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String DUMPS = "SELECT id FROM information_schema.processlist WHERE command = 'Binlog Dump'";

    @TempDir
    private Path folder;

    private static Voyage copied(TestMariaDb server) throws SQLException {
        Voyage voyage = Voyage.on(server, Ledger.SCHEMA);
        Voyage.Ended snapshot = voyage.run("snapshot");
        assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();
        return voyage;
    }

    @Test
    @Failure(
            where = Where.SOURCE,
            what = "MariaDB is restarted, or crashes and recovers, within a minute",
            result = "the stream opens its connection again, behind the last whole transaction that it has")
    void aRestartAndACrashOfTheSourceAreOutlived() throws Exception {
        try (EmbeddedMariaDb server = EmbeddedMariaDb.start(folder, List.of());
                Voyage voyage = copied(TestMariaDb.of(server))) {
            CompletableFuture<Voyage.Ended> stream = voyage.runAside("stream", "--stop-at", later(voyage, 3));
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
                Voyage voyage = copied(server);
                Relay relay = Relay.to(server.host(), server.port())) {
            CompletableFuture<Voyage.Ended> stream = voyage.runAside(
                    "stream",
                    "--stop-at",
                    later(voyage, 2),
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

    /** The three minutes that a consumer may stall come down to the seconds that this server waits for a client. */
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
                Voyage voyage = copied(server)) {
            CompletableFuture<Voyage.Ended> stream;
            try (LongTransaction reader =
                    LongTransaction.begin(voyage.target(), "LOCK TABLE shop.entry IN ACCESS EXCLUSIVE MODE")) {
                for (int i = 0; i < 50; i++) {
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

    @Test
    @Failure(
            where = Where.POSITION,
            what = "MariaDB fails over: a replica with another server_id and the same transactions takes over",
            result = "the stream goes on there where it was, when it is given the replica's address")
    @Failure(
            where = Where.POSITION,
            what = "MariaDB fails over to a replica that lacks what the target has applied",
            code = SOURCE_BEHIND,
            result =
                    "nothing is applied, also when the replica has gone on by itself and its log is as long as the other")
    void aReplicaThatTakesOverIsFollowedUnlessItIsBehind() throws Exception {
        try (TestMariaDb primary = TestMariaDb.startPrivate();
                TestMariaDb replica = TestMariaDb.startPrivate("--server-id=2", "--log-slave-updates");
                Voyage voyage = copied(primary)) {
            replicate(replica, primary);
            voyage.source().execute(Ledger.entries(1, 5));
            assertThat(voyage.run("stream", "--until", "caught-up").exitCode()).isZero();
            voyage.source().execute(Ledger.entries(6, 5));
            promote(replica, primary);

            execute(replica, voyage, Ledger.entries(11, 5));
            Voyage.Ended followed = runFrom(replica, voyage, "stream", "--until", "caught-up");

            assertThat(followed.exitCode()).as(followed.toString()).isZero();
            assertThat(voyage.target().value("SELECT count(*) FROM shop.entry")).isEqualTo("16");

            // The roles are the other way round now: the old primary has nothing of the last five.
            Ledger.assertFailed(voyage.run("stream", "--until", "caught-up"), 2, "SOURCE-008", "0-2-", "caught up");
            voyage.source().execute(Ledger.entries(100, 9));
            Ledger.assertFailed(voyage.run("stream", "--until", "caught-up"), 2, "SOURCE-008", "0-2-", "caught up");
            assertThat(voyage.target().value("SELECT count(*) FROM shop.entry")).isEqualTo("16");
        }
    }

    @Test
    @Failure(
            where = Where.POSITION,
            what = "the position is of another server, or the source has lost its past",
            code = SOURCE_BEHIND,
            result = "nothing is applied")
    @Failure(
            where = Where.POSITION,
            what = "the position on the target is gone",
            code = WRONG_PHASE,
            result = "nothing is applied: a stream never begins by itself where the source is now")
    void withoutAPositionOfThisSourceNothingIsApplied() throws Exception {
        try (Voyage voyage = copied(TestMariaDb.shared())) {
            voyage.source().execute(Ledger.entries(1, 5));

            voyage.target().execute("UPDATE landfall.position SET gtids = '4711-1-5'");
            Ledger.assertFailed(voyage.run("stream", "--until", "caught-up"), 2, "SOURCE-008", "4711-1-5");

            voyage.target().execute("DELETE FROM landfall.position");
            Ledger.assertFailed(
                    voyage.run("stream", "--until", "caught-up"),
                    2,
                    "RUN-002",
                    "no position",
                    "start the migration again");
            assertThat(voyage.target().value("SELECT count(*) FROM shop.entry")).isEqualTo("1");
        }
    }

    /** On a server of one's own, whose next transactions are known before they happen. */
    private static String later(Voyage voyage, int transactions) throws SQLException {
        String[] last = String.valueOf(voyage.source().value("SELECT @@gtid_binlog_pos"))
                .split("-");
        return last[0] + "-" + last[1] + "-" + (Long.parseLong(last[2]) + transactions);
    }

    private static void replicate(TestMariaDb replica, TestMariaDb primary) throws SQLException {
        try (var session = replica.connect("");
                var statement = session.createStatement()) {
            statement.execute("CHANGE MASTER TO MASTER_HOST = '" + primary.host() + "', MASTER_PORT = " + primary.port()
                    + ", MASTER_USER = '" + primary.user() + "', MASTER_PASSWORD = '"
                    + primary.password().value() + "', MASTER_SSL = 0, MASTER_USE_GTID = slave_pos");
            statement.execute("START SLAVE");
        }
    }

    private static void promote(TestMariaDb replica, TestMariaDb primary) throws SQLException {
        String position;
        try (var session = primary.connect("");
                var statement = session.createStatement();
                var row = statement.executeQuery("SELECT @@gtid_binlog_pos")) {
            row.next();
            position = row.getString(1);
        }
        try (var session = replica.connect("");
                var statement = session.createStatement()) {
            try (var row = statement.executeQuery("SELECT MASTER_GTID_WAIT('" + position + "', 30)")) {
                row.next();
                assertThat(row.getInt(1)).as("reached").isZero();
            }
            statement.execute("STOP SLAVE");
            statement.execute("RESET SLAVE ALL");
        }
    }

    private static void execute(TestMariaDb server, Voyage voyage, String... sql) throws SQLException {
        try (var session = server.connect(voyage.source().name());
                var statement = session.createStatement()) {
            for (String one : sql) {
                statement.execute(one);
            }
        }
    }

    private static Voyage.Ended runFrom(TestMariaDb server, Voyage voyage, String... command) {
        Map<String, String> environment = new HashMap<>(voyage.environment());
        environment.put("MIGRATE_SOURCE_PASSWORD", server.password().value());
        List<String> all = new ArrayList<>(List.of(command));
        all.add("--source");
        all.add("mariadb://" + server.user() + "@" + server.host() + ":" + server.port() + "/"
                + voyage.source().name());
        return voyage.runWith(environment, all.toArray(String[]::new));
    }
}
