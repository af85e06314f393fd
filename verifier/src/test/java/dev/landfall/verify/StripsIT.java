package dev.landfall.verify;

import static dev.landfall.verify.MigratedDatabase.differences;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.event.GtidSet;
import dev.landfall.verify.cells.ZeroSigns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables whose sides are cut each in an order of its own, and only compared by what all of it adds up to. */
class StripsIT {
    private static final int RANGE_ROWS = 100;
    private static final VerifyOptions SMALL =
            new VerifyOptions(100, 2, RANGE_ROWS, Duration.ofSeconds(10), Method.AUTO);

    /** On the target in another order than the source has them, in blocks of its own. */
    private static String[] table(String type, String value) {
        return new String[] {
            "CREATE TABLE t (k " + type + ", n INT, v INT, note VARCHAR(200), PRIMARY KEY (k, n))",
            "INSERT INTO t SELECT " + value + ", seq % 3, seq, REPEAT('x', 150) FROM seq_1_to_900 ORDER BY MD5(seq)",
            "ANALYZE TABLE t PERSISTENT FOR ALL"
        };
    }

    private static List<Strip> strips(MigratedDatabase database, String table) throws Exception {
        TableCheck check = new TableCheck(database.table(table), List.of(), 1000, 100, Method.AUTO, ZeroSigns.IGNORED);
        try (SessionPair sessions = SessionPair.open(database.sourceDatabase, database.targetDatabase)) {
            return new StripPlanner(sessions, new RangePlanner(sessions.source(), RANGE_ROWS, () -> {}), RANGE_ROWS)
                    .split(check);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '#',
            value = {
                "VARCHAR(40) COLLATE utf8mb4_general_ci; CONCAT(IF(seq % 2, 'Ä', 'a'), seq DIV 3, IF(seq % 5, '', ' x'))",
                "VARCHAR(40) COLLATE utf8mb4_uca1400_as_cs; CONCAT(IF(seq % 2, 'Ä', 'a'), seq DIV 3)",
                "VARCHAR(40) CHARACTER SET latin1 COLLATE latin1_swedish_ci; CONCAT(IF(seq % 2, 'Ö', 'z'), seq)",
                "VARCHAR(40) COLLATE utf8mb4_nopad_bin; CONCAT(CHAR(1 + seq % 40), seq)",
                "CHAR(36) CHARACTER SET ascii; UUID()",
                "UUID; UUID()"
            })
    void bothSidesAreReadInStripsAndComparedAsOne(String type, String value) throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(table(type, value))) {
            List<Strip> strips = strips(database, "t");
            assertThat(strips).hasSizeBetween(6, 11);
            assertThat(strips).filteredOn(strip -> strip.onTarget() != null).hasSizeGreaterThan(4);
            VerificationReport clean = database.verify(SMALL);
            assertThat(clean).isInstanceOf(VerificationReport.Clean.class);
            assertThat(clean.rows()).isEqualTo(900);
            assertThat(clean.tables().get(0).targetRows()).isEqualTo(900);
            assertThat(clean.tables().get(0).ranges()).isBetween(6L, 11L);

            database.target.execute(
                    "UPDATE shop.t SET v = 0 WHERE v IN (1, 450)",
                    "DELETE FROM shop.t WHERE v IN (2, 899)",
                    "INSERT INTO shop.t SELECT k, 100, v, note FROM shop.t WHERE v = 77");
            VerificationReport damaged = database.verify(SMALL);
            assertThat(differences(damaged))
                    .extracting(difference -> difference.kind().name())
                    .containsExactlyInAnyOrder("CHANGED", "CHANGED", "MISSING", "MISSING", "EXTRA");
            assertThat(damaged.tables().get(0).sourceRows()).isEqualTo(900);
            assertThat(damaged.tables().get(0).targetRows()).isEqualTo(899);
            assertThat(damaged.tables().get(0).ranges()).isBetween(6L, 11L);
        }
    }

    /** Sums of the servers' digests would be there if all strips had been read once more. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '#',
            value = {
                "UUID; UUID(); true",
                "VARCHAR(16) COLLATE utf8mb4_general_ci; CONCAT(IF(seq % 2, 'Ä', 'a'), seq); true",
                "VARCHAR(40) CHARACTER SET latin1 COLLATE latin1_swedish_ci; CONCAT('Ö', seq); true",
                "CHAR(36) CHARACTER SET utf8mb3; UUID(); true",
                // Keys of more bytes than are added up
                "VARCHAR(100); CONCAT(REPEAT('é', 40), seq); false",
                // Rows that are not read here
                "CHAR(36) CHARACTER SET ascii; UUID(); false"
            })
    void aFewRowsThatDifferAreToldByTheFirstReading(String type, String value, boolean told) throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(table(type, value))) {
            database.target.execute(
                    "UPDATE shop.t SET v = -v WHERE v IN (1, 450)",
                    "UPDATE shop.t SET n = n + 10 WHERE v = 300",
                    "DELETE FROM shop.t WHERE v IN (2, 899)",
                    "INSERT INTO shop.t SELECT k, 100, v, note FROM shop.t WHERE v = 77");
            VerificationReport damaged = database.verify(SMALL);
            assertThat(differences(damaged))
                    .extracting(difference -> difference.kind().name())
                    .containsExactlyInAnyOrder("CHANGED", "CHANGED", "MISSING", "MISSING", "EXTRA", "MISSING", "EXTRA");
            assertThat(damaged.differing()).isEqualTo(7);
            assertThat(damaged.tables().get(0).checksums() == null).isEqualTo(told);

            // More than a sketch tells
            database.target.execute("UPDATE shop.t SET v = v + 1000 WHERE n < 50");
            assertThat(database.verify(SMALL).differing()).isGreaterThan(890);
        }
    }

    /** Both servers have one order for them, so that each range is compared by itself. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '#',
            value = {
                "DECIMAL(20,4); (CAST(seq AS SIGNED) - 450) * 1000000.0003",
                "DECIMAL(10,0) UNSIGNED ZEROFILL; seq * 7",
                "VARBINARY(20); CONCAT(UNHEX(MD5(seq DIV 2)), IF(seq % 2, X'00', ''))",
                "VARBINARY(20); IF(seq = 1, '', CONCAT(REPEAT(X'00', seq % 17), seq))"
            })
    void numbersAndBytesAreCutIntoRanges(String type, String value) throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(table(type, value))) {
            assertThat(TableSql.source(database.table("t")).inRanges()).isTrue();
            VerificationReport clean = database.verify(SMALL);
            assertThat(clean).isInstanceOf(VerificationReport.Clean.class);
            assertThat(clean.rows()).isEqualTo(900);
            assertThat(clean.tables().get(0).ranges()).isBetween(6L, 11L);

            database.target.execute(
                    "UPDATE shop.t SET v = 0 WHERE v IN (1, 450)", "DELETE FROM shop.t WHERE v IN (2, 899)");
            assertThat(differences(database.verify(SMALL)))
                    .extracting(difference -> difference.kind().name())
                    .containsExactlyInAnyOrder("CHANGED", "CHANGED", "MISSING", "MISSING");
        }
    }

    /** A NaN is greater than any number, and only PostgreSQL has one. */
    @Test
    void aDecimalThatOnlyTheTargetHoldsIsExtra() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(
                "CREATE TABLE t (k DECIMAL(12,2) PRIMARY KEY, v INT)",
                "INSERT INTO t SELECT seq / 4, seq FROM seq_1_to_900",
                "ANALYZE TABLE t PERSISTENT FOR ALL")) {
            database.target.execute("INSERT INTO shop.t VALUES ('NaN', 1), (-5, 1)");
            assertThat(differences(database.verify(SMALL)))
                    .extracting(difference -> difference.kind() + " " + difference.key())
                    .containsExactlyInAnyOrder("EXTRA k=NaN", "EXTRA k=-5.00");
        }
    }

    @Test
    void whatIsFoundInStripsIsFoundInDocumentsToo() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(
                "CREATE TABLE t (k VARCHAR(20) PRIMARY KEY, j JSON)",
                "INSERT INTO t SELECT CONCAT('k', seq), CONCAT('{\"b\": ', seq, ', \"a\": [1.0, \"ü\"]}') FROM seq_1_to_900",
                "ANALYZE TABLE t PERSISTENT FOR ALL")) {
            assertThat(strips(database, "t")).hasSizeGreaterThan(5);
            assertThat(database.verify(SMALL)).isInstanceOf(VerificationReport.Clean.class);

            database.target.execute("UPDATE shop.t SET j = '{\"b\": 7, \"a\": [1.0, \"u\"]}' WHERE k = 'k7'");
            assertThat(differences(database.verify(SMALL)))
                    .extracting(RowDifference::key)
                    .containsExactly("k=k7");
        }
    }

    /** The same blocks of each partition, of which one has none and one has many. */
    @Test
    void aPartitionedTargetIsReadOnce() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(table("UUID", "UUID()"))) {
            database.target.execute(
                    "ALTER TABLE shop.t RENAME TO t_old",
                    "CREATE TABLE shop.t (LIKE shop.t_old) PARTITION BY RANGE (v)",
                    "CREATE TABLE shop.t_none PARTITION OF shop.t FOR VALUES FROM (-100) TO (0)",
                    "CREATE TABLE shop.t_few PARTITION OF shop.t FOR VALUES FROM (0) TO (50)",
                    "CREATE TABLE shop.t_most PARTITION OF shop.t FOR VALUES FROM (50) TO (1000)",
                    "INSERT INTO shop.t SELECT * FROM shop.t_old");
            assertThat(strips(database, "t"))
                    .filteredOn(strip -> strip.onTarget() != null)
                    .hasSizeGreaterThan(4);
            VerificationReport clean = database.verify(SMALL);
            assertThat(clean).isInstanceOf(VerificationReport.Clean.class);
            assertThat(clean.tables().get(0).targetRows()).isEqualTo(900);
        }
    }

    /** One value has most rows, and to find it in the index would read all of them: its ends are found by walking the key. */
    @Test
    void aColumnOfFewValuesIsCutAllTheSame() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(
                "CREATE TABLE t (k VARCHAR(20), n INT, v INT, note VARCHAR(200), PRIMARY KEY (k, n))",
                "INSERT INTO t SELECT CONCAT('tenant ', seq % 4), seq, seq, REPEAT('x', 150) FROM seq_1_to_900",
                "ANALYZE TABLE t PERSISTENT FOR ALL")) {
            assertThat(strips(database, "t")).hasSizeBetween(2, 5);
            database.target.execute("UPDATE shop.t SET v = 0 WHERE v = 450");
            assertThat(differences(database.verify(SMALL))).hasSize(1);
        }
    }

    /** So many literals MariaDB makes a table of unless it is told not to, and may refuse to compare that with the column. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "VARCHAR(40) CHARACTER SET latin1 COLLATE latin1_swedish_ci",
                "VARCHAR(40) COLLATE utf8mb4_uca1400_as_cs",
                "UUID"
            })
    void theSourceOrdersThousandsOfKeys(String type) throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(
                        "CREATE TABLE t (k " + type + " PRIMARY KEY)",
                        "INSERT INTO t SELECT CONCAT(LEFT(MD5(seq), 8), '-0000-4000-8000-', LPAD(seq, 12, '0')) FROM seq_1_to_9000",
                        "ANALYZE TABLE t");
                SessionPair sessions = SessionPair.open(database.sourceDatabase, database.targetDatabase)) {
            List<String> keys = new ArrayList<>();
            database.target
                    .query("SELECT k::text FROM shop.t")
                    .forEach(row -> keys.add(Objects.requireNonNull(row.get(0))));
            List<String> ordered = sessions.source()
                    .query(TableSql.source(database.table("t")).ranges().order(new HashSet<>(keys)), row -> {
                        List<String> found = new ArrayList<>();
                        while (row.next()) {
                            found.add(row.getString(1));
                        }
                        return found;
                    });
            assertThat(ordered)
                    .hasSize(9000)
                    .isEqualTo(database.source.query("SELECT CAST(k AS CHAR) FROM t ORDER BY k").stream()
                            .map(row -> row.get(0))
                            .toList());
        }
    }

    /** Ends come from the target, where a key may be that the source has not. */
    @Test
    void keysThatOnlyTheTargetHasEndNoStrip() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(table("VARCHAR(40)", "CONCAT('key ', seq)"))) {
            database.target.execute("UPDATE shop.t SET k = 'other ' || k");
            assertThat(strips(database, "t")).isNotEmpty();
            assertThat(database.verify(SMALL).differing()).isEqualTo(1800);
        }
    }

    @Test
    void aKeyThatTheSourceCannotHoldIsExtra() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(
                table("VARCHAR(40) CHARACTER SET latin1 COLLATE latin1_swedish_ci", "CONCAT('key ', seq)"))) {
            database.target.execute(
                    "INSERT INTO shop.t SELECT '\u26f5 ' || v, n, -v, note FROM shop.t WHERE v % 3 = 0");
            assertThat(strips(database, "t")).hasSizeBetween(6, 11);
            assertThat(database.verify(SMALL).differing()).isEqualTo(300);
        }
    }

    /** Otherwise each strip would cost as much as the whole table. */
    @Test
    void postgreSqlReadsTheBlocksOfAStripAndNoOthers() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(table("UUID", "UUID()"))) {
            TableSql target = TableSql.target(database.table("t"));
            for (KeyRange range : Blocks.ranges(6, 3)) {
                assertThat(database.target
                                .query("EXPLAIN " + target.rows(Slice.of(range)))
                                .toString())
                        .contains("Tid Range Scan")
                        .doesNotContain("Seq Scan");
            }
        }
    }

    /** Beside a stream both sides are frozen first, and each strip is read in the same view. */
    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"ROWS", "CHECKSUMS"})
    void aFencedVerificationReadsStripsToo(Method method) throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(
                table("VARCHAR(40) CHARACTER SET utf16 COLLATE utf16_general_ci", "CONCAT('Ö', seq)"))) {
            VerifyOptions options = new VerifyOptions(100, 2, RANGE_ROWS, Duration.ofSeconds(20), method, true);
            ApplierProgress stream =
                    new StandingStream(GtidSet.parse(database.source.value("SELECT @@gtid_binlog_pos")));
            VerificationReport clean = database.verify(options, stream);
            assertThat(clean).isInstanceOf(VerificationReport.Clean.class);
            assertThat(clean.strength()).as(clean.toString()).isEqualTo(Strength.FENCED);
            assertThat(clean.tables().get(0).ranges()).isBetween(6L, 11L);

            database.target.execute("UPDATE shop.t SET v = 0 WHERE v IN (3, 444)");
            VerificationReport damaged = database.verify(options, stream);
            assertThat(damaged.differing()).isEqualTo(2);
            assertThat(damaged.tables().get(0).targetRows()).isEqualTo(900);
        }
    }

    /** Rows that are equal but for the side they are on, in strips that have nothing in common, do not cancel each other. */
    @Test
    void twoDifferencesThatMakeUpForEachOtherAreBothFound() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(table("CHAR(36)", "CONCAT('key ', seq)"))) {
            database.target.execute("UPDATE shop.t SET v = CASE v WHEN 5 THEN 6 ELSE 5 END WHERE v IN (5, 6)");
            assertThat(differences(database.verify(SMALL)))
                    .extracting(difference -> difference.kind() + " " + difference.key())
                    .containsExactlyInAnyOrder("CHANGED k=key 5, n=2", "CHANGED k=key 6, n=0");
        }
    }

    @Test
    void aTableWithDamageInEveryRowIsCountedInFull() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(table("UUID", "UUID()"))) {
            database.target.execute("UPDATE shop.t SET v = -v");
            VerificationReport report = database.verify(SMALL);
            assertThat(report.differing()).isEqualTo(900);
            assertThat(differences(report)).hasSize(100);
        }
    }

    /** Each question for an end would sort the whole table. */
    @Test
    void aKeyOfAPrefixIsReadAsAWhole() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(
                "CREATE TABLE t (k VARCHAR(100), v INT, PRIMARY KEY (k(10)))",
                "INSERT INTO t SELECT CONCAT(seq, REPEAT('-', 50)), seq FROM seq_1_to_900",
                "CREATE TABLE b (k VARBINARY(100), v INT, PRIMARY KEY (k(10)))",
                "INSERT INTO b SELECT k, v FROM t",
                "ANALYZE TABLE t, b PERSISTENT FOR ALL")) {
            VerificationReport clean = database.verify(SMALL);
            assertThat(clean).isInstanceOf(VerificationReport.Clean.class);
            assertThat(clean.tables()).allMatch(table -> table.ranges() == 1);
        }
    }

    @Test
    void whatHasNoPrimaryKeyAndWhatTheSourceOrdersOtherwiseIsReadAsAWhole() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(
                "CREATE TABLE ratios (ratio DOUBLE PRIMARY KEY)",
                "CREATE TABLE bag (day DATE, v INT)",
                "CREATE TABLE colours (colour ENUM('red', 'blue'), n INT, PRIMARY KEY (colour, n))",
                "CREATE TABLE labels (label SET('a', 'b'), n INT, PRIMARY KEY (label, n))")) {
            for (String table : List.of("ratios", "bag", "colours", "labels")) {
                TableSql source = TableSql.source(database.table(table));
                assertThat(source.inRanges() || source.inStrips()).as(table).isFalse();
            }
        }
    }

    @Test
    void blocksAreCoveredOnceWhateverTheirNumber() {
        assertThat(Blocks.ranges(0, 5)).containsExactly(KeyRange.ALL);
        assertThat(Blocks.ranges(1, 5)).containsExactly(KeyRange.ALL);
        assertThat(Blocks.ranges(100, 1)).containsExactly(KeyRange.ALL);
        assertThat(Blocks.ranges(7, 3))
                .containsExactly(new KeyRange("0", "2"), new KeyRange("2", "4"), new KeyRange("4", null));
        List<String> ends = new ArrayList<>();
        Blocks.ranges(3, 10).forEach(range -> ends.add(range.from() + "-" + range.until()));
        assertThat(ends).containsExactly("0-1", "1-2", "2-null");
    }
}
