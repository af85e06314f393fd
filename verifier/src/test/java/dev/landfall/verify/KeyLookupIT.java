package dev.landfall.verify;

import static dev.landfall.verify.MigratedDatabase.differences;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.rules.ColumnRule;
import dev.landfall.rules.TypeChoice;
import dev.landfall.testing.TestMariaDb;
import dev.landfall.testing.TestSourceDatabase;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Keys by whose values no server, or only one, finds a row. */
class KeyLookupIT {
    /** Codes of one byte and of two, of which each is one whole character. */
    private static final String CODES = "SELECT UNHEX(LPAD(HEX(seq), 2, '0')) AS code FROM seq_0_to_255"
            + " UNION ALL SELECT UNHEX(HEX(seq)) FROM seq_33024_to_65278";

    @Test
    void differencesBehindABooleanInTheKeyAreNamed() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(
                TypeCase.rules(List.of(new ColumnRule("*.flag", TypeChoice.BOOLEAN, Map.of()))),
                "CREATE TABLE last (id INT, flag TINYINT(1), v INT, PRIMARY KEY (id, flag))",
                "CREATE TABLE first (flag TINYINT(1), id INT, v INT, PRIMARY KEY (flag, id))",
                "INSERT INTO last SELECT seq, seq % 2, seq FROM seq_1_to_300",
                "INSERT INTO first SELECT seq % 2, seq, seq FROM seq_1_to_300",
                "ANALYZE TABLE last, first")) {
            assertThat(database.verify(VerifyOptions.DEFAULTS)).isInstanceOf(VerificationReport.Clean.class);
            for (String table : List.of("first", "last")) {
                database.target.execute(
                        "UPDATE shop." + table + " SET v = 0 WHERE id = 7",
                        "DELETE FROM shop." + table + " WHERE id = 8",
                        "INSERT INTO shop." + table + " (id, flag) VALUES (9, false)");
            }
            assertThat(differences(database.verify(VerifyOptions.DEFAULTS)))
                    .extracting(RowDifference::inShort)
                    .containsExactlyInAnyOrder(
                            "flag=1, id=7 in v",
                            "flag=0, id=8 missing on the target",
                            "flag=0, id=9 on the target only",
                            "id=7, flag=1 in v",
                            "id=8, flag=0 missing on the target",
                            "id=9, flag=0 on the target only");
        }
    }

    @Test
    void differencesBehindATextThatDoesNotComeBackFromUnicodeAreNamed() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(
                "CREATE TABLE t (k VARCHAR(20) CHARACTER SET sjis PRIMARY KEY, v INT)",
                "INSERT INTO t SELECT CONCAT(CONVERT(X'815F' USING sjis), seq), seq FROM seq_1_to_300",
                "ANALYZE TABLE t")) {
            assertThat(database.verify(VerifyOptions.DEFAULTS)).isInstanceOf(VerificationReport.Clean.class);
            database.target.execute("UPDATE shop.t SET v = 0 WHERE v = 7", "DELETE FROM shop.t WHERE v = 8");
            assertThat(differences(database.verify(VerifyOptions.DEFAULTS)))
                    .extracting(RowDifference::inShort)
                    .containsExactlyInAnyOrder("k=\\7 in v", "k=\\8 missing on the target");
            assertThat(TableSql.target(database.table("t")).keyFound()).isFalse();
        }
    }

    @Test
    void noOtherCharacterSetLosesCodesOnTheWayToUnicodeAndBack() throws SQLException {
        Set<String> losing = new HashSet<>();
        try (TestSourceDatabase source = TestMariaDb.shared().createDatabase()) {
            for (List<String> row : source.query("SELECT character_set_name FROM information_schema.character_sets"
                    + " WHERE maxlen <= 3 AND character_set_name NOT IN ('binary', 'ucs2', 'utf8mb3')")) {
                String charset = row.get(0);
                String text = "CONVERT(code USING " + charset + ")";
                String back = "CONVERT(CONVERT(" + text + " USING utf8mb4) USING " + charset + ")";
                String lost = source.value("SELECT COUNT(*) FROM (" + CODES + ") AS codes WHERE CHAR_LENGTH(" + text
                        + ") = 1 AND CONVERT(" + text + " USING BINARY) = code AND CONVERT(" + text
                        + " USING utf8mb4) <> '?' AND CONVERT(" + back + " USING BINARY) <> code");
                if (!"0".equals(lost)) {
                    losing.add(charset);
                }
            }
        }
        assertThat(losing).contains("sjis", "cp932").isSubsetOf(KeyColumns.AMBIGUOUS);
    }
}
