package dev.landfall.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.event.GtidSet;
import dev.landfall.event.SourcePosition;
import dev.landfall.source.SourceDatabase;
import dev.landfall.testing.TestMariaDb;
import dev.landfall.testing.TestSourceDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session's position is exactly what it shows. On a server of its own: nobody else may write. */
class SnapshotSessionIT {
    private static final int SESSIONS = 40;
    /** An answer in a hundred is wrong beside one or two that never stop asking. */
    private static final int SESSIONS_BESIDE_ASKERS = 200;

    private static final int ASKERS = 2;
    private static final int WRITERS_BESIDE_ASKERS = 3;
    private static final long PAUSE_NANOS = 300_000;

    /** The common pool has a thread for each processor, and these have to run at the same time. */
    private static final Executor THREADS = task -> new Thread(task, "snapshot-test").start();

    private static TestMariaDb server;
    private static TestSourceDatabase database;

    @BeforeAll
    static void start() throws SQLException {
        server = TestMariaDb.startPrivate("--max-allowed-packet=1M", "--binlog-gtid-index=OFF");
        database = server.createDatabase();
    }

    @AfterAll
    static void stop() throws SQLException {
        database.close();
        server.close();
    }

    @BeforeEach
    void emptyTable() throws SQLException {
        database.execute("FLUSH BINARY LOGS", "CREATE OR REPLACE TABLE step (id INT AUTO_INCREMENT PRIMARY KEY)");
    }

    @Test
    void everySessionStandsAtWhatItShows() throws Exception {
        assertPositionsAreExact(SESSIONS, 1, PAUSE_NANOS);
    }

    /** As monitoring does: the server keeps the place of a snapshot where it answers any session that asks for any status. */
    @Test
    void alsoBesideSessionsThatAskForTheStatus() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        List<CompletableFuture<Integer>> others = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> askForTheStatus(stop), THREADS))
                .limit(ASKERS)
                .toList();
        try {
            assertPositionsAreExact(SESSIONS_BESIDE_ASKERS, WRITERS_BESIDE_ASKERS, 0);
        } finally {
            stop.set(true);
        }
        for (CompletableFuture<Integer> other : others) {
            assertThat(other.get()).isGreaterThan(SESSIONS_BESIDE_ASKERS);
        }
    }

    /** BINLOG_GTID_POS answers NULL then, before MariaDB 11.4 and without the index over GTIDs that came with it. */
    @Test
    void alsoWithAnEventInTheLogThatIsLargerThanAPacket() throws Exception {
        database.execute(
                "CREATE OR REPLACE TABLE large (body LONGBLOB)",
                "INSERT INTO large VALUES (REPEAT('x', 800000))",
                "UPDATE large SET body = REPEAT('y', 800000)",
                "TRUNCATE step");
        String file = database.query("SHOW MASTER STATUS").get(0).get(0);
        String offset = database.query("SHOW MASTER STATUS").get(0).get(1);
        assertThat(database.value("SELECT BINLOG_GTID_POS('" + file + "', " + offset + ")"))
                .isNull();

        assertPositionsAreExact(SESSIONS, 1, PAUSE_NANOS);
    }

    /** Each transaction inserts one row, so that the rows that are seen count the GTIDs. */
    private static void assertPositionsAreExact(int sessions, int writers, long pauseNanos) throws Exception {
        GtidSet before = GtidSet.parse(database.value("SELECT @@gtid_binlog_pos"));
        AtomicBoolean stop = new AtomicBoolean();
        List<CompletableFuture<Integer>> written = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> write(stop, pauseNanos), THREADS))
                .limit(writers)
                .toList();
        try {
            for (int i = 0; i < sessions; i++) {
                try (SnapshotSession session = SnapshotSession.open(new SourceDatabase(database.config()))) {
                    assertThat(rows(session)).isEqualTo(sequence(session.position()) - sequence(before));
                }
            }
        } finally {
            stop.set(true);
        }
        int all = 0;
        for (CompletableFuture<Integer> one : written) {
            all += one.get();
        }
        assertThat(all).isGreaterThan(sessions);
    }

    private static int askForTheStatus(AtomicBoolean stop) {
        int asked = 0;
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            while (!stop.get()) {
                statement
                        .executeQuery("SHOW GLOBAL STATUS LIKE 'Threads_running'")
                        .close();
                asked++;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return asked;
    }

    private static int write(AtomicBoolean stop, long pauseNanos) {
        int written = 0;
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            while (!stop.get()) {
                statement.execute("INSERT INTO step () VALUES ()");
                written++;
                LockSupport.parkNanos(pauseNanos);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return written;
    }

    private static long rows(SnapshotSession session) throws SQLException {
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM step")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static long sequence(SourcePosition position) {
        return sequence(position.gtids());
    }

    private static long sequence(GtidSet gtids) {
        assertThat(gtids.gtids()).hasSize(1);
        return gtids.gtids().iterator().next().sequence();
    }
}
