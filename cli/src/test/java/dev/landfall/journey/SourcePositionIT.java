package dev.landfall.journey;

import static dev.landfall.failure.FailureCode.SOURCE_BEHIND;
import static dev.landfall.failure.FailureCode.WRONG_PHASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.landfall.testing.Failure;
import dev.landfall.testing.Failure.Where;
import dev.landfall.testing.ProcessUnderTest;
import dev.landfall.testing.Relay;
import dev.landfall.testing.TestMariaDb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the position that the target is at is one of the source that the stream is given. */
class SourcePositionIT {
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
                Voyage voyage = Ledger.copied(primary)) {
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
        try (Voyage voyage = Ledger.copied(TestMariaDb.shared())) {
            voyage.source().execute(Ledger.entries(1, 5));

            voyage.target().execute("UPDATE landfall.position SET gtids = '4711-1-5'");
            Ledger.assertFailed(voyage.run("stream", "--until", "caught-up"), 2, "SOURCE-008", "4711-1-5");

            voyage.target().execute("DELETE FROM landfall.position");
            Ledger.assertFailed(
                    voyage.run("stream", "--until", "caught-up"), 2, "RUN-002", "no position", "migrated afresh");
            assertThat(voyage.target().value("SELECT count(*) FROM shop.entry")).isEqualTo("1");
        }
    }

    @Test
    @Failure(
            where = Where.POSITION,
            what = "RESET MASTER on the source, whose new log is longer than the position by now",
            code = SOURCE_BEHIND,
            result = "nothing is applied; a verification says that the target does not follow")
    void aLogThatWasBegunAnewIsNotReadFromTheOldPlace() throws Exception {
        try (TestMariaDb server = TestMariaDb.startPrivate();
                Voyage voyage = Ledger.copied(server)) {
            voyage.source().execute(Ledger.entries(1, 5));
            assertThat(voyage.run("stream", "--until", "caught-up").exitCode()).isZero();

            voyage.source().execute("RESET MASTER");
            voyage.source().execute(Ledger.entries(100, 80));

            Ledger.assertFailed(voyage.run("stream", "--until", "caught-up"), 2, "SOURCE-008", "is another one");
            assertThat(voyage.run("verify").out()).contains("does not follow the source now");

            voyage.source().execute("FLUSH BINARY LOGS");
            purge(voyage);
            Ledger.assertFailed(voyage.run("stream", "--until", "caught-up"), 2, "SOURCE-007");
            assertThat(voyage.target().value("SELECT count(*) FROM shop.entry")).isEqualTo("6");
        }
    }

    @Test
    @Failure(
            where = Where.POSITION,
            what = "the binary log is begun anew while the connection to it is lost for a moment",
            code = SOURCE_BEHIND,
            result = "nothing of it is applied")
    void aLogThatWasBegunAnewMeanwhileIsNotReadOn() throws Exception {
        try (TestMariaDb server = TestMariaDb.startPrivate();
                Voyage voyage = Ledger.copied(server);
                Relay relay = Relay.to(server.host(), server.port())) {
            CompletableFuture<Voyage.Ended> stream = voyage.runAside(
                    "stream", "--source", relay.instead(voyage.source().url()));
            voyage.source().execute(Ledger.entries(1, 5));
            Ledger.awaitEntries(voyage, stream, 6);

            relay.cut();
            voyage.source().execute("RESET MASTER");
            voyage.source().execute(Ledger.entries(100, 80));
            relay.restore();

            Ledger.assertFailed(stream.get(60, TimeUnit.SECONDS), 2, "SOURCE-008", "is another one");
            assertThat(voyage.target().value("SELECT count(*) FROM shop.entry")).isEqualTo("6");
        }
    }

    @Test
    void aControlSchemaOfAnEarlierBuildIsAdded() throws Exception {
        try (Voyage voyage = Ledger.copied(TestMariaDb.shared())) {
            voyage.target()
                    .execute(
                            "ALTER TABLE landfall.position DROP COLUMN server_id, DROP COLUMN prepared_xa",
                            "ALTER TABLE landfall.chunk DROP COLUMN server_id");
            voyage.source().execute(Ledger.entries(1, 5));
            assertThat(voyage.run("status").out()).contains("no stream is running and the target is behind");
            Voyage.Ended stream = voyage.run("stream", "--until", "caught-up");
            assertThat(stream.exitCode()).as(stream.toString()).isZero();
            assertThat(voyage.target().value("SELECT server_id > 0 FROM landfall.position"))
                    .isEqualTo("t");
        }
    }

    /** Whoever reads on has not seen its first half, which had no rows of the migration's tables. */
    @Test
    @Failure(
            where = Where.POSITION,
            what =
                    "the stream is restarted while an application has prepared an XA transaction on tables that are not migrated",
            result = "the stream goes on, and past its commit")
    void anXaTransactionOfOthersIsRememberedWithThePosition() throws Exception {
        try (TestMariaDb server = TestMariaDb.startPrivate();
                Voyage voyage = Voyage.on(
                        server, "CREATE TABLE entry (id INT PRIMARY KEY)", "CREATE TABLE other (id INT PRIMARY KEY)");
                Connection application = voyage.source().connect();
                Statement xa = application.createStatement()) {
            succeeds(voyage.run("snapshot", "--tables", "entry"));
            xa.execute("XA START 'x'");
            xa.execute("INSERT INTO other VALUES (1)");
            xa.execute("XA END 'x'");
            xa.execute("XA PREPARE 'x'");
            succeeds(voyage.run("stream", "--until", "caught-up"));
            assertThat(voyage.target().value("SELECT cardinality(prepared_xa) FROM landfall.position"))
                    .isEqualTo("1");

            xa.execute("XA COMMIT 'x'");
            voyage.source().execute("INSERT INTO entry VALUES (7)");
            succeeds(voyage.run("stream", "--until", "caught-up"));
            succeeds(voyage.run("verify"));
            assertThat(voyage.target().value("SELECT cardinality(prepared_xa) FROM landfall.position"))
                    .isEqualTo("0");
        }
    }

    @Test
    void aLogThatBeginsWhereThePositionIsIsReadOn() throws Exception {
        try (TestMariaDb server = TestMariaDb.startPrivate();
                Voyage voyage = Ledger.copied(server)) {
            voyage.source().execute(Ledger.entries(1, 5));
            assertThat(voyage.run("stream", "--until", "caught-up").exitCode()).isZero();

            voyage.source().execute("FLUSH BINARY LOGS");
            purge(voyage);
            voyage.source().execute(Ledger.entries(6, 5));

            Voyage.Ended stream = voyage.run("stream", "--until", "caught-up");
            assertThat(stream.exitCode()).as(stream.toString()).isZero();
            assertThat(voyage.target().value("SELECT count(*) FROM shop.entry")).isEqualTo("11");
        }
    }

    @Test
    @Failure(
            where = Where.POSITION,
            what = "MariaDB fails over in the middle of a snapshot, to a replica that lacks what was copied last",
            code = SOURCE_BEHIND,
            result = "no more is copied, also when the replica has given the same numbers to other transactions")
    void aSnapshotDoesNotGoOnWithAReplicaThatLacksWhatWasCopied(@TempDir Path folder) throws Exception {
        Path config = Files.writeString(folder.resolve("l.yaml"), "snapshot: {chunkRows: 1000, workers: 1}\n");
        String[] snapshot = {"snapshot", "-c", config.toString()};
        try (TestMariaDb primary = TestMariaDb.startPrivate();
                TestMariaDb replica = TestMariaDb.startPrivate("--server-id=2", "--log-slave-updates");
                Voyage voyage = Voyage.on(
                        primary,
                        "CREATE TABLE item (id INT PRIMARY KEY, name VARCHAR(20) NOT NULL)"
                                + " SELECT seq AS id, CONCAT('item ', seq) AS name FROM seq_1_to_5000")) {
            replicate(replica, primary);
            copyAChunk(voyage, snapshot);
            promote(replica, primary);
            voyage.source().execute("UPDATE item SET name = 'lost'");
            copyAChunk(voyage, snapshot);
            execute(
                    replica,
                    voyage,
                    "UPDATE item SET name = 'kept' WHERE id = 1",
                    "UPDATE item SET name = 'kept' WHERE id = 2");

            Ledger.assertFailed(runFrom(replica, voyage, snapshot), 2, "SOURCE-008", "0-2-");

            assertThat(voyage.target().value("SELECT count(*) FROM landfall.chunk WHERE done_at IS NOT NULL"))
                    .isEqualTo("2");
        }
    }

    private static void succeeds(Voyage.Ended ended) {
        assertThat(ended.exitCode()).as(ended.toString()).isZero();
    }

    private static void copyAChunk(Voyage voyage, String... snapshot) throws Exception {
        try (ProcessUnderTest process = voyage.startUntil("SNAPSHOT_CHUNK_KEPT", snapshot)) {
            process.waitForExit(Duration.ofSeconds(60));
        }
    }

    /** Up to the newest file. A server keeps what a reader that has just gone was sending from. */
    private static void purge(Voyage voyage) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            String current = voyage.source().query("SHOW MASTER STATUS").get(0).get(0);
            voyage.source().execute("PURGE BINARY LOGS TO '" + current + "'");
            return voyage.source().query("SHOW BINARY LOGS").size() == 1;
        });
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
