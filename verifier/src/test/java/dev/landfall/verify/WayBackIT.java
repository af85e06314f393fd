package dev.landfall.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.TablePlan;
import dev.landfall.reverse.ReverseLedger;
import dev.landfall.reverse.ReverseStream;
import dev.landfall.rules.ColumnRule;
import dev.landfall.rules.Loss;
import dev.landfall.rules.MappingRules;
import dev.landfall.rules.Policy;
import dev.landfall.sql.Identifiers;
import dev.landfall.sql.SqlFile;
import dev.landfall.window.WayBack;
import dev.landfall.window.Window;
import dev.landfall.window.WindowLedger;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is written on PostgreSQL comes back to MariaDB: proven by the verifier, which knows nothing of the way. */
class WayBackIT {
    private static final String LAST = "2038-01-19 03:14:07.999999";

    @Test
    void everyTypeComesBackByInsertUpdateAndDelete() throws Exception {
        List<TypeCase> cases =
                Stream.concat(TypeCases.all(), TypeCases.chosen()).toList();
        List<ColumnRule> rules = IntStream.range(0, cases.size())
                .mapToObj(t -> cases.get(t).rule("t" + t))
                .flatMap(Optional::stream)
                .toList();
        try (MigratedDatabase database = new MigratedDatabase(TypeCase.rules(rules), tables(cases))) {
            Window window = open(database);
            int t = 0;
            for (TypeCase type : cases) {
                String table = "shop.t" + t++;
                // An ENUM's error value cannot be written on MariaDB.
                String holdable = type.declaration().startsWith("enum") ? " AND v IS DISTINCT FROM ''" : "";
                database.target.execute(
                        "INSERT INTO " + table + " SELECT id + 1000, v FROM " + table + " WHERE true" + holdable,
                        "UPDATE " + table + " SET v = NULL WHERE id > 1000 AND id % 3 = 0",
                        "UPDATE " + table + " AS to_be SET v = has.v FROM " + table
                                + " AS has WHERE to_be.id > 1000 AND has.id = 1 + (to_be.id - 1000) % 5"
                                + holdable.replace("v IS", "has.v IS"),
                        "UPDATE " + table + " SET id = id + 5000 WHERE id % 7 = 0" + holdable,
                        "DELETE FROM " + table + " WHERE id % 11 = 0");
            }

            follow(database, window);

            VerificationReport report = database.verify();
            assertThat(report).as(String.valueOf(report)).isInstanceOf(VerificationReport.Clean.class);
            assertThat(database.source.value("SELECT COUNT(*) FROM t0 WHERE id > 1000"))
                    .isNotEqualTo("0");
            close(database);
        }
    }

    private static String[] tables(List<TypeCase> cases) {
        List<String> sql = new ArrayList<>();
        for (int t = 0; t < cases.size(); t++) {
            TypeCase type = cases.get(t);
            sql.add("CREATE TABLE t" + t + " (id INT PRIMARY KEY, v " + type.declaration() + ")");
            int id = 1;
            for (String literal : type.edges()) {
                sql.add("INSERT INTO t" + t + " VALUES (" + id++ + ", " + literal + ")");
            }
            Random random = new Random(t);
            for (int i = 0; i < 20; i++) {
                sql.add("INSERT INTO t" + t + " VALUES (" + id++ + ", "
                        + type.random().apply(random) + ")");
            }
        }
        return sql.toArray(String[]::new);
    }

