package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.failpoint.Failpoint;
import dev.landfall.failure.FailureCode;
import dev.landfall.testing.Failure;
import dev.landfall.testing.Failure.Where;
import dev.landfall.testing.TestMariaDb;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What may go wrong on the way home. After each test PostgreSQL owns the data and takes writes, whatever has happened. */
@SuppressWarnings("try") // whoever holds a lock holds it by being open
class RollbackFailureIT {
    private static TestMariaDb server;
    private static Voyage voyage;

    @BeforeAll
    static void cutOver() throws SQLException {
        server = TestMariaDb.startPrivate();
        voyage = Voyage.on(
                server,
                "CREATE TABLE item (id INT AUTO_INCREMENT PRIMARY KEY, n INT)",
                "INSERT INTO item (n) SELECT seq FROM seq_1_to_50");
        assertThat(voyage.run("snapshot").exitCode()).isZero();
        Voyage.Ended cutover = voyage.run("cutover");
        assertThat(cutover.exitCode()).as(cutover.toString()).isZero();
    }

    @AfterAll
    static void stop() throws SQLException {
        voyage.close();
        server.close();
    }

    @AfterEach
    void postgreSqlTakesWrites() throws SQLException {
        voyage.target().execute("INSERT INTO shop.item (n) VALUES (0)");
        assertThat(phase()).isEqualTo("handed-over");
        assertThat(voyage.source().value("SELECT @@global.read_only")).isEqualTo("1");
    }

    @Test
    @Failure(
            where = Where.WAY_BACK,
            what = "somebody writes on MariaDB while a rollback compares both sides",
            code = FailureCode.ROLLBACK_ABORTED,
            result = "PostgreSQL takes writes as before")
    void aMariaDbThatMovesIsNotReturnedTo() throws Exception {
        voyage.source().execute("CREATE DATABASE IF NOT EXISTS other", "CREATE TABLE IF NOT EXISTS other.t (n INT)");
        AtomicBoolean stop = new AtomicBoolean();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> writeUntil(stop));
        Voyage.Ended rollback;
        try {
            rollback = voyage.run("rollback");
        } finally {
            stop.set(true);
            writer.join();
        }

