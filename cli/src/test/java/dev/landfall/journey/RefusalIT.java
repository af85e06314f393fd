package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.failure.FailureCode;
import dev.landfall.source.SourceConfig;
import dev.landfall.testing.Failure;
import dev.landfall.testing.Failure.Where;
import dev.landfall.testing.TestMariaDb;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private void assertRefused(Voyage.Ended ended, int exitCode, String code, String hint) throws SQLException {
        assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(exitCode);
        assertThat(ended.err()).contains(code, hint).doesNotContain("Exception", "\tat ");
        assertThat(ended.out()).isEmpty();
        assertThat(voyage.target().value("SELECT to_regnamespace('landfall')")).isNull();
        assertThat(voyage.target().value("SELECT to_regnamespace('shop')")).isNull();
    }
}
