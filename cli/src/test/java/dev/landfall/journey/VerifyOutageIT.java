package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.landfall.failure.FailureCode;
import dev.landfall.testing.Failure;
import dev.landfall.testing.Failure.Where;
import dev.landfall.testing.ProcessUnderTest;
import dev.landfall.testing.Relay;
import dev.landfall.testing.TestMariaDb;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A verification that is meant for days, and a network that is not. Side by side, because most of the time is between two passes. */
@SuppressWarnings("try") // whoever holds a lock holds it by being open
class VerifyOutageIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String WAIT_FOR_A_LOCK = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            + " AND datname = current_database()";
    private static final String EQUAL = "\"event\":\"pass\",\"verdict\":\"equal\"";

    private Voyage voyage;
    private ProcessUnderTest stream;
    private Relay toSource;
    private Relay toTarget;

    @BeforeEach
    void follow() throws Exception {
        voyage = Voyage.begin(
                "CREATE TABLE quick (id INT PRIMARY KEY, v VARCHAR(20))",
                "INSERT INTO quick SELECT seq, CONCAT('v ', seq) FROM seq_1_to_500",
                "CREATE TABLE waiting (id INT PRIMARY KEY)",
                "INSERT INTO waiting SELECT seq FROM seq_1_to_500");
        Voyage.Ended snapshot = voyage.run("snapshot");
        assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();
        stream = voyage.start("stream");
        voyage.source().execute("INSERT INTO quick VALUES (1000, 'begins')");
        await().atMost(LIMIT).until(() -> "501".equals(voyage.target().value("SELECT count(*) FROM shop.quick")));
        TestMariaDb mariaDb = TestMariaDb.shared();
        toSource = Relay.to(mariaDb.host(), mariaDb.port());
        toTarget = Relay.to(
                voyage.target().server().host(), voyage.target().server().port());
    }

    @AfterEach
    void leave() throws Exception {
        stream.close();
        toSource.close();
        toTarget.close();
        voyage.close();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @Failure(
            where = Where.TARGET,
            what =
                    "the network to PostgreSQL is cut in the middle of a pass of `verify --continuous`, and is back within a"
                            + " minute",
            seen = "a warning, and that the verification goes on",
            result = "the pass is begun anew; what differs later is found")
    void aCutOfTheNetworkToTheTargetIsOutlived() throws Exception {
        outlivesACutOf(toTarget, "PostgreSQL");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @Failure(
            where = Where.SOURCE,
            what =
                    "the network to MariaDB is cut in the middle of a pass of `verify --continuous`, and is back within a minute",
            seen = "a warning, and that the verification goes on",
            result = "the pass is begun anew; what differs later is found")
    void aCutOfTheNetworkToTheSourceIsOutlived() throws Exception {
        outlivesACutOf(toSource, "MariaDB");
    }

    private void outlivesACutOf(Relay network, String server) throws Exception {
        try (ProcessUnderTest verify = start()) {
            awaitEqual(verify, 1);
            try (LongTransaction lock = lockWaiting()) {
                compareAgain("waiting");
                awaitHeld(verify);

                network.cut();
                network.restore();
            }

            verify.awaitOutput("connection to " + server + " is lost", LIMIT);
            verify.awaitOutput("connection to " + server + " is back; the verification goes on", LIMIT);
            awaitEqual(verify, 3);

            voyage.target().execute("UPDATE shop.quick SET v = 'by hand' WHERE id = 77");

            assertThat(verify.waitForExit(LIMIT)).as(verify.stderr()).isEqualTo(1);
            assertThat(verify.stdout()).contains("\"differing\":1", "id=77");
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @Failure(
            where = Where.TARGET,
            what = "the same, and the pass has found a table different before",
            code = FailureCode.VERIFY_DIFFERENCES,
            result = "what was found is told, and ends what was proven")
    void whatAPassHasFoundIsToldAlsoWhenItLosesItsConnection() throws Exception {
        try (ProcessUnderTest verify = start()) {
            awaitEqual(verify, 1);
            try (LongTransaction lock = lockWaiting()) {
                voyage.target().execute("UPDATE shop.quick SET v = 'by hand' WHERE id = 77");
                compareAgain("waiting");
                verify.awaitOutput("\"table\":\"[a-z0-9_]+.quick\",\"verdict\":\"different\"", LIMIT);
                awaitHeld(verify);
                // Nobody would find it any more.
                voyage.target().execute("UPDATE shop.quick SET v = 'v 77' WHERE id = 77");

                toTarget.cut();
                toTarget.restore();
            }

            assertThat(verify.waitForExit(LIMIT)).as(verify.stderr()).isEqualTo(1);
            assertThat(verify.stdout() + verify.stderr()).contains("VERIFY-001", "1 row(s) differ", "id=77");
            assertThat(voyage.target().value("SELECT count(*) FROM landfall.tracking"))
                    .isEqualTo("0");
            assertThat(voyage.target()
                            .value("SELECT count(*) FROM landfall.migration WHERE clean_verification_at IS NULL"))
                    .isEqualTo("1");
        }
    }

    private ProcessUnderTest start() throws IOException {
        return voyage.start(
                "verify",
                "--continuous",
                "--output",
                "json",
                "--source",
                toSource.instead(voyage.source().url()),
                "--target",
                toTarget.instead(voyage.target().url()));
    }

    private LongTransaction lockWaiting() throws SQLException {
        return LongTransaction.begin(voyage.target(), "LOCK TABLE shop.waiting IN ACCESS EXCLUSIVE MODE");
    }

    /** As the witness notes it, but without writing to the table. */
    private void compareAgain(String table) throws SQLException {
        voyage.target()
                .execute("INSERT INTO landfall.changed_row (migration, source_table) SELECT name, '" + table
                        + "' FROM landfall.migration");
    }

    private void awaitHeld(ProcessUnderTest verify) {
        await().atMost(LIMIT).until(() -> {
            assertThat(verify.isAlive()).as(verify.stderr()).isTrue();
            return !"0".equals(voyage.target().value(WAIT_FOR_A_LOCK));
        });
    }

    private void awaitEqual(ProcessUnderTest verify, int passes) {
        await().atMost(LIMIT).until(() -> {
            assertThat(verify.isAlive()).as(verify.stderr()).isTrue();
            return verify.stdout().split(EQUAL, -1).length > passes;
        });
    }
}