    @Test
    void tablesWithoutAKeyUnchangedLargeValuesAndCascadesComeBackOnce() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(
                "CREATE TABLE keyless (n INT, t VARCHAR(20) COLLATE utf8mb4_general_ci, d DATETIME(3), x FLOAT, j TIME(2))",
                "INSERT INTO keyless VALUES (1, 'a', '2024-01-01 00:00:00.5', 0.1, '-01:00:00.5'),"
                        + " (1, 'A', '2024-01-01 00:00:00.5', 0.1, '-01:00:00.5'), (2, NULL, NULL, NULL, NULL),"
                        + " (2, NULL, NULL, NULL, NULL), (3, 'a ', NULL, 3e20, '800:00:00')",
                "CREATE TABLE large (id INT PRIMARY KEY, n INT, v LONGTEXT,"
                        + " at TIMESTAMP(3) NOT NULL DEFAULT '2001-01-01' ON UPDATE CURRENT_TIMESTAMP(3),"
                        + " twice INT AS (n * 2) STORED)",
                "INSERT INTO large (id, n, v) SELECT seq, seq, REPEAT(SHA2(seq, 512), 400) FROM seq_1_to_5",
                "CREATE TABLE parent (id BIGINT UNSIGNED PRIMARY KEY)",
                "CREATE TABLE child (id INT PRIMARY KEY, parent BIGINT UNSIGNED,"
                        + " FOREIGN KEY (parent) REFERENCES parent (id) ON DELETE CASCADE)",
                "INSERT INTO parent VALUES (1), (2), (18446744073709551614), (18446744073709551615)",
                "INSERT INTO child VALUES (1, 1), (2, 1), (3, 2), (4, 18446744073709551615)")) {
            database.target.execute(
                    "ALTER TABLE shop.large ALTER v SET STORAGE EXTERNAL",
                    "UPDATE shop.large SET v = v || ''",
                    "ALTER TABLE shop.child ADD FOREIGN KEY (parent) REFERENCES shop.parent ON DELETE CASCADE");
            Window window = open(database);
            database.target.execute(
                    "UPDATE shop.keyless SET n = 7 WHERE t = 'A'",
                    "DELETE FROM shop.keyless WHERE ctid = (SELECT min(ctid) FROM shop.keyless WHERE n = 2)",
                    "UPDATE shop.keyless SET x = 0.3 WHERE n = 3",
                    "UPDATE shop.large SET n = n + 10",
                    "DELETE FROM shop.parent WHERE id IN (1, 18446744073709551615)",
                    "INSERT INTO shop.parent VALUES (0)");

            follow(database, window);

            assertThat(database.verify()).isInstanceOf(VerificationReport.Clean.class);
            assertThat(database.source.value("SELECT MAX(at) FROM large")).startsWith("2001-01-01");
            assertThat(database.source.value("SELECT GROUP_CONCAT(id) FROM child"))
                    .isEqualTo("3");
            try (Connection source = database.sourceDatabase.connect()) {
                assertThat(new ReverseLedger(window.migration(), window.token()).counts(source))
                        .isEqualTo(Map.of(
                                "keyless", Map.of("update", 2L, "delete", 1L),
                                "large", Map.of("update", 5L),
                                "parent", Map.of("delete", 2L, "insert", 1L),
                                "child", Map.of("delete", 3L)));
            }

            database.target.execute("TRUNCATE shop.large, shop.keyless");
            follow(database, window);
            assertThat(database.source.value("SELECT COUNT(*) FROM large")).isEqualTo("0");
            close(database);
        }
    }

    @Test
    void whatCannotComeBackIsRefusedOrStopsTheWay() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(
                "CREATE TABLE item (id INT PRIMARY KEY, n INT UNSIGNED, born DATE, c CHAR(5), m VARCHAR(9) CHARACTER SET utf8mb3,"
                        + " l VARCHAR(9) CHARACTER SET latin1, s SET('a','b'), t TIME, b BINARY(3), d DECIMAL(5,2))",
                "INSERT INTO item (id) VALUES (1), (2), (3)")) {
            Window window = open(database);
            for (String unholdable : List.of(
                    "n = 4294967296",
                    "born = 'infinity'",
                    "born = '0044-03-15 BC'",
                    "c = 'a '",
                    "m = U&'\\+01F600'",
                    "l = 'Ω'",
                    "s = '{b,a}'",
                    "t = '1 month'",
                    "t = '839 hours'",
                    "b = '\\x01'",
                    "d = 'NaN'")) {
                assertThatThrownBy(
                                () -> database.target.execute("UPDATE shop.item SET " + unholdable + " WHERE id = 1"))
                        .as(unholdable)
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("landfall_back_");
            }
            database.target.execute(
                    "UPDATE shop.item SET l = '€ÿ', m = 'Ω', s = '{a,b}', t = '25 hours', c = ' a' WHERE id = 1");
            database.source.execute("DELETE FROM item WHERE id = 2");
            database.target.execute("UPDATE shop.item SET n = 2 WHERE id = 2");

            assertThatThrownBy(() -> follow(database, window))
                    .isInstanceOfSatisfying(
                            MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.REVERSE_DIVERGED))
                    .hasMessageContaining("[id=2]");

            database.source.execute("INSERT INTO item (id) VALUES (2)");
            follow(database, window);
            assertThat(database.verify()).isInstanceOf(VerificationReport.Clean.class);

            database.target.execute("ALTER TABLE shop.item ADD later int", "UPDATE shop.item SET later = 1");
            assertThatThrownBy(() -> follow(database, window))
                    .isInstanceOfSatisfying(
                            MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.REVERSE_DDL))
                    .hasMessageContaining("later");
            close(database);
        }
    }

    @Test
    void partitionsComeBackThroughTheirTableAndDoNotLeaveUnseen() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(
                "CREATE TABLE part (id INT PRIMARY KEY, n INT)",
                "INSERT INTO part SELECT seq, seq FROM seq_1_to_39",
                "CREATE TABLE loose (n INT, e ENUM('a','b'))",
                "INSERT IGNORE INTO loose VALUES (1, 'a'), (2, 'none such')")) {
            database.target.execute(
                    "ALTER TABLE shop.part RENAME TO was",
                    "CREATE TABLE shop.part (LIKE shop.was INCLUDING ALL) PARTITION BY RANGE (id)",
                    "CREATE TABLE shop.part_a PARTITION OF shop.part FOR VALUES FROM (0) TO (10)",
                    "CREATE TABLE shop.part_b (n int NOT NULL, gone int, id int NOT NULL, PRIMARY KEY (id))",
                    "ALTER TABLE shop.part_b DROP gone",
                    "ALTER TABLE shop.part ATTACH PARTITION shop.part_b FOR VALUES FROM (10) TO (20)",
                    "CREATE TABLE shop.part_c PARTITION OF shop.part DEFAULT",
                    "INSERT INTO shop.part SELECT * FROM shop.was",
                    "DROP TABLE shop.was",
                    "CREATE UNIQUE INDEX chosen ON shop.part_b (n)",
                    "ALTER TABLE shop.part_b REPLICA IDENTITY USING INDEX chosen",
                    "ALTER TABLE shop.loose REPLICA IDENTITY NOTHING");
            Window window = open(database);
            database.target.execute(
                    "UPDATE shop.part SET id = id + 100 WHERE id IN (5, 15, 25)",
                    "UPDATE shop.part SET n = -n WHERE id % 3 = 0",
                    "DELETE FROM shop.part WHERE id IN (1, 11, 21)",
                    "INSERT INTO shop.part_b (id, n) VALUES (11, 1111)",
                    "DELETE FROM shop.loose WHERE e = ''");
            assertThatThrownBy(() -> database.target.execute("TRUNCATE shop.part_a"))
                    .hasMessageContaining("TRUNCATE of the partition shop.part_a could not come back");
            follow(database, window);
            assertThat(database.verify()).isInstanceOf(VerificationReport.Clean.class);
            assertThat(database.source.value("SELECT COUNT(*) FROM part WHERE id > 100"))
                    .isEqualTo("3");

            database.target.execute("ALTER TABLE shop.part DETACH PARTITION shop.part_b");
            assertThatThrownBy(() -> follow(database, window))
                    .isInstanceOfSatisfying(
                            MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.REVERSE_DDL))
                    .hasMessageContaining("shop.part_b has been detached");
            database.source.execute("DELETE FROM part WHERE id BETWEEN 10 AND 19");
            database.target.execute("UPDATE landfall.way_back_relation SET departed = true WHERE name = 'shop.part_b'");
            follow(database, window);
            assertThat(database.verify()).isInstanceOf(VerificationReport.Clean.class);

            database.target.execute(
                    "BEGIN; TRUNCATE shop.part, shop.loose; INSERT INTO shop.part VALUES (1, 1); COMMIT");
            assertThatThrownBy(() -> database.target.execute("BEGIN; TRUNCATE shop.part; TRUNCATE shop.part_a; COMMIT"))
                    .hasMessageContaining("could not come back");
            follow(database, window);
            assertThat(database.verify()).isInstanceOf(VerificationReport.Clean.class);
            assertThat(database.source.value("SELECT COUNT(*) FROM part")).isEqualTo("1");

            close(database);
            assertThat(
                            database.target.query(
                                    "SELECT relname, relreplident FROM pg_class WHERE relnamespace ="
                                            + " 'shop'::regnamespace AND relreplident NOT IN ('d') AND relkind IN ('r', 'p') ORDER BY 1"))
                    .containsExactly(List.of("loose", "n"), List.of("part_b", "i"));
            assertThat(database.target.value("SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'landfall%'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void nullIsRefusedWhereMariaDbHasNone() throws Exception {
        MappingRules nulls = new MappingRules(
                Map.of(Loss.ZERO_DATE, Policy.of(Policy.Kind.NULL)), List.of(), true, List.of(), List.of(), List.of());
        try (MigratedDatabase database = new MigratedDatabase(
                nulls, "CREATE TABLE person (id INT PRIMARY KEY, born DATE NOT NULL, died DATE)")) {
            Window window = open(database);
            assertThatThrownBy(() -> database.target.execute("INSERT INTO shop.person VALUES (1, NULL, NULL)"))
                    .hasMessageContaining("landfall_back_2_born");
            database.target.execute("INSERT INTO shop.person VALUES (2, '2000-01-01', NULL)");

            follow(database, window);

            assertThat(database.source.value("SELECT id FROM person")).isEqualTo("2");
            close(database);
        }
    }

    @Test
    void shortRunsReleaseTheLogAndALostPositionIsNoReasonToBeginAnew() throws Exception {
        try (MigratedDatabase database =
                new MigratedDatabase("CREATE TABLE keyless (n INT)", "INSERT INTO keyless VALUES (1)")) {
            Window window = open(database);
            database.target.execute("INSERT INTO shop.keyless VALUES (2)");
            follow(database, window);
            String ours = " WHERE migration = '" + name(database) + "'";
            String lsn = database.source.value("SELECT lsn FROM landfall.reverse_position" + ours);

            database.source.execute(
                    "CREATE TABLE saved AS SELECT * FROM landfall.reverse_position" + ours,
                    "DELETE FROM landfall.reverse_position" + ours);
            assertThatThrownBy(() -> follow(database, window))
                    .isInstanceOfSatisfying(
                            MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.REVERSE_LOST))
                    .hasMessageContaining("no longer says");
            assertThat(database.source.value("SELECT COUNT(*) FROM keyless")).isEqualTo("2");

            database.source.execute(
                    "INSERT INTO landfall.reverse_position SELECT * FROM saved",
                    "UPDATE landfall.reverse_position SET applied_at = applied_at - INTERVAL 1 MINUTE" + ours);
            follow(database, window);
            assertThat(database.target.value("SELECT confirmed_flush_lsn - '0/0' >= " + lsn
                            + " FROM pg_replication_slots WHERE database = current_database()"))
                    .isEqualTo("t");
            close(database);
        }
    }

    @Test
    void postgreSqlWaitsForARowThatIsLockedOnMariaDb() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(
                "CREATE TABLE item (id INT PRIMARY KEY, n INT)", "INSERT INTO item VALUES (1, 1)")) {
            Window window = open(database);
            database.target.execute("ALTER DATABASE " + Identifiers.postgres(database.target.name())
                    + " SET wal_sender_timeout = '1s'");
            try (Connection locking = database.source.connect();
                    Statement statement = locking.createStatement()) {
                locking.setAutoCommit(false);
                statement.execute("SELECT * FROM item FOR UPDATE");
                database.target.execute("UPDATE shop.item SET n = 2");

                CompletableFuture<@Nullable Void> following = CompletableFuture.runAsync(() -> {
                    try {
                        follow(database, window);
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                });
                await().during(Duration.ofMillis(2_500))
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> "1"
                                .equals(database.target.value("SELECT count(*) FROM pg_replication_slots WHERE active"
                                        + " AND database = current_database()")));
                locking.rollback();

                assertThat(following).succeedsWithin(Duration.ofSeconds(20));
            }
            assertThat(database.source.value("SELECT n FROM item")).isEqualTo("2");
            close(database);
        }
    }

    private static Window open(MigratedDatabase database) throws Exception {
        database.target.execute(
                SqlFile.load("target/control_schema.sql"),
                "INSERT INTO landfall.migration (name, version, source, target_schema, phase, included_tables,"
                        + " excluded_tables, basis) VALUES ('" + name(database)
                        + "', '', '', 'shop', 'proven', '', '', '{}')");
        try (Connection control = database.targetDatabase.connect()) {
            WayBack way = new WayBack(name(database), database.plan);
            way.prepare(control, database.target.name(), Duration.ofSeconds(30));
            // Until the hand-over nothing of it comes back, and nothing of it is lost.
            TablePlan first = database.plan.tables().get(0);
            database.target.execute("UPDATE shop." + Identifiers.postgres(first.name()) + " SET "
                    + Identifiers.postgres(first.columns().get(0).name()) + " = "
                    + Identifiers.postgres(first.columns().get(0).name()));
            way.equip(control, LAST, () -> {});
            way.open(control, Duration.ZERO);
            return new WindowLedger(name(database)).read(control).orElseThrow();
        }
    }

    private static String name(MigratedDatabase database) {
        return database.source.name();
    }

    /** Twice, each time up to a mark: the second finds its place in what the first has kept. */
    private static void follow(MigratedDatabase database, Window window) throws Exception {
        for (int i = 0; i < 2; i++) {
            long mark;
            try (Connection control = database.targetDatabase.connect()) {
                mark = new WindowLedger(window.migration()).mark(control);
            }
            try (ReverseStream stream =
                    ReverseStream.open(database.sourceDatabase, database.targetDatabase, database.plan, window)) {
                while (stream.position().beat() < mark) {
                    stream.step(Duration.ofMillis(100), () -> false);
                }
            }
        }
    }

    private static void close(MigratedDatabase database) throws Exception {
        try (Connection control = database.targetDatabase.connect();
                Connection source = database.sourceDatabase.connect()) {
            assertThat(new WayBack(name(database), database.plan).close(control))
                    .isTrue();
            assertThat(ReverseLedger.remove(source, name(database))).isTrue();
        }
        assertThat(database.target.value(
                        "SELECT count(*) FROM pg_replication_slots WHERE database = current_database()"))
                .isEqualTo("0");
        assertThat(database.target.value("SELECT count(*) FROM pg_publication")).isEqualTo("0");
        assertThat(database.target.value("SELECT count(*) FROM pg_constraint WHERE conname LIKE 'landfall%'"))
                .isEqualTo("0");
        assertThat(database.target.value("SELECT count(*) FROM pg_class WHERE relreplident = 'f'"))
                .isEqualTo("0");
    }
}
