package dev.landfall.verify;

import static dev.landfall.verify.MigratedDatabase.differences;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.rules.ColumnRule;
import dev.landfall.rules.Loss;
import dev.landfall.rules.MappingRules;
import dev.landfall.rules.Policy;
import dev.landfall.rules.TypeChoice;
import dev.landfall.verify.cells.ZeroSigns;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which tables are cut into ranges, and that each row of a pair lies in the same one. */
class RangesIT {
    private static final int RANGE_ROWS = 100;
    private static final VerifyOptions SMALL_RANGES =
            new VerifyOptions(100, 2, RANGE_ROWS, Duration.ofSeconds(10), Method.AUTO);
    /** A year that PostgreSQL calls another name, and the ends of the calendar; one day has more rows than a range. */
    private static final String[] DAYS = {
        "CREATE TABLE days (day DATE, shop INT, v INT, PRIMARY KEY (day, shop))",
        "INSERT INTO days SELECT '2024-01-01' + INTERVAL seq DAY, seq % 7, seq FROM seq_1_to_700",
        "INSERT INTO days SELECT '2024-06-01', 100 + seq, seq FROM seq_1_to_250",
        "INSERT INTO days VALUES ('0000-05-05', 1, 1), ('0999-12-31', 1, 1), ('1000-01-01', 1, 1), ('9999-12-31', 1, 1)",
        "ANALYZE TABLE days PERSISTENT FOR ALL"
    };

    private static String[] table(String type, String value) {
        return new String[] {
            "CREATE TABLE t (k " + type + ", n INT, v INT, PRIMARY KEY (k, n))",
            "INSERT INTO t SELECT " + value + ", seq % 3, seq FROM seq_1_to_900",
            "ANALYZE TABLE t PERSISTENT FOR ALL"
        };
    }

