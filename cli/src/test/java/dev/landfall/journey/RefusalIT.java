package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.landfall.failure.FailureCode;
import dev.landfall.source.SourceConfig;
import dev.landfall.testing.Failure;
import dev.landfall.testing.Failure.Where;
import dev.landfall.testing.TestMariaDb;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that can be wrong before a migration begins: one answer each, and both servers as they were. */
class RefusalIT {
    private Voyage voyage;

    @BeforeEach
    void begin() throws SQLException {
        voyage = Voyage.begin(
                "CREATE TABLE item (id INT PRIMARY KEY, name VARCHAR(40))", "INSERT INTO item VALUES (1, 'one')");
    }

    @AfterEach
    void end() throws SQLException {
        voyage.close();
    }

    @Test
    void aWrongSourcePasswordIsNamed() throws SQLException {
        Map<String, String> environment = new HashMap<>(voyage.environment());
        environment.put("MIGRATE_SOURCE_PASSWORD", "wrong");

        assertRefused(voyage.runWith(environment, "snapshot"), 3, "SOURCE-002", "MIGRATE_SOURCE_PASSWORD");
    }

    @Test
    void aWrongTargetPasswordIsNamed() throws SQLException {
        Map<String, String> environment = new HashMap<>(voyage.environment());
        environment.put("MIGRATE_TARGET_PASSWORD", "wrong");

        assertRefused(voyage.runWith(environment, "snapshot"), 3, "TARGET-002", "MIGRATE_TARGET_PASSWORD");
    }

    @Test
    void anUnreachableServerIsNamed() throws SQLException {
        assertRefused(
                voyage.run("snapshot", "--source", "mariadb://root@127.0.0.1:1/shop"), 3, "SOURCE-001", "127.0.0.1:1");
        assertRefused(
                voyage.run("snapshot", "--target", "postgresql://postgres@127.0.0.1:1/shop"),
                3,
                "TARGET-001",
                "127.0.0.1:1");
    }

    @Test
    void aMissingDatabaseIsNamed() throws SQLException {
        String source = voyage.source().url().replace(voyage.source().name(), "no_such_database");
        String target = voyage.target().url().replace(voyage.target().name(), "no_such_database");

        assertRefused(voyage.run("snapshot", "--source", source), 2, "SOURCE-003", "no_such_database");
        assertRefused(voyage.run("snapshot", "--target", target), 2, "TARGET-003", "no_such_database");
    }

    @Test
    void aTablePatternThatMatchesNothingIsNamed() throws SQLException {
        assertRefused(voyage.run("snapshot", "--tables", "itmes"), 2, "CONFIG-002", "itmes");
    }

    @Test
    void aSourceUserWithoutReplicationPrivilegesIsToldWhichToGrant() throws SQLException {
        SourceConfig user = voyage.source()
                .createUser("plain", "SELECT ON " + voyage.source().name() + ".*");
        Map<String, String> environment = new HashMap<>(voyage.environment());
        environment.put("MIGRATE_SOURCE_PASSWORD", user.password().value());

        Voyage.Ended ended = voyage.runWith(environment, "snapshot", "--source", user.display());

        assertRefused(ended, 2, "SOURCE-005", "GRANT REPLICATION SLAVE ON *.*");
        assertThat(ended.err()).contains("BINLOG MONITOR");
    }

    @Test
    void aTargetUserWithoutCreateIsToldWhatToGrant() throws SQLException {
        var user = voyage.target().createUser("plain");
        Map<String, String> environment = new HashMap<>(voyage.environment());
        environment.put("MIGRATE_TARGET_PASSWORD", user.password().value());

        assertRefused(
                voyage.runWith(
                        environment, "snapshot", "--target", voyage.target().url(user.user())),
                2,
                "TARGET-005",
                "GRANT CREATE ON DATABASE");
    }

    @Test
    void otherTablesThanBegunWithAreRefused() throws SQLException {
        voyage.source().execute("CREATE TABLE more (id INT PRIMARY KEY)");
        Voyage.Ended first = voyage.run("snapshot", "--tables", "item");
        assertThat(first.exitCode()).as(first.toString()).isZero();

        Voyage.Ended other = voyage.run("snapshot", "--tables", "item,more");

        assertThat(other.exitCode()).as(other.toString()).isEqualTo(2);
        assertThat(other.err()).contains("RUN-002", "--tables item, but --tables item,more");
        assertThat(voyage.run("snapshot", "--target-schema", "elsewhere").err()).contains("RUN-002", "elsewhere");
        assertThat(voyage.run("snapshot").exitCode()).isZero();
    }

