package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.testing.Failure;
import dev.landfall.testing.Failure.Where;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What foreign keys did to child rows is not in the binary log; whether they were on is. */
class CascadeIT {
    private static final String[] FAMILY = {
        "CREATE TABLE parent (id INT PRIMARY KEY, code INT UNIQUE)",
        "CREATE TABLE child (id INT PRIMARY KEY, parent_id INT, CONSTRAINT of_parent FOREIGN KEY (parent_id) REFERENCES"
                + " parent (id) ON DELETE CASCADE ON UPDATE CASCADE)",
        "CREATE TABLE toy (id INT PRIMARY KEY, child_id INT, code INT, CONSTRAINT of_child FOREIGN KEY (child_id)"
                + " REFERENCES child (id) ON DELETE SET NULL, CONSTRAINT of_code FOREIGN KEY (code) REFERENCES parent"
                + " (code) ON UPDATE CASCADE ON DELETE SET NULL)",
        "INSERT INTO parent SELECT seq, seq + 100 FROM seq_1_to_9",
        "INSERT INTO child SELECT seq, 1 + seq % 9 FROM seq_1_to_90",
        "INSERT INTO toy SELECT seq, 1 + seq % 90, 101 + seq % 9 FROM seq_1_to_300",
    };

    /** What a name says of a key: u of its ON UPDATE, d of its ON DELETE, c for CASCADE, n for SET NULL. */
    private static final Map<String, String> ACTIONS = Map.of(
            "_uc_dc", "ON UPDATE CASCADE ON DELETE CASCADE",
            "_uc_dn", "ON UPDATE CASCADE ON DELETE SET NULL",
            "_un_dc", "ON UPDATE SET NULL ON DELETE CASCADE",
            "_un_dn", "ON UPDATE SET NULL ON DELETE SET NULL");

