package dev.landfall.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.landfall.event.GtidSet;
import dev.landfall.source.SourceConfig;
import dev.landfall.source.SourceDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of tables that are changed, on either side, after both were frozen. */
class FrozenChangeIT {
    private static final VerifyOptions OPTIONS =
            new VerifyOptions(100, 1, 100_000, Duration.ofSeconds(20), Method.AUTO, true);
    private static final String PARTS =
            " PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (50), PARTITION p1 VALUES LESS THAN (1000))";
    private static final String[] SOURCE = {
        "CREATE TABLE read_before (id INT PRIMARY KEY)",
        "INSERT INTO read_before SELECT seq FROM seq_1_to_9000",
        "CREATE TABLE blocked (id INT PRIMARY KEY)",
        "INSERT INTO blocked SELECT seq FROM seq_1_to_2000",
        "CREATE TABLE whole (id INT PRIMARY KEY, v INT)",
        "CREATE TABLE emptied (id INT PRIMARY KEY, v INT)",
        "CREATE TABLE swapped (id INT PRIMARY KEY, v INT)",
        "CREATE TABLE unnamed (id INT PRIMARY KEY, v INT)",
        "CREATE TABLE less (id INT PRIMARY KEY, v INT)" + PARTS,
        "CREATE TABLE shorter (id INT PRIMARY KEY, v INT)" + PARTS,
        "CREATE TABLE other (id INT PRIMARY KEY, v INT)",
        "INSERT INTO whole SELECT seq, seq FROM seq_1_to_100",
        "INSERT INTO emptied SELECT seq, seq FROM seq_1_to_100",
        "INSERT INTO swapped SELECT seq, seq FROM seq_1_to_100",
        "INSERT INTO unnamed SELECT seq, seq FROM seq_1_to_100",
        "INSERT INTO less SELECT seq, seq FROM seq_1_to_100",
        "INSERT INTO shorter SELECT seq, seq FROM seq_1_to_100",
        "INSERT INTO other SELECT seq, 0 FROM seq_1_to_40",
        "ANALYZE TABLE read_before, blocked, whole, emptied, swapped, unnamed, less, shorter, other"
    };

    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    @AfterEach
    void end() {
        thread.shutdownNow();
    }