    private static List<KeyRange> ranges(MigratedDatabase database, String table) {
        TableCheck check = new TableCheck(database.table(table), List.of(), 1000, 100, Method.AUTO, ZeroSigns.IGNORED);
        List<KeyRange> ranges = new ArrayList<>();
        try (Session session = SessionPair.openSource(database.sourceDatabase)) {
            if (check.source().inRanges()) {
                new RangePlanner(session, RANGE_ROWS, () -> {}).split(check, KeyRange.ALL, ranges::add);
            }
        }
        return ranges;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '#',
            value = {
                "DATE; '2023-12-01' + INTERVAL seq DIV 2 DAY",
                "DATETIME; '2023-12-31 23:50:00' + INTERVAL seq SECOND",
                "DATETIME(6); '2023-12-31 23:59:59.999' + INTERVAL seq * 7 MICROSECOND",
                "TIMESTAMP(3); '2024-07-01 23:50:00' + INTERVAL seq SECOND",
                "BINARY(16); UNHEX(MD5(seq))",
                "BIGINT UNSIGNED; 18446744073709551616 - seq",
                "MEDIUMINT(9) UNSIGNED ZEROFILL; seq DIV 2"
            })
    void rowsOfAPairAreInTheSameRange(String type, String value) throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(table(type, value))) {
            List<KeyRange> ranges = ranges(database, "t");
            assertThat(ranges).hasSizeBetween(6, 11);
            assertThat(database.verify(SMALL_RANGES)).isInstanceOf(VerificationReport.Clean.class);

            database.target.execute(
                    "UPDATE shop.t SET v = 0 WHERE v IN (1, 450)", "DELETE FROM shop.t WHERE v IN (2, 899)");
            assertThat(differences(database.verify(SMALL_RANGES)))
                    .extracting(difference -> difference.kind().name())
                    .containsExactlyInAnyOrder("CHANGED", "CHANGED", "MISSING", "MISSING");
        }
    }

    /** Two places full of keys, an ocean between them, and a single key at each end of what the type can hold. */
    @Test
    void integersThatLieInFewPlacesAreCutThere() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(
                "CREATE TABLE t (k BIGINT, n INT, v INT, PRIMARY KEY (k, n))",
                "INSERT INTO t SELECT CAST(seq AS SIGNED) - 4000000000000000000, 1, seq FROM seq_1_to_3000",
                "INSERT INTO t SELECT seq * 5, 1, 3000 + seq FROM seq_1_to_3000",
                "INSERT INTO t SELECT 7, 100 + seq, 6000 + seq FROM seq_1_to_500",
                "INSERT INTO t VALUES (-9223372036854775808, 1, 0), (9223372036854775807, 1, 0)",
                "ANALYZE TABLE t PERSISTENT FOR ALL")) {
            List<KeyRange> ranges = ranges(database, "t");

            assertThat(ranges).hasSizeBetween(6502 / RANGE_ROWS / 4, 6502 / RANGE_ROWS * 3);
            assertThat(ranges.get(0).from()).isNull();
            assertThat(ranges.get(ranges.size() - 1).until()).isNull();
            for (int i = 1; i < ranges.size(); i++) {
                assertThat(ranges.get(i).from()).isEqualTo(ranges.get(i - 1).until());
            }
            // One key has 501 rows, which stay together.
            assertThat(rowsOf(database, ranges))
                    .filteredOn(rows -> rows > 4 * RANGE_ROWS)
                    .hasSizeLessThanOrEqualTo(1);
            VerificationReport clean = database.verify(SMALL_RANGES);
            assertThat(clean).isInstanceOf(VerificationReport.Clean.class);
            assertThat(clean.rows()).isEqualTo(6502);

            database.target.execute(
                    "UPDATE shop.t SET v = -1 WHERE k IN (-9223372036854775808, 9223372036854775807)",
                    "DELETE FROM shop.t WHERE v IN (1, 3000, 6500)");
            assertThat(differences(database.verify(SMALL_RANGES))).hasSize(5);
        }
    }

    private static List<Long> rowsOf(MigratedDatabase database, List<KeyRange> ranges) {
        TableSql source = TableSql.source(database.table("t"));
        try (Session session = SessionPair.openSource(database.sourceDatabase)) {
            return ranges.stream()
                    .map(range ->
                            SliceDigests.whole(session, source, Slice.of(range)).rows())
                    .toList();
        }
    }

    /** The optimizer asks only the largest partitions, and takes the others for nearly empty. */
    @Test
    void aPartitionedTableIsCutByItsKeys() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(
                "CREATE TABLE t (k INT, n INT, v INT, PRIMARY KEY (k, n)) PARTITION BY RANGE (n)"
                        + " (PARTITION a VALUES LESS THAN (10), PARTITION b VALUES LESS THAN (20),"
                        + " PARTITION c VALUES LESS THAN (30), PARTITION d VALUES LESS THAN (40))",
                "INSERT INTO t SELECT seq, seq DIV 1000 * 10, seq FROM seq_1_to_3999",
                "ANALYZE TABLE t PERSISTENT FOR ALL")) {
            List<KeyRange> ranges = ranges(database, "t");

            assertThat(ranges).hasSizeBetween(39, 41);
            assertThat(rowsOf(database, ranges)).allMatch(rows -> rows <= RANGE_ROWS);
        }
    }

    /** PostgreSQL would not find them by its index. */
    @Test
    void noRangeEndsWithAnIntegerThatTheTargetCannotHold() throws Exception {
        MappingRules rules = new MappingRules(
                Map.of(Loss.OUT_OF_RANGE, Policy.of(Policy.Kind.REJECT)),
                List.of(new ColumnRule("t.k", TypeChoice.BIGINT, Map.of())),
                true,
                List.of(),
                List.of(),
                List.of());
        try (MigratedDatabase database = new MigratedDatabase(
                rules,
                "CREATE TABLE t (k BIGINT UNSIGNED PRIMARY KEY, v INT)",
                "INSERT INTO t SELECT seq * 18446744073709551, seq FROM seq_1_to_500")) {
            database.source.execute(
                    "INSERT INTO t SELECT seq * 18446744073709551, seq FROM seq_501_to_1000",
                    "ANALYZE TABLE t PERSISTENT FOR ALL");
            assertThat(ranges(database, "t"))
                    .hasSizeBetween(3, 20)
                    .extracting(KeyRange::from)
                    .allMatch(from -> from == null || new BigInteger(from).bitLength() < Long.SIZE);
            assertThat(database.verify(SMALL_RANGES)).isInstanceOf(VerificationReport.Clean.class);
        }
    }

    @Test
    void anEmptyTableIsOneRange() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase("CREATE TABLE t (k INT PRIMARY KEY)")) {
            assertThat(ranges(database, "t")).containsExactly(KeyRange.ALL);
        }
    }

    @Test
    void everyRowIsComparedOnceWhateverItsDay() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(DAYS)) {
            assertThat(ranges(database, "days"))
                    .hasSizeGreaterThan(6)
                    .extracting(KeyRange::from)
                    .doesNotHaveDuplicates()
                    .doesNotContain("0000-05-05", "0999-12-31");
            VerificationReport clean = database.verify(SMALL_RANGES);
            assertThat(clean).isInstanceOf(VerificationReport.Clean.class);
            assertThat(clean.rows()).isEqualTo(954);
            assertThat(clean.tables().get(0).ranges())
                    .isEqualTo(ranges(database, "days").size());

            database.target.execute(
                    "INSERT INTO shop.days VALUES ('-infinity', 1, 1), ('infinity', 1, 1), ('0044-03-15 BC', 1, 1)",
                    "UPDATE shop.days SET v = 0 WHERE day = '0001-05-05 BC' OR day = '9999-12-31'",
                    "DELETE FROM shop.days WHERE day = '2024-06-01' AND shop = 200");
            assertThat(differences(database.verify(SMALL_RANGES)))
                    .extracting(difference -> difference.kind() + " " + difference.key())
                    .containsExactlyInAnyOrder(
                            "EXTRA day=-infinity, shop=1",
                            "EXTRA day=infinity, shop=1",
                            "EXTRA day=0044-03-15 BC, shop=1",
                            "CHANGED day=0000-05-05, shop=1",
                            "CHANGED day=9999-12-31, shop=1",
                            "MISSING day=2024-06-01, shop=200");
        }
    }

    /** More of them than a range has rows, so that one would end with them. */
    @Test
    void daysOfNoCalendarEndNoRangeAndAreMissing() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(DAYS)) {
            noDates(database);
            assertThat(ranges(database, "days"))
                    .hasSizeGreaterThan(6)
                    .extracting(KeyRange::from)
                    .doesNotContain("0000-00-00", "2024-00-15", "2024-02-31");
            VerificationReport report = database.verify(SMALL_RANGES);
            assertThat(report.differing()).isEqualTo(450);
            assertThat(differences(report)).allMatch(difference -> difference.kind() == RowDifference.Kind.MISSING);
        }
    }

    @Test
    void daysThatAreSetAsideAreInNoRange() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(zeroDates(Policy.of(Policy.Kind.REJECT)), DAYS)) {
            noDates(database);
            assertThat(ranges(database, "days")).hasSizeGreaterThan(6);
            assertThat(database.verify(SMALL_RANGES)).isInstanceOf(VerificationReport.Clean.class);
        }
    }

    @Test
    void aLongRangeIsNarrowedDownToItsPartsByBothServersAlike() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(
                "CREATE TABLE wide (id INT PRIMARY KEY, v INT)",
                "INSERT INTO wide SELECT CAST(seq AS SIGNED) * 3 - 90000, seq FROM seq_1_to_60000",
                "ANALYZE TABLE wide PERSISTENT FOR ALL")) {
            Parts parts = Parts.of(new KeyRange("-45000", "45000"), true);
            assertThat(parts.count()).isEqualTo(Parts.MOST);
            SessionPair.Both<Map<Integer, Digest>, Map<Integer, Digest>> equal = digests(database, parts);
            assertThat(equal.source()).hasSize(Parts.MOST).isEqualTo(equal.target());

            database.target.execute(
                    "UPDATE shop.wide SET v = 0 WHERE id IN (0, -44997, 44997)",
                    "DELETE FROM shop.wide WHERE id = 30",
                    "INSERT INTO shop.wide VALUES (31, 1), (-89996, 1), (100000, 1)");
            SessionPair.Both<Map<Integer, Digest>, Map<Integer, Digest>> damaged = digests(database, parts);
            assertThat(damaged.source()).isEqualTo(equal.source());
            assertThat(damaged.target().entrySet().stream()
                            .filter(part ->
                                    !part.getValue().equals(damaged.source().get(part.getKey())))
                            .map(Map.Entry::getKey))
                    .containsExactly(0, parts.of(0), parts.of(30), Parts.MOST - 1);
            VerifyOptions longRanges = new VerifyOptions(100, 2, 15_000, Duration.ofSeconds(10), Method.AUTO);
            assertThat(differences(database.verify(longRanges)))
                    .extracting(difference -> difference.kind() + " " + difference.key())
                    .containsExactlyInAnyOrder(
                            "CHANGED id=0",
                            "CHANGED id=-44997",
                            "CHANGED id=44997",
                            "MISSING id=30",
                            "EXTRA id=31",
                            "EXTRA id=-89996",
                            "EXTRA id=100000");
        }
    }

    private static SessionPair.Both<Map<Integer, Digest>, Map<Integer, Digest>> digests(
            MigratedDatabase database, Parts parts) throws InterruptedException {
        TableSql source = TableSql.source(database.table("wide"));
        TableSql target = TableSql.target(database.table("wide"));
        try (SessionPair sessions = SessionPair.open(database.sourceDatabase, database.targetDatabase)) {
            return sessions.both(
                    () -> SliceDigests.parts(sessions.source(), source, parts),
                    () -> SliceDigests.parts(sessions.target(), target, parts));
        }
    }

    private static MappingRules zeroDates(Policy policy) {
        return new MappingRules(Map.of(Loss.ZERO_DATE, policy), List.of(), true, List.of(), List.of(), List.of());
    }

    private static void noDates(MigratedDatabase database) throws SQLException {
        database.source.execute(
                "SET SESSION sql_mode = 'ALLOW_INVALID_DATES'",
                "INSERT INTO days SELECT '0000-00-00', 1000 + seq, 1 FROM seq_1_to_150",
                "INSERT INTO days SELECT '2024-00-15', 1000 + seq, 1 FROM seq_1_to_150",
                "INSERT INTO days SELECT '2024-02-31', 1000 + seq, 1 FROM seq_1_to_150");
    }
}