    @Test
    void aTargetTableWithRowsIsLeftAlone() throws SQLException {
        voyage.target()
                .execute(
                        "CREATE SCHEMA shop",
                        "CREATE TABLE shop.item (id integer NOT NULL, name character varying(40))",
                        "INSERT INTO shop.item VALUES (5, 'mine')");

        Voyage.Ended ended = voyage.run("snapshot");

        assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(2);
        assertThat(ended.err()).contains("TARGET-004", "shop.item");
        assertThat(voyage.target().query("SELECT id, name FROM shop.item")).containsExactly(List.of("5", "mine"));
        assertThat(voyage.target().value("SELECT to_regnamespace('landfall')")).isNull();
    }

    @Test
    void aZeroDateIsRefusedWithItsRowAndTheRestResumes() throws SQLException {
        voyage.source()
                .execute(
                        "SET SESSION sql_mode = ''",
                        "CREATE TABLE event (id INT PRIMARY KEY, day DATE)",
                        "INSERT INTO event VALUES (7, '0000-00-00')");

        Voyage.Ended ended = voyage.run("snapshot");

        assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(3);
        assertThat(ended.err()).contains("TYPE-001", "event.day [id=7]", "0000-00-00");
        voyage.source().execute("UPDATE event SET day = NULL WHERE id = 7");
        Voyage.Ended resumed = voyage.run("snapshot");
        assertThat(resumed.exitCode()).as(resumed.toString()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "--skip-log-bin, binary log",
        "--binlog-row-image=MINIMAL, binlog_row_image",
        "--binlog-format=STATEMENT, binlog_format",
        "--log-bin-compress=ON, log_bin_compress",
        "--binlog-do-db=other, binlog_do_db"
    })
    @Failure(
            where = Where.BINARY_LOG,
            what = "a setting that would lose changes: no binary log, row image or format, compression, binlog_do_db",
            code = FailureCode.SOURCE_SETTING,
            result = "assess and snapshot refuse; nothing is made on the target")
    void aServerSettingThatWouldLoseChangesIsNamed(String option, String named) throws SQLException {
        try (TestMariaDb server = TestMariaDb.startPrivate(option);
                Voyage private_ = Voyage.on(server, "CREATE TABLE item (id INT PRIMARY KEY)")) {
            Voyage.Ended ended = private_.run("snapshot");

            assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(2);
            assertThat(ended.err()).contains("SOURCE-004", named);
            assertThat(private_.target().value("SELECT to_regnamespace('shop')"))
                    .isNull();
            assertThat(private_.run("assess").exitCode()).isEqualTo(1);
        }
    }

    /** MariaDB has it from 11.4 on; older servers do not know it. */
    @Test
    void aRowImageWithoutRepetitionsIsNamed() throws SQLException {
        try (TestMariaDb server = TestMariaDb.startPrivate();
                Voyage private_ = Voyage.on(server, "CREATE TABLE item (id INT PRIMARY KEY)")) {
            String change = "SET GLOBAL binlog_row_image = FULL_NODUP";
            if (!server.isAtLeast(11, 4)) {
                assertThatThrownBy(() -> private_.source().execute(change)).hasMessageContaining("FULL_NODUP");
                return;
            }
            private_.source().execute(change);

            assertSettingRefused(private_, "binlog_row_image is FULL_NODUP");

            private_.source().execute("SET GLOBAL binlog_row_image = FULL");
            Voyage.Ended snapshot = private_.run("snapshot");
            assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();
        }
    }

    @Test
    @Failure(
            where = Where.BINARY_LOG,
            what = "the source keeps the database out of its binary log (binlog_ignore_db)",
            code = FailureCode.SOURCE_SETTING,
            result = "assess and snapshot refuse; nothing is made on the target")
    void aDatabaseThatIsKeptOutOfTheBinaryLogIsNamed() throws SQLException {
        try (TestMariaDb server = TestMariaDb.startPrivate("--binlog-ignore-db=unlogged");
                Voyage private_ = Voyage.on(
                        server, "CREATE DATABASE unlogged", "CREATE TABLE unlogged.item (id INT PRIMARY KEY)")) {
            String unlogged = private_.source().url().replace(private_.source().name(), "unlogged");

            assertSettingRefused(private_, "binlog_ignore_db=[unlogged]", "--source", unlogged);
        }
    }