    @Test
    void aTableThatIsNoLongerWhatWasFrozenIsNeitherEqualNorDifferent() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(SOURCE);
                Connection blocker = database.target.connect();
                Statement lock = blocker.createStatement()) {
            database.target.execute("UPDATE shop.whole SET v = 0 WHERE id = 7");
            // Given a verification that has frozen both sides, has read a table and waits for the next one
            blocker.setAutoCommit(false);
            lock.execute("LOCK TABLE shop.blocked IN ACCESS EXCLUSIVE MODE");
            Future<VerificationReport> verification = verification(database, database.source.config());
            awaitBlocked(database);
            // and their definitions, which are known to the second, are older than that
            await().until(() -> "1"
                    .equals(database.source.value("SELECT MAX(CREATE_TIME) < NOW() - INTERVAL 1 SECOND"
                            + " FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()")));
            // When tables are changed: one that was read, which no longer waits, and others that lose rows without an
            // error
            database.source.execute(
                    "SET SESSION lock_wait_timeout = 20",
                    "ALTER TABLE read_before ADD COLUMN v INT",
                    "TRUNCATE TABLE emptied",
                    "ALTER TABLE less DROP PARTITION p0",
                    "ALTER TABLE shorter TRUNCATE PARTITION p0",
                    "RENAME TABLE swapped TO was_swapped, other TO swapped",
                    "DROP TABLE unnamed");
            blocker.rollback();
            VerificationReport report = verification.get();
            // Then nothing is said about them, and everything about the others
            assertSettled(report, Set.of("read_before", "blocked", "whole"), "on the source");
        }
    }

    @Test
    void aTableThatTheTargetHasWrittenAnewIsNeitherEqualNorDifferent() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(SOURCE);
                Connection blocker = database.target.connect();
                Statement lock = blocker.createStatement()) {
            database.target.execute(
                    "UPDATE shop.whole SET v = 0 WHERE id = 7",
                    "ALTER TABLE shop.less RENAME TO less_0",
                    "CREATE TABLE shop.less (LIKE shop.less_0) PARTITION BY RANGE (id)",
                    "ALTER TABLE shop.less ATTACH PARTITION shop.less_0 FOR VALUES FROM (0) TO (1000)");
            // Given a verification that has frozen both sides, has read a table and waits for the next one
            blocker.setAutoCommit(false);
            lock.execute("LOCK TABLE shop.blocked IN ACCESS EXCLUSIVE MODE");
            Future<VerificationReport> verification = verification(database, database.source.config());
            awaitBlocked(database);
            // When tables of the target are written anew, replaced or dropped, one that no longer waits among them, and
            // others
            // are only cared for
            database.target.execute(
                    "SET lock_timeout = '20s'",
                    "ALTER TABLE shop.read_before ALTER id TYPE bigint",
                    "TRUNCATE shop.emptied",
                    "TRUNCATE shop.less_0",
                    "ALTER TABLE shop.shorter ALTER v TYPE bigint",
                    "ALTER TABLE shop.swapped RENAME TO was_swapped",
                    "ALTER TABLE shop.other RENAME TO swapped",
                    "DROP TABLE shop.unnamed",
                    "DELETE FROM shop.whole WHERE id > 50",
                    "CREATE INDEX ON shop.whole (v)",
                    "ALTER TABLE shop.whole ADD COLUMN w int",
                    "VACUUM ANALYZE shop.whole");
            blocker.rollback();
            VerificationReport report = verification.get();
            // Then nothing is said about the former, and everything about the latter
            assertSettled(report, Set.of("read_before", "blocked", "whole"), "on the target");
        }
    }

    /** It would only have named a cause. */
    @ParameterizedTest
    @ValueSource(strings = {"TRUNCATE TABLE parent", "DROP TABLE parent"})
    void aParentThatWasChangedHidesNoDifferenceOfItsChildren(String change) throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(
                        "CREATE TABLE blocked (id INT PRIMARY KEY)",
                        "INSERT INTO blocked SELECT seq FROM seq_1_to_2000",
                        "CREATE TABLE parent (id INT PRIMARY KEY)",
                        "CREATE TABLE child (id INT PRIMARY KEY, parent_id INT, FOREIGN KEY (parent_id) REFERENCES parent (id))",
                        "INSERT INTO parent SELECT seq FROM seq_1_to_100",
                        "INSERT INTO child SELECT seq, seq FROM seq_1_to_100",
                        "ANALYZE TABLE blocked, parent, child");
                Connection blocker = database.target.connect();
                Statement lock = blocker.createStatement()) {
            database.target.execute(
                    "SET session_replication_role = replica", "INSERT INTO shop.child VALUES (500, 999)");
            blocker.setAutoCommit(false);
            lock.execute("LOCK TABLE shop.blocked IN ACCESS EXCLUSIVE MODE");
            Future<VerificationReport> verification = verification(database, database.source.config());
            awaitBlocked(database);
            await().until(() -> "1"
                    .equals(database.source.value("SELECT MAX(CREATE_TIME) < NOW() - INTERVAL 1 SECOND"
                            + " FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()")));
            database.source.execute("SET SESSION foreign_key_checks = 0", "SET SESSION lock_wait_timeout = 20", change);
            blocker.rollback();

            assertThat(verification.get().tables())
                    .filteredOn(table -> table.table().name().equals("child"))
                    .singleElement()
                    .satisfies(child -> {
                        assertThat(child.unsettled()).isEmpty();
                        assertThat(child.differences())
                                .extracting(RowDifference::inShort)
                                .containsExactly("id=500 on the target only");
                    });
        }
    }

    /** Its blocks are read one after the other, and rows may move from one to another. */
    @ParameterizedTest
    @CsvSource({"VACUUM FULL shop.t, false", "VACUUM ANALYZE shop.t, true"})
    void rowsThatMoveBetweenTwoReadingsProveNothing(String care, boolean settled) throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(
                "CREATE TABLE t (k VARCHAR(40) PRIMARY KEY, note VARCHAR(200))",
                "INSERT INTO t SELECT CONCAT('key ', seq), REPEAT('x', 150) FROM seq_1_to_900",
                "ANALYZE TABLE t PERSISTENT FOR ALL")) {
            // Given a table of which the first half has no rows any more
            database.target.execute("UPDATE shop.t SET note = note");
            VerifyOptions options = new VerifyOptions(100, 1, 100, Duration.ofSeconds(20), Method.CHECKSUMS, true);
            Disturbance disturbance =
                    new Disturbance(4, () -> database.target.execute("SET lock_timeout = '20s'", care));
            VerificationReport report = new Verifier(
                            database.sourceDatabase,
                            database.targetDatabase,
                            database.plan,
                            options,
                            stream(database),
                            disturbance)
                    .verify(database.plan.tables(), verdict -> {});
            assertThat(disturbance.done()).isTrue();
            assertThat(report.strength()).isEqualTo(Strength.FENCED);
            assertThat(report.differing()).isZero();
            assertThat(report.tables().get(0).unsettled().isEmpty())
                    .as(report.toString())
                    .isEqualTo(settled);
        }
    }

    private static void assertSettled(VerificationReport report, Set<String> settled, String side) {
        assertThat(report.strength()).isEqualTo(Strength.FENCED);
        for (TableVerdict table : report.tables()) {
            String name = table.table().name();
            assertThat(table.differing()).as(table.toString()).isEqualTo(name.equals("whole") ? 1 : 0);
            if (settled.contains(name)) {
                assertThat(table.unsettled()).as(table.toString()).isEmpty();
            } else {
                assertThat(table.unsettled()).as(table.toString()).contains(side);
            }
        }
    }

    @Test
    void withoutBinlogAdminBothSidesAreFrozenAllTheSameAndSchemaChangesWait() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(SOURCE);
                Connection blocker = database.target.connect();
                Statement lock = blocker.createStatement()) {
            SourceConfig reader = database.source.createUser(
                    "reader",
                    "SELECT ON " + database.source.name() + ".*",
                    "REPLICATION SLAVE ON *.*",
                    "BINLOG MONITOR ON *.*");
            database.target.execute("UPDATE shop.whole SET v = 0 WHERE id = 7");
            // Given a verification that has frozen both sides, has read a table and waits for the next one
            blocker.setAutoCommit(false);
            lock.execute("LOCK TABLE shop.blocked IN ACCESS EXCLUSIVE MODE");
            Future<VerificationReport> verification = verification(database, reader);
            awaitBlocked(database);
            // When somebody wants to change the table that was read
            assertThatThrownBy(() -> database.source.execute(
                            "SET SESSION lock_wait_timeout = 1", "ALTER TABLE read_before ADD COLUMN v INT"))
                    .hasMessageContaining("Lock wait timeout");
            blocker.rollback();
            // Then that waits until the verification has ended, and the verdict is about every table
            VerificationReport report = verification.get();
            assertThat(report.strength()).isEqualTo(Strength.FENCED);
            assertThat(report.differing()).isEqualTo(1);
            assertThat(report.tables()).allMatch(table -> table.unsettled().isEmpty());
            database.source.execute("SET SESSION lock_wait_timeout = 20", "ALTER TABLE read_before ADD COLUMN v INT");
        }
    }

    private Future<VerificationReport> verification(MigratedDatabase database, SourceConfig user) throws SQLException {
        Verifier verifier = new Verifier(
                new SourceDatabase(user), database.targetDatabase, database.plan, OPTIONS, stream(database));
        return thread.submit(() -> verifier.verify(database.plan.tables(), verdict -> {}));
    }

    private static StandingStream stream(MigratedDatabase database) throws SQLException {
        return new StandingStream(GtidSet.parse(database.source.value("SELECT @@gtid_binlog_pos")));
    }

    private static void awaitBlocked(MigratedDatabase database) {
        await().until(() -> "1"
                .equals(database.target.value("SELECT count(*) FROM pg_locks JOIN pg_class ON pg_class.oid = relation"
                        + " WHERE relname = 'blocked' AND NOT granted")));
    }
}