        assertThat(rollback.exitCode()).as(rollback.toString()).isEqualTo(1);
        assertThat(rollback.err()).contains("ROLLBACK-002", "did not stand still", "takes writes as before");
    }

    /** It is root, whom read_only does not stop, and no table of the migration: nothing differs. */
    private static void writeUntil(AtomicBoolean stop) {
        try (Connection connection = voyage.source().connect();
                Statement statement = connection.createStatement()) {
            while (!stop.get()) {
                statement.execute("INSERT INTO other.t VALUES (1)");
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @Failure(
            where = Where.WAY_BACK,
            what = "MariaDB runs events, or takes writes of others, during the window",
            code = FailureCode.REVERSE_OPEN_SOURCE,
            result = "nothing more is brought back, and no rollback begins")
    void eventsOfMariaDbAreWrites() throws SQLException {
        voyage.source().execute("SET GLOBAL event_scheduler = ON");
        try {
            Voyage.Ended reverse = voyage.run("reverse", "--until", "caught-up");
            assertThat(reverse.exitCode()).as(reverse.toString()).isEqualTo(2);
            assertThat(reverse.err()).contains("REVERSE-005", "event_scheduler = ON");
            assertThat(voyage.run("rollback").err()).contains("REVERSE-005", "event_scheduler = ON");
        } finally {
            voyage.source().execute("SET GLOBAL event_scheduler = OFF");
        }
    }

    @Test
    @Failure(
            where = Where.WAY_BACK,
            what = "a rollback is killed behind its fence, and MariaDB does not answer any more",
            code = FailureCode.ROLLBACK_ABORTED,
            result = "the next rollback, or rollback --abort, lets PostgreSQL take writes again")
    void aKilledRollbackIsUndoneWithoutMariaDb() throws Exception {
        FailpointIT.endsAt(voyage, Failpoint.ROLLBACK_DRAINED, "rollback");
        assertRefusesWrites("returning");
        assertThat(voyage.run("reverse", "--until", "caught-up").exitCode()).isZero();
        Voyage.Ended again = voyage.run("rollback", "--source", nowhere());
        assertThat(again.exitCode()).as(again.toString()).isEqualTo(1);
        assertThat(again.err()).contains("ROLLBACK-002", "no connection to MariaDB", "takes writes as before");
        voyage.target().execute("INSERT INTO shop.item (n) VALUES (1)");

        FailpointIT.endsAt(voyage, Failpoint.ROLLBACK_PROVEN, "rollback");
        assertRefusesWrites("returning");
        assertThat(voyage.run("status", "--source", nowhere()).err())
                .contains("SOURCE-001", "PostgreSQL owns the data and refuses writes", "migrate rollback --abort");
        Voyage.Ended abort = voyage.run("rollback", "--abort", "--source", nowhere());
        assertThat(abort.exitCode()).as(abort.toString()).isZero();
        assertThat(abort.out()).contains("ABORTED", "PostgreSQL owns the data and takes writes again");
        assertThat(voyage.run("rollback", "--abort").out()).contains("There was no rollback to abort");
    }

    private static void assertRefusesWrites(String phase) throws SQLException {
        assertThat(phase()).isEqualTo(phase);
        assertThatThrownBy(() -> voyage.target().execute("INSERT INTO shop.item (n) VALUES (1)"))
                .hasMessageContaining("takes no writes");
    }

    @Test
    @Failure(
            where = Where.WAY_BACK,
            what = "long transactions hold a rollback up, on PostgreSQL or on MariaDB",
            code = FailureCode.ROLLBACK_ABORTED,
            result = "PostgreSQL takes writes as before, after --max-downtime at the latest")
    void nobodysLockHoldsWritesBackForLonger() throws Exception {
        try (LongTransaction writer = LongTransaction.begin(voyage.target(), "UPDATE shop.item SET n = 7")) {
            assertIsUndoneInTime("statement timeout|lock timeout");
        }

        voyage.target().value("SELECT setval(pg_get_serial_sequence('shop.item', 'id'), 5000)");
        try (Connection connection = voyage.source().connect();
                Statement reader = connection.createStatement()) {
            connection.setAutoCommit(false);
            reader.execute("SELECT * FROM item");
            assertIsUndoneInTime("max_statement_time|Lock wait timeout");
        }
    }

    private static void assertIsUndoneInTime(String cause) {
        long startedAt = System.nanoTime();
        Voyage.Ended rollback = voyage.run("rollback", "--max-downtime", "6s");
        assertThat(rollback.exitCode()).as(rollback.toString()).isEqualTo(1);
        assertThat(rollback.err()).contains("ROLLBACK-002").containsPattern(cause);
        assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(Duration.ofSeconds(40));
    }

    @Test
    @Failure(
            where = Where.WAY_BACK,
            what = "a rollback is decided, and MariaDB does not answer, or the window cannot be removed",
            code = FailureCode.ROLLBACK_UNCLEAR,
            result = "MariaDB owns the data, and says so; the next rollback finishes it")
    void whatFailsBehindTheDecisionLeavesTheDataWithMariaDb() throws Exception {
        FailpointIT.endsAt(voyage, Failpoint.ROLLBACK_DECIDED, "rollback");
        Voyage.Ended closed = voyage.run("rollback", "--source", nowhere());
        assertThat(closed.exitCode()).as(closed.toString()).isEqualTo(4);
        assertThat(closed.err()).contains("ROLLBACK-003", "MariaDB owns the data, but could not be opened");
        assertThat(voyage.run("rollback", "--abort").err()).contains("RUN-002", "MariaDB owns the data");
        assertRefusesWrites("reopening");

        voyage.target()
                .execute(
                        "CREATE FUNCTION public.refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not today';"
                                + " END $$",
                        "CREATE EVENT TRIGGER refuse ON ddl_command_start WHEN TAG IN ('DROP PUBLICATION')"
                                + " EXECUTE FUNCTION public.refuse()");
        Voyage.Ended left = voyage.run("rollback");
        assertThat(left.exitCode()).as(left.toString()).isEqualTo(4);
        assertThat(left.err()).contains("ROLLBACK-003", "MariaDB owns the data and takes writes", "not today");
        assertRefusesWrites("streaming");
        voyage.source().execute("INSERT INTO item (n) VALUES (222)");
        assertThat(voyage.source().value("SELECT @@global.read_only")).isEqualTo("0");

        voyage.target().execute("DROP EVENT TRIGGER refuse");
        assertThat(voyage.run("rollback").out()).contains("ROLLED BACK");
        assertThat(voyage.target().value("SELECT count(*) FROM pg_publication")).isEqualTo("0");
        Voyage.Ended again = voyage.run("cutover");
        assertThat(again.exitCode()).as(again.toString()).isZero();
        assertThat(voyage.target().value("SELECT count(*) FROM shop.item WHERE n = 222"))
                .isEqualTo("1");
    }

    @Test
    void aCleanupDoesPostgreSqlsPartWithoutMariaDb() throws SQLException {
        try (Voyage other = Voyage.on(server, "CREATE TABLE t (id INT PRIMARY KEY)")) {
            assertThat(other.run("snapshot").exitCode()).isZero();
            assertThat(other.run("cutover").exitCode()).isZero();

            Voyage.Ended cleanup = other.run(
                    "cleanup", "--yes", "--source", nowhere(other.source().url()));

            assertThat(cleanup.exitCode()).as(cleanup.toString()).isEqualTo(1);
            assertThat(cleanup.out()).contains("REMOVED", "NOT REMOVED", "DROP DATABASE landfall");
            assertThat(other.target()
                            .value("SELECT count(*) FROM pg_replication_slots WHERE database = current_database()"))
                    .isEqualTo("0");
        }
    }

    private static String nowhere() {
        return nowhere(voyage.source().url());
    }

    /** Where nobody listens. */
    private static String nowhere(String url) {
        return url.replace(":" + server.port() + "/", ":1/");
    }

    private static String phase() throws SQLException {
        return String.valueOf(voyage.target().value("SELECT phase FROM landfall.migration"));
    }
}