    @Test
    @Failure(
            where = Where.BINARY_LOG,
            what = "an XA transaction that is prepared when a migration begins: its rows are in the binary log already",
            code = FailureCode.SOURCE_SETTING,
            result = "assess and snapshot refuse until it is committed or rolled back")
    void aPreparedXaTransactionIsWaitedForByNobody() throws SQLException {
        try (TestMariaDb server = TestMariaDb.startPrivate();
                Voyage private_ = Voyage.on(server, "CREATE TABLE item (id INT PRIMARY KEY)")) {
            private_.source().execute("XA START 'x'; INSERT INTO item VALUES (1); XA END 'x'; XA PREPARE 'x'");

            assertSettingRefused(private_, "1 XA transaction(s) are prepared");

            private_.source().execute("XA ROLLBACK 'x'");
            Voyage.Ended snapshot = private_.run("snapshot");
            assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();
        }
    }

    @Test
    @Failure(
            where = Where.POSITION,
            what = "nothing was ever written to the source's binary log (gtid_binlog_pos is empty)",
            code = FailureCode.SOURCE_SETTING,
            result = "assess and snapshot refuse: there is no position to begin at")
    void aBinaryLogWithoutAPositionIsNamed() throws SQLException {
        try (TestMariaDb server = TestMariaDb.startPrivate();
                Voyage private_ = Voyage.on(server, "CREATE TABLE item (id INT PRIMARY KEY)", "RESET MASTER")) {
            assertSettingRefused(private_, "gtid_binlog_pos is empty");

            private_.source().execute("INSERT INTO item VALUES (1)");
            Voyage.Ended snapshot = private_.run("snapshot");
            assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();
        }
    }

    @Test
    @Failure(
            where = Where.BINARY_LOG,
            what = "the source is a replica that does not log what it replicates (log_slave_updates=OFF)",
            code = FailureCode.SOURCE_SETTING,
            result = "assess and snapshot refuse; nothing is made on the target")
    void aReplicaThatDoesNotLogWhatItReplicatesIsNamed() throws SQLException {
        try (TestMariaDb primary = TestMariaDb.startPrivate();
                TestMariaDb replica = TestMariaDb.startPrivate("--server-id=2", "--log-slave-updates=OFF");
                Voyage private_ = Voyage.on(replica, "CREATE TABLE item (id INT PRIMARY KEY)")) {
            private_.source()
                    .execute(
                            "CHANGE MASTER TO MASTER_HOST = '" + primary.host() + "', MASTER_PORT = " + primary.port()
                                    + ", MASTER_USER = '" + primary.user() + "', MASTER_PASSWORD = '"
                                    + primary.password().value() + "', MASTER_SSL = 0, MASTER_USE_GTID = no",
                            "START SLAVE");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> "1"
                            .equals(private_.source()
                                    .value("SELECT variable_value FROM information_schema.global_status"
                                            + " WHERE variable_name = 'SLAVES_RUNNING'")));

            assertSettingRefused(private_, "log_slave_updates=OFF");
        }
    }

    private static void assertSettingRefused(Voyage voyage, String named, String... arguments) throws SQLException {
        Voyage.Ended snapshot = voyage.run(with("snapshot", arguments));

        assertThat(snapshot.exitCode()).as(snapshot.toString()).isEqualTo(2);
        assertThat(snapshot.err()).contains("SOURCE-004", named).doesNotContain("Exception", "\tat ");
        assertThat(voyage.target().value("SELECT to_regnamespace('landfall')")).isNull();
        assertThat(voyage.target().value("SELECT to_regnamespace('shop')")).isNull();
        assertThat(voyage.run(with("assess", arguments)).exitCode()).isEqualTo(1);
    }

    private static String[] with(String command, String... arguments) {
        return Stream.concat(Stream.of(command), Arrays.stream(arguments)).toArray(String[]::new);
    }

    private void assertRefused(Voyage.Ended ended, int exitCode, String code, String hint) throws SQLException {
        assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(exitCode);
        assertThat(ended.err()).contains(code, hint).doesNotContain("Exception", "\tat ");
        assertThat(ended.out()).isEmpty();
        assertThat(voyage.target().value("SELECT to_regnamespace('landfall')")).isNull();
        assertThat(voyage.target().value("SELECT to_regnamespace('shop')")).isNull();
    }
}