    @Test
    @Failure(
            where = Where.BINARY_LOG,
            what = "what foreign keys did to child rows (CASCADE, SET NULL), which is not in the binary log",
            result = "the same on the target, and not where foreign_key_checks was off")
    void foreignKeysActExactlyWhereTheyDidOnTheSource() throws SQLException {
        try (Voyage voyage = Voyage.begin(FAMILY)) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();

            voyage.source()
                    .execute("DELETE FROM parent WHERE id = 1;"
                            + " SET SESSION foreign_key_checks = 0; DELETE FROM parent WHERE id = 2;"
                            + " UPDATE parent SET id = 30, code = 130 WHERE id = 3; DELETE FROM child WHERE id = 5;"
                            + " SET SESSION foreign_key_checks = 1; UPDATE parent SET id = 40, code = 140 WHERE id = 4;"
                            + " DELETE FROM child WHERE id = 6");
            voyage.source()
                    .execute("BEGIN; SET SESSION foreign_key_checks = 0; DELETE FROM parent WHERE id = 5;"
                            + " INSERT INTO parent VALUES (5, 105); SET SESSION foreign_key_checks = 1;"
                            + " DELETE FROM parent WHERE id = 6; INSERT INTO child VALUES (500, 5); COMMIT");

            assertSame(voyage);
            assertThat(voyage.target().value("SELECT count(*) FROM shop.child WHERE parent_id IN (2, 3, 5)"))
                    .as("children of parents that went while foreign keys were off")
                    .isEqualTo("31");
            assertThat(voyage.target().value("SELECT count(*) FROM shop.child WHERE parent_id IN (1, 6)"))
                    .isEqualTo("0");
        }
    }

    /** What a cascade writes is an update to the level below: a SET NULL sets off the ON UPDATE of the next key. */
    @Test
    @Failure(
            where = Where.BINARY_LOG,
            what = "foreign keys over several levels, in every combination of CASCADE and SET NULL",
            result = "the same on the target at every level")
    void everyCombinationOfActionsReachesTheLastLevel() throws SQLException {
        try (Voyage voyage = Voyage.begin(threeLevels())) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();

            voyage.source()
                    .execute(
                            "UPDATE top SET code = 1001 WHERE id = 1",
                            "DELETE FROM top WHERE id = 5",
                            // Each code takes the place of the one before: in another order the keys would collide.
                            "UPDATE top SET code = code + 1 WHERE id BETWEEN 2 AND 4 ORDER BY code DESC",
                            "BEGIN; UPDATE top SET code = 1006 WHERE id = 6; UPDATE top SET code = 6 WHERE id = 6; COMMIT",
                            "BEGIN; DELETE FROM top WHERE id = 7; INSERT INTO top VALUES (7, 7); COMMIT",
                            "UPDATE middle_uc_dc SET code = NULL WHERE id = 8",
                            "DELETE FROM middle_un_dn WHERE id = 8",
                            "SET SESSION foreign_key_checks = 0; UPDATE top SET code = 1009 WHERE id = 9;"
                                    + " DELETE FROM top WHERE id = 10");

            assertSame(voyage);
            assertThat(voyage.target().query("SELECT id, code FROM shop.last_uc_dc_uc_dn ORDER BY id"))
                    .as("CASCADE all the way down, then SET NULL where a row of the middle has gone")
                    .isEqualTo(voyage.source().query("SELECT id, code FROM last_uc_dc_uc_dn ORDER BY id"))
                    .startsWith(List.of("1", "1001"), List.of("2", "3"), List.of("3", "4"), List.of("4", "5"))
                    .contains(Arrays.asList("5", null), Arrays.asList("7", null), List.of("9", "9"));
            assertThat(voyage.target().query("SELECT id, code FROM shop.last_un_dc_uc_dc WHERE id < 5 ORDER BY id"))
                    .as("the NULL of the middle goes on as an update")
                    .isEqualTo(voyage.source().query("SELECT id, code FROM last_un_dc_uc_dc WHERE id < 5 ORDER BY id"))
                    .containsExactly(
                            Arrays.asList("1", null),
                            Arrays.asList("2", null),
                            Arrays.asList("3", null),
                            Arrays.asList("4", null));
        }
    }

    /** For every pair of actions a table below the first, and below each of these one for every pair. */
    private static String[] threeLevels() {
        List<String> sql = new ArrayList<>();
        sql.add("CREATE TABLE top (id INT PRIMARY KEY, code INT NOT NULL UNIQUE)");
        sql.add("INSERT INTO top SELECT seq, seq FROM seq_1_to_12");
        ACTIONS.forEach((middle, first) -> {
            sql.add(child("middle" + middle, "top", first));
            ACTIONS.forEach((last, second) -> sql.add(child("last" + middle + last, "middle" + middle, second)));
        });
        return sql.toArray(String[]::new);
    }

    private static String child(String name, String parent, String actions) {
        return "CREATE TABLE " + name + " (id INT PRIMARY KEY, code INT UNIQUE, CONSTRAINT of_" + name
                + " FOREIGN KEY (code) REFERENCES " + parent + " (code) " + actions + "); INSERT INTO " + name
                + " SELECT seq, seq FROM seq_1_to_12";
    }

    @Test
    void keysOfSeveralColumnsFollowOverSeveralLevels() throws SQLException {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE country (code CHAR(2) PRIMARY KEY)",
                "CREATE TABLE town (country CHAR(2), name VARCHAR(20), PRIMARY KEY (country, name), CONSTRAINT of_country"
                        + " FOREIGN KEY (country) REFERENCES country (code) ON UPDATE CASCADE ON DELETE CASCADE)",
                "CREATE TABLE street (country CHAR(2), town VARCHAR(20), n INT, PRIMARY KEY (country, town, n), CONSTRAINT"
                        + " of_town FOREIGN KEY (country, town) REFERENCES town (country, name) ON UPDATE CASCADE"
                        + " ON DELETE CASCADE)",
                "CREATE TABLE visit (id INT PRIMARY KEY, country CHAR(2), town VARCHAR(20), n INT, CONSTRAINT of_street"
                        + " FOREIGN KEY (country, town, n) REFERENCES street (country, town, n) ON UPDATE CASCADE"
                        + " ON DELETE SET NULL)",
                "INSERT INTO country VALUES ('de'), ('fr'), ('it')",
                "INSERT INTO town SELECT code, CONCAT('t', seq) FROM country, seq_1_to_3",
                "INSERT INTO street SELECT country, name, seq FROM town, seq_1_to_5",
                "INSERT INTO visit SELECT ROW_NUMBER() OVER (ORDER BY country, town, n), country, town, n FROM street")) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();

            voyage.source()
                    .execute(
                            "UPDATE country SET code = 'xx' WHERE code = 'de'",
                            "UPDATE town SET name = 'moved' WHERE country = 'xx' AND name = 't2'",
                            "UPDATE street SET n = n + 10 WHERE country = 'fr' AND town = 't1'",
                            "DELETE FROM town WHERE country = 'fr' AND name = 't3'",
                            "BEGIN; UPDATE country SET code = 'yy' WHERE code = 'it'; INSERT INTO street VALUES"
                                    + " ('yy', 't1', 99); INSERT INTO visit VALUES (99, 'yy', 't1', 99);"
                                    + " UPDATE country SET code = 'zz' WHERE code = 'yy'; COMMIT");

            assertSame(voyage);
            assertThat(voyage.target()
                            .query("SELECT country, town, count(*) FROM shop.visit GROUP BY country, town"
                                    + " ORDER BY country, town"))
                    .containsExactly(
                            List.of("fr", "t1", "5"),
                            List.of("fr", "t2", "5"),
                            List.of("xx", "moved", "5"),
                            List.of("xx", "t1", "5"),
                            List.of("xx", "t3", "5"),
                            List.of("zz", "t1", "6"),
                            List.of("zz", "t2", "5"),
                            List.of("zz", "t3", "5"),
                            Arrays.asList(null, null, "5"));
        }
    }

    /** A circle of tables in which no cascade comes back to where it began: what it sets to NULL is referred to by nobody. */
    @Test
    @Failure(
            where = Where.BINARY_LOG,
            what = "tables that refer to each other, with actions that do not come back to where they began",
            result = "changes of either have the same effect on the target")
    void tablesThatReferToEachOtherAreFollowed() throws SQLException {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE user (id INT PRIMARY KEY, home INT, friend INT)",
                "CREATE TABLE address (id INT PRIMARY KEY, owner INT NOT NULL, CONSTRAINT address_owner FOREIGN KEY (owner)"
                        + " REFERENCES user (id) ON DELETE CASCADE ON UPDATE CASCADE)",
                "CREATE TABLE team (id INT PRIMARY KEY, lead INT, CONSTRAINT team_lead FOREIGN KEY (lead)"
                        + " REFERENCES user (id) ON DELETE SET NULL ON UPDATE CASCADE)",
                "INSERT INTO user SELECT seq, NULL, NULL FROM seq_1_to_20",
                "INSERT INTO address SELECT seq, 1 + seq % 20 FROM seq_1_to_40",
                "INSERT INTO team SELECT seq, seq FROM seq_1_to_20",
                "UPDATE user SET home = 1 + id % 7, friend = 21 - id",
                "ALTER TABLE user ADD CONSTRAINT user_home FOREIGN KEY (home) REFERENCES address (id) ON DELETE SET NULL"
                        + " ON UPDATE CASCADE, ADD CONSTRAINT user_team FOREIGN KEY (friend) REFERENCES team (id)"
                        + " ON DELETE SET NULL ON UPDATE CASCADE")) {
            Voyage.Ended snapshot = voyage.run("snapshot");
            assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();

            voyage.source()
                    .execute(
                            "DELETE FROM user WHERE id = 2",
                            "DELETE FROM address WHERE id = 3",
                            "DELETE FROM team WHERE id IN (4, 5)",
                            "UPDATE user SET id = 100 WHERE id = 6",
                            "UPDATE address SET id = 200 WHERE id = 5",
                            "BEGIN; INSERT INTO user VALUES (50, NULL, NULL); INSERT INTO address VALUES (50, 50);"
                                    + " UPDATE user SET home = 50 WHERE id IN (50, 7); DELETE FROM user WHERE id = 50;"
                                    + " INSERT INTO user VALUES (50, 200, 1); COMMIT",
                            "DELETE FROM user WHERE id IN (8, 9, 10)");

            assertSame(voyage);
            String gone = " home IS NULL AND id = 7";
            assertThat(voyage.source().value("SELECT count(*) FROM user WHERE" + gone))
                    .isEqualTo("1");
            assertThat(voyage.target().value("SELECT count(*) FROM shop.user WHERE" + gone))
                    .as("a home that went with its owner, who lived there as well")
                    .isEqualTo("1");
        }
    }

    @Test
    void tablesThatDeleteEachOthersRowsAreRefused() throws SQLException {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE one (id INT PRIMARY KEY, other INT)",
                "CREATE TABLE two (id INT PRIMARY KEY, other INT, CONSTRAINT to_one FOREIGN KEY (other) REFERENCES one (id)"
                        + " ON DELETE CASCADE)",
                "ALTER TABLE one ADD CONSTRAINT to_two FOREIGN KEY (other) REFERENCES two (id) ON DELETE CASCADE")) {
            Voyage.Ended ended = voyage.run("snapshot");

            assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(2);
            assertThat(ended.err()).contains(".one", ".two", "in a circle of foreign keys", "Take one ON DELETE");
            assertThat(voyage.run("assess").out()).contains("TABLE-005");
        }
    }

    private static void assertSame(Voyage voyage) {
        Voyage.Ended stream = voyage.run("stream", "--until", "caught-up");
        assertThat(stream.exitCode()).as(stream.toString()).isZero();
        Voyage.Ended verified = voyage.run("verify");
        assertThat(verified.exitCode()).as(verified.toString()).isZero();
    }
}
