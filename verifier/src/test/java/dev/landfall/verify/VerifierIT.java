package dev.landfall.verify;

import static dev.landfall.verify.MigratedDatabase.differences;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.event.GtidSet;
import dev.landfall.verify.RowDifference.ColumnDifference;
import dev.landfall.verify.RowDifference.Kind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What a verification finds while nothing moves. */
class VerifierIT {
    private static final String ORDERS =
            "CREATE TABLE orders (id INT PRIMARY KEY, name VARCHAR(50), total DECIMAL(12,2),"
                    + " at DATETIME(6), ratio DOUBLE)";
    /** Ranges of a few rows, so that small tables have many. */
    private static final VerifyOptions SMALL_RANGES =
            new VerifyOptions(100, 2, 100, Duration.ofSeconds(10), Method.AUTO);

    private static String orders(int rows) {
        return "INSERT INTO orders SELECT seq * 3, CONCAT('Café ', seq), seq / 7, '2024-01-01' + INTERVAL seq * 1234567"
                + " MICROSECOND, SIN(seq) FROM seq_1_to_" + rows;
    }

    private static MigratedDatabase orders() throws SQLException {
        return new MigratedDatabase(ORDERS, orders(2000), "ANALYZE TABLE orders");
    }

    @Test
    void equalTablesAreCleanAndEachIsHeardOf() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(
                ORDERS,
                orders(2000),
                "CREATE TABLE empty_one (id INT PRIMARY KEY)",
                "CREATE TABLE bag (v VARCHAR(10))")) {
            List<TableVerdict> heard = new CopyOnWriteArrayList<>();
            VerificationReport report =
                    database.verifier(SMALL_RANGES, database.caughtUp()).verify(database.plan.tables(), heard::add);
            assertThat(report).isInstanceOf(VerificationReport.Clean.class);
            assertThat(report.strength()).isEqualTo(Strength.STATIC);
            assertThat(report.rows()).isEqualTo(2000);
            assertThat(report.tables())
                    .extracting(table -> table.table().name())
                    .containsExactly("bag", "empty_one", "orders");
            assertThat(heard).containsExactlyInAnyOrderElementsOf(report.tables());
        }
    }

    @Test
    void checksumsAreTheSameOnBothSidesHoweverATableIsSplit() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(
                ORDERS,
                orders(2000),
                "CREATE TABLE bag (v VARCHAR(10), d JSON)",
                "INSERT INTO bag VALUES ('a', '{}'), ('a', '{}'), ('b', NULL)",
                "ANALYZE TABLE orders")) {
            List<TableChecksums> inRanges = checksums(database, 100);
            database.target.execute("DELETE FROM shop.bag WHERE v = 'b'");
            List<TableChecksums> damaged = checksums(database, 1_000_000);

            assertThat(inRanges).hasSize(2).allMatch(TableChecksums::same);
            assertThat(damaged.get(0).same()).isFalse();
            assertThat(damaged.get(0).source()).isEqualTo(inRanges.get(0).source());
            assertThat(damaged.get(1)).isEqualTo(inRanges.get(1));
            assertThat(database.verifier(MigratedDatabase.by(Method.ROWS, SMALL_RANGES), database.caughtUp())
                            .verify(database.plan.tables().subList(1, 2), verdict -> {})
                            .tables()
                            .get(0)
                            .checksums())
                    .isNull();
        }
    }

    private static List<TableChecksums> checksums(MigratedDatabase database, long rangeRows) throws Exception {
        VerifyOptions options = new VerifyOptions(100, 2, rangeRows, Duration.ofSeconds(10), Method.CHECKSUMS);
        return database.verify(options, database.caughtUp()).tables().stream()
                .map(table -> Objects.requireNonNull(table.checksums()))
                .toList();
    }

    /** MariaDB keeps such texts where nobody has checked them. */
    @Test
    void anEmptyDocumentIsNoNull() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(
                "CREATE TABLE t (id INT PRIMARY KEY, d JSON)",
                "INSERT INTO t VALUES (1, '{}'), (2, '{}'), (3, NULL)",
                "ANALYZE TABLE t")) {
            database.target.execute("UPDATE shop.t SET d = NULL");
            database.source.execute(
                    "SET SESSION check_constraint_checks = 0",
                    "UPDATE t SET d = '' WHERE id = 1",
                    "UPDATE t SET d = ' ' WHERE id = 2");
            assertThat(differences(database.verify(VerifyOptions.DEFAULTS)))
                    .extracting(RowDifference::inShort)
                    .containsExactlyInAnyOrder("id=1 in d", "id=2 in d");
        }
    }

    @Test
    void changedMissingAndExtraRowsAreFoundWithTheirColumns() throws Exception {
        try (MigratedDatabase database = orders()) {
            database.target.execute(
                    "UPDATE shop.orders SET name = 'Cafe 7', at = at + interval '1 microsecond' WHERE id = 21",
                    "UPDATE shop.orders SET ratio = ratio + 1e-16 WHERE id = 3",
                    "UPDATE shop.orders SET total = NULL WHERE id = 5997",
                    "DELETE FROM shop.orders WHERE id IN (300, 6000)",
                    "INSERT INTO shop.orders VALUES (-5, 'below', 1, NULL, NULL), (301, 'between', 1, NULL, NULL),"
                            + " (2000000000, 'above', 1, NULL, NULL)");
            VerificationReport report = database.verify(SMALL_RANGES);
            assertThat(report).isInstanceOf(VerificationReport.WithDifferences.class);
            assertThat(report.differing()).isEqualTo(8);
            assertThat(report.tables().get(0).sourceRows()).isEqualTo(2000);
            assertThat(report.tables().get(0).targetRows()).isEqualTo(2001);
            KeySpan span = Objects.requireNonNull(report.tables().get(0).span());
            assertThat(span.column() + " " + span.first().text() + " "
                            + span.last().text())
                    .isEqualTo("id -5 2000000000");
            assertThat(span.places()).extracting(KeySpan.Place::rows).containsExactly(1L, 1L, 1L, 2L, 1L, 1L, 1L);
            assertThat(differences(report))
                    .contains(
                            new RowDifference(
                                    Kind.CHANGED,
                                    "id=21",
                                    Cause.SEVERAL,
                                    List.of(
                                            new ColumnDifference("name", "Café 7", "Cafe 7", Cause.OTHER),
                                            new ColumnDifference(
                                                    "at",
                                                    "2024-01-01 00:00:08.641969",
                                                    "2024-01-01 00:00:08.64197",
                                                    Cause.FRACTION))),
                            new RowDifference(
                                    Kind.CHANGED,
                                    "id=5997",
                                    Cause.OTHER,
                                    List.of(new ColumnDifference("total", "285.57", null, Cause.OTHER))),
                            new RowDifference(Kind.MISSING, "id=300", Cause.MISSING_ROW, List.of()),
                            new RowDifference(Kind.MISSING, "id=6000", Cause.MISSING_ROW, List.of()),
                            new RowDifference(Kind.EXTRA, "id=-5", Cause.EXTRA_ROW, List.of()),
                            new RowDifference(Kind.EXTRA, "id=301", Cause.EXTRA_ROW, List.of()),
                            new RowDifference(Kind.EXTRA, "id=2000000000", Cause.EXTRA_ROW, List.of()))
                    .filteredOn(difference -> difference.key().equals("id=3"))
                    .singleElement()
                    .satisfies(difference -> assertThat(difference.columns())
                            .extracting(ColumnDifference::column)
                            .containsExactly("ratio"));
        }
    }

    @Test
    void allDifferencesAreCountedAndTheFirstAreKept() throws Exception {
        try (MigratedDatabase database = orders()) {
            database.target.execute("UPDATE shop.orders SET total = total + 1 WHERE id <= 1500");
            VerificationReport report =
                    database.verify(new VerifyOptions(3, 2, 100, Duration.ofSeconds(10), Method.AUTO));
            assertThat(report.differing()).isEqualTo(500);
            KeySpan span = Objects.requireNonNull(report.tables().get(0).span());
            assertThat(span.places().stream().mapToLong(KeySpan.Place::rows).sum())
                    .isEqualTo(500);
            assertThat(span.places().get(0).from().text()).isEqualTo("3");
            assertThat(span.places().get(span.places().size() - 1).until().text())
                    .isEqualTo("1500");
            assertThat(span.last().text()).isEqualTo("6000");
            assertThat(differences(report)).hasSize(3);
        }
    }

    @Test
    void aRangeThatIsTooLongForAListIsNarrowedDownFirst() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(
                "CREATE TABLE wide (id INT PRIMARY KEY, v INT)",
                "INSERT INTO wide SELECT seq, seq FROM seq_1_to_110000",
                "CREATE TABLE uuids (id UUID PRIMARY KEY, v INT)",
                "INSERT INTO uuids SELECT UUID(), seq FROM seq_1_to_110000",
                "ANALYZE TABLE wide, uuids PERSISTENT FOR ALL")) {
            database.target.execute(
                    "UPDATE shop.wide SET v = 0 WHERE id IN (5, 109999)", "UPDATE shop.uuids SET v = 0 WHERE v = 77");
            VerificationReport report =
                    database.verify(new VerifyOptions(100, 2, 1_000_000, Duration.ofSeconds(10), Method.AUTO));
            assertThat(report.rows()).isEqualTo(220_000);
            assertThat(differences(report))
                    .extracting(difference -> difference.columns().toString())
                    .containsExactlyInAnyOrder(
                            "[ColumnDifference[column=v, source=77, target=0, cause=OTHER]]",
                            "[ColumnDifference[column=v, source=5, target=0, cause=OTHER]]",
                            "[ColumnDifference[column=v, source=109999, target=0, cause=OTHER]]");
        }
    }

    @Test
    void textKeysOfACaseInsensitiveCollationAreComparedByTheirBytes() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(
                "CREATE TABLE words (word VARCHAR(20) CHARACTER SET latin1 COLLATE latin1_swedish_ci PRIMARY KEY, v INT)",
                "INSERT INTO words VALUES ('a', 1), ('B', 2), ('été', 3), ('it''s \\\\', 4), ('', 5), ('x y', 6)")) {
            assertThat(database.verify()).isInstanceOf(VerificationReport.Clean.class);
            database.target.execute(
                    "UPDATE shop.words SET word = 'b' WHERE word = 'B'",
                    "UPDATE shop.words SET v = 0 WHERE word IN ('été', 'it''s \\', '')",
                    "INSERT INTO shop.words VALUES ('A', 1)");
            VerificationReport report = database.verify();
            assertThat(report.differing()).isEqualTo(6);
            assertThat(differences(report))
                    .extracting(difference -> difference.kind() + " " + difference.key())
                    .containsExactlyInAnyOrder(
                            "MISSING word=B",
                            "EXTRA word=b",
                            "EXTRA word=A",
                            "CHANGED word=été",
                            "CHANGED word=it's \\",
                            "CHANGED word=");
        }
    }

    @Test
    void compositeAndBinaryAndDateKeysFindTheirRows() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(
                "CREATE TABLE parts (tenant INT, code VARBINARY(8), v INT, PRIMARY KEY (tenant, code))",
                "INSERT INTO parts SELECT seq % 3, UNHEX(LPAD(HEX(seq), 6, '0')), seq FROM seq_1_to_900",
                "CREATE TABLE days (day DATE, shop INT, v INT, PRIMARY KEY (day, shop))",
                "INSERT INTO days SELECT '2024-01-01' + INTERVAL seq DAY, seq % 7, seq FROM seq_1_to_300",
                "CREATE TABLE prices (price DECIMAL(20,4) PRIMARY KEY, v INT)",
                "INSERT INTO prices VALUES (1.5, 1), (-0.0001, 2), (1234567890123456.7891, 3)",
                "ANALYZE TABLE parts")) {
            assertThat(database.verify(SMALL_RANGES)).isInstanceOf(VerificationReport.Clean.class);
            database.target.execute(
                    "UPDATE shop.parts SET v = -1 WHERE code = '\\x00000a'",
                    "DELETE FROM shop.days WHERE day = '2024-05-05'",
                    "UPDATE shop.prices SET v = 0 WHERE v = 2");
            assertThat(differences(database.verify(SMALL_RANGES)))
                    .extracting(difference -> difference.kind() + " " + difference.key())
                    .containsExactlyInAnyOrder(
                            "CHANGED tenant=1, code=00000A", "MISSING day=2024-05-05, shop=6", "CHANGED price=-0.0001");
        }
    }

    @Test
    void rowsAreListedInTheOrderOfTheirKeys() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(
                "CREATE TABLE numbers (id INT PRIMARY KEY, v INT)",
                "INSERT INTO numbers SELECT CAST(seq AS SIGNED) - 3, 0 FROM seq_1_to_1000",
                "CREATE TABLE pairs (word VARCHAR(20), n INT, v INT, PRIMARY KEY (word, n))",
                "INSERT INTO pairs SELECT CHAR(97 + seq % 3), seq, 0 FROM seq_1_to_900",
                "CREATE TABLE days (day DATE PRIMARY KEY, v INT)",
                "INSERT INTO days SELECT '1999-12-25' + INTERVAL seq DAY, 0 FROM seq_1_to_30",
                "ANALYZE TABLE numbers, pairs")) {
            database.target.execute(
                    "UPDATE shop.numbers SET v = 1 WHERE id IN (-2, 7, 10, 99, 500, 997)",
                    "DELETE FROM shop.numbers WHERE id = 100",
                    "UPDATE shop.pairs SET v = 1 WHERE n IN (3, 6, 9, 10, 100, 899)",
                    "UPDATE shop.days SET v = 1 WHERE day IN ('1999-12-30', '2000-01-01', '2000-01-10')");
            assertThat(differences(database.verify(SMALL_RANGES)))
                    .extracting(RowDifference::key)
                    .containsExactly(
                            "day=1999-12-30",
                            "day=2000-01-01",
                            "day=2000-01-10",
                            "id=-2",
                            "id=7",
                            "id=10",
                            "id=99",
                            "id=100",
                            "id=500",
                            "id=997",
                            "word=a, n=3",
                            "word=a, n=6",
                            "word=a, n=9",
                            "word=b, n=10",
                            "word=b, n=100",
                            "word=c, n=899");
        }
    }

    @Test
    void withoutAKeyEqualRowsAreCountedNotCollapsed() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(
                "CREATE TABLE bag (v VARCHAR(10), n INT)",
                "INSERT INTO bag VALUES ('a', 1), ('a', 1), ('a', 1), ('b', NULL), (NULL, 2), (NULL, NULL), ('', 3)")) {
            assertThat(database.verify()).isInstanceOf(VerificationReport.Clean.class);
            database.target.execute(
                    "DELETE FROM shop.bag WHERE ctid = (SELECT min(ctid) FROM shop.bag WHERE v = 'a')",
                    "UPDATE shop.bag SET v = NULL WHERE v = ''",
                    "INSERT INTO shop.bag VALUES ('b', NULL), ('b', NULL)");
            VerificationReport report = database.verify();
            assertThat(report.differing()).isEqualTo(5);
            assertThat(differences(report))
                    .extracting(difference -> difference.kind() + " "
                            + difference.columns().stream()
                                    .map(column -> String.valueOf(
                                            difference.kind() == Kind.MISSING ? column.source() : column.target()))
                                    .toList())
                    .containsExactlyInAnyOrder(
                            "MISSING [a, 1]", "MISSING [, 3]", "EXTRA [null, 3]", "EXTRA [b, null]", "EXTRA [b, null]");
        }
    }

    /** So many that whatever looks at each row for each of its equals does not come to an end. */
    @Test
    void manyEqualRowsWithoutAKeyAreCounted() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase("CREATE TABLE bag (v VARCHAR(10), n INT)")) {
            database.source.execute(
                    "INSERT INTO bag SELECT 'same', 1 FROM seq_1_to_500001",
                    "INSERT INTO bag SELECT 'gone', 2 FROM seq_1_to_200000",
                    "INSERT INTO bag VALUES ('twice', 3)");
            database.target.execute(
                    "INSERT INTO shop.bag SELECT 'same', 1 FROM generate_series(1, 500000)",
                    "INSERT INTO shop.bag VALUES ('twice', 3), ('twice', 3)");

            VerificationReport report = database.verify();

            assertThat(report.tables().get(0).sourceRows()).isEqualTo(700_002);
            assertThat(report.tables().get(0).targetRows()).isEqualTo(500_002);
            assertThat(report.differing()).isEqualTo(200_002);
            assertThat(differences(report)).hasSize(100);
        }
    }

    @Test
    void rowsThatTheTargetHasTwiceAreExtra() throws Exception {
        try (MigratedDatabase database = orders()) {
            database.target.execute(
                    "ALTER TABLE shop.orders DROP CONSTRAINT orders_pkey",
                    "INSERT INTO shop.orders SELECT * FROM shop.orders WHERE id IN (9, 12)",
                    "UPDATE shop.orders SET total = 0 WHERE ctid = (SELECT max(ctid) FROM shop.orders WHERE id = 12)",
                    "ALTER TABLE shop.orders ALTER COLUMN id DROP NOT NULL",
                    "INSERT INTO shop.orders (id, name) VALUES (NULL, 'nowhere')");
            assertThat(differences(database.verify(SMALL_RANGES)))
                    .extracting(difference -> difference.kind() + " " + difference.key())
                    .containsExactlyInAnyOrder("EXTRA id=9", "EXTRA id=12", "EXTRA id=null");
        }
    }

    @Test
    void generatedColumnsAreComparedAsWell() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(
                "CREATE TABLE sums (id INT PRIMARY KEY, a INT, b INT, s INT AS (a + b) VIRTUAL, w VARCHAR(30) AS (CONCAT(a, '-', b))"
                        + " STORED)",
                "INSERT INTO sums (id, a, b) VALUES (1, 2, 3), (2, NULL, 3)")) {
            assertThat(database.verify()).isInstanceOf(VerificationReport.Clean.class);
            database.target.execute(
                    "ALTER TABLE shop.sums DROP COLUMN s",
                    "ALTER TABLE shop.sums ADD COLUMN s int GENERATED ALWAYS AS (a - b) STORED");
            assertThat(differences(database.verify()))
                    .containsExactly(new RowDifference(
                            Kind.CHANGED,
                            "id=1",
                            Cause.OTHER,
                            List.of(new ColumnDifference("s", "5", "-1", Cause.OTHER))));
        }
    }

    @Test
    void zeroDatesAndLongValuesAreShownAsTheyAre() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(
                "CREATE TABLE odd (id INT PRIMARY KEY, d DATETIME, t LONGTEXT, b LONGBLOB)",
                "INSERT INTO odd VALUES (1, '0000-00-00', REPEAT('x', 100000), REPEAT('y', 100000)), (2, NULL, 'a', 'b')")) {
            database.target.execute("UPDATE shop.odd SET t = t || ' ', b = b || 'z'::bytea WHERE id = 1");
            RowDifference difference = differences(database.verify()).get(0);
            assertThat(difference.columns())
                    .extracting(ColumnDifference::column)
                    .containsExactly("d", "t", "b");
            assertThat(difference.columns().get(0))
                    .isEqualTo(new ColumnDifference("d", "0000-00-00 00:00:00", null, Cause.OTHER));
            assertThat(difference.columns().subList(1, 3)).allSatisfy(column -> {
                assertThat(column.source()).hasSizeLessThan(300).isNotEqualTo(column.target());
            });
        }
    }

    @Test
    void aTableOfManyColumnsAndHostileNamesIsCompared() throws Exception {
        StringBuilder columns =
                new StringBuilder("CREATE TABLE `we``ird {row} \"t\"` (`key` INT PRIMARY KEY, `a{table}b` INT");
        for (int i = 0; i < 500; i++) {
            columns.append(", c").append(i).append(" INT DEFAULT ").append(i);
        }
        try (MigratedDatabase database = new MigratedDatabase(
                columns + ")", "INSERT INTO `we``ird {row} \"t\"` (`key`, `a{table}b`) VALUES (1, 2), (2, 3)")) {
            assertThat(database.verify()).isInstanceOf(VerificationReport.Clean.class);
            database.target.execute(
                    "UPDATE shop.\"we`ird {row} \"\"t\"\"\" SET c499 = NULL, \"a{table}b\" = 7 WHERE key = 2");
            assertThat(differences(database.verify()))
                    .containsExactly(new RowDifference(
                            Kind.CHANGED,
                            "key=2",
                            Cause.OTHER,
                            List.of(
                                    new ColumnDifference("a{table}b", "3", "7", Cause.OTHER),
                                    new ColumnDifference("c499", "499", null, Cause.OTHER))));
        }
    }

    @Test
    void aTargetThatDoesNotFollowIsBehindWhatItLacksAppears() throws Exception {
        try (MigratedDatabase database = orders()) {
            ApplierProgress stopped = database.caughtUp();
            database.source.execute("UPDATE orders SET total = 0 WHERE id = 3", "INSERT INTO orders (id) VALUES (1)");
            VerificationReport report = database.verify(SMALL_RANGES, stopped);
            assertThat(report.strength()).isEqualTo(Strength.BEHIND);
            assertThat(differences(report))
                    .extracting(difference -> difference.kind() + " " + difference.key())
                    .containsExactlyInAnyOrder("CHANGED id=3", "MISSING id=1");
        }
    }

    @Test
    void withoutAnAppliedPositionNothingMoreThanBehindIsClaimed() throws Exception {
        try (MigratedDatabase database = orders()) {
            VerificationReport report = database.verify(SMALL_RANGES, MigratedDatabase.stopped(GtidSet.EMPTY));
            assertThat(report).isInstanceOf(VerificationReport.Clean.class);
            assertThat(report.strength()).isEqualTo(Strength.BEHIND);
        }
    }
}
