package dev.landfall.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.testing.TestMariaDb;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a verification ends when something gets in its way. */
class VerifierFailureIT {
    private static final String[] TABLES = {
        "CREATE TABLE a (id INT PRIMARY KEY, v INT)",
        "INSERT INTO a SELECT seq, seq FROM seq_1_to_200",
        "CREATE TABLE b (id INT PRIMARY KEY, v INT)",
        "INSERT INTO b SELECT seq, seq FROM seq_1_to_100",
        "ANALYZE TABLE a, b"
    };
    private static final VerifyOptions ONE_WORKER =
            new VerifyOptions(100, 1, 1000, Duration.ofSeconds(10), Method.AUTO);

    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    @Test
    void aMissingTargetTableIsAFailureAndSessionsAreClosed() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(TABLES)) {
            database.target.execute("DROP TABLE shop.a");
            assertThatThrownBy(database::verify)
                    .isInstanceOfSatisfying(
                            MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.TARGET_FAILED))
                    .hasMessageContaining("shop.a");
            await().untilAsserted(() -> assertThat(database.openSessions()).isZero());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ROWS", "CHECKSUMS"})
    void anInterruptEndsReadingAndClosesSessions(Method method) throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(TABLES);
                Connection blocker = database.source.connect();
                Statement lock = blocker.createStatement()) {
            // Given a verification that waits for a table
            lock.execute("LOCK TABLES a WRITE");
            Future<VerificationReport> verification = thread.submit(
                    () -> database.verify(MigratedDatabase.by(method, VerifyOptions.DEFAULTS), database.caughtUp()));
            awaitWaiting(database);
            // When its thread is interrupted
            thread.shutdownNow();
            // Then it ends, although the table is still locked
            assertThatThrownBy(verification::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(InterruptedException.class);
            await().untilAsserted(() -> assertThat(database.openSessions()).isEqualTo(1));
        }
    }

    @Test
    void aTableThatIsTruncatedAfterTheSnapshotIsReadAgain() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(TABLES);
                Connection blocker = database.source.connect();
                Statement lock = blocker.createStatement()) {
            // Given a verification that has its snapshot and waits for the larger table
            lock.execute("LOCK TABLES a WRITE, b WRITE");
            Future<VerificationReport> verification =
                    thread.submit(() -> database.verify(ONE_WORKER, database.caughtUp()));
            awaitWaiting(database);
            // When the other table is truncated meanwhile
            lock.execute("TRUNCATE TABLE b");
            database.target.execute("TRUNCATE TABLE shop.b");
            lock.execute("UNLOCK TABLES");
            // Then it is compared as it is now
            VerificationReport report = verification.get();
            assertThat(report).isInstanceOf(VerificationReport.Clean.class);
            assertThat(report.rows()).isEqualTo(200);
            assertThat(report.strength()).as("the source moved").isEqualTo(Strength.BEHIND);
        }
    }

    @Test
    void aRowThatIsTooLongForTheServerIsAFailureNotAnEqualRow() throws Exception {
        StringBuilder columns = new StringBuilder("id INT PRIMARY KEY");
        StringBuilder values = new StringBuilder("1");
        for (int i = 0; i < 20; i++) {
            columns.append(", t").append(i).append(" TEXT");
            values.append(", REPEAT('x', 990)");
        }
        try (TestMariaDb server = TestMariaDb.startPrivate("--max-allowed-packet=16384");
                MigratedDatabase database = new MigratedDatabase(server, "CREATE TABLE wide (" + columns + ")")) {
            database.source.execute("INSERT INTO wide VALUES (" + values + ")");
            database.target.execute("INSERT INTO shop.wide (id) VALUES (1)");
            assertThatThrownBy(database::verify)
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining("max_allowed_packet");
        }
    }

    @Test
    void aWorkerThatHasNothingLeftToDoKeepsNoTableLocked() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(TABLES);
                Connection blocker = database.target.connect();
                Statement lock = blocker.createStatement()) {
            // Given a verification whose one worker waits for a table, while the other one has read the rest
            blocker.setAutoCommit(false);
            lock.execute("LOCK TABLE shop.a IN ACCESS EXCLUSIVE MODE");
            VerifyOptions twoWorkers = new VerifyOptions(100, 2, 1000, Duration.ofSeconds(10), Method.CHECKSUMS);
            CountDownLatch read = new CountDownLatch(1);
            Future<VerificationReport> verification =
                    thread.submit(() -> database.verifier(twoWorkers, database.caughtUp())
                            .verify(database.plan.tables(), verdict -> read.countDown()));
            assertThat(read.await(60, TimeUnit.SECONDS)).isTrue();
            // When what was read is altered
            database.source.execute("SET SESSION lock_wait_timeout = 10", "ALTER TABLE b ADD COLUMN w INT");
            // Then that did not wait for the other worker
            assertThat(verification.isDone()).isFalse();
            blocker.rollback();
            assertThat(verification.get().differing()).isZero();
        }
    }

    private static void awaitWaiting(MigratedDatabase database) {
        await().until(() -> waiting(database) > 0);
    }

    private static long waiting(MigratedDatabase database) throws SQLException {
        return Long.parseLong(String.valueOf(database.source.value("SELECT COUNT(*) FROM information_schema.PROCESSLIST"
                + " WHERE DB = DATABASE() AND STATE LIKE 'Waiting for table%'")));
    }
}
