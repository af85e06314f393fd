package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an assessment says beforehand: every trap once, and nothing about what is no trap. */
class AssessCommandIT {
    private static final String SESSION = "SET SESSION sql_mode = '', foreign_key_checks = 0";

    @TempDir
    private Path folder;

    /** @param finding code and place of the one finding that the statements make */
    private record Trap(String finding, String... sql) {}

    private static final List<Trap> TRAPS = List.of(
            new Trap(
                    "TYPE-101 t01.n",
                    "CREATE TABLE t01 (id INT PRIMARY KEY, n BIGINT UNSIGNED)",
                    "INSERT INTO t01 VALUES (1, 1)"),
            new Trap("TYPE-106 t02.g", "CREATE TABLE t02 (id INT PRIMARY KEY, g POINT)"),
            new Trap("TYPE-107 t03.t", "CREATE TABLE t03 (id INT PRIMARY KEY, t TIME)"),
            new Trap("TYPE-108 t04.f", "CREATE TABLE t04 (id INT PRIMARY KEY, f FLOAT(7,2))"),
            new Trap(
                    "TYPE-109 t05.b",
                    "CREATE TABLE t05 (id INT PRIMARY KEY, b BOOL)",
                    "INSERT INTO t05 VALUES (1, 2), (2, 0)"),
            new Trap(
                    "TYPE-110 t06.j",
                    "CREATE TABLE t06 (id INT PRIMARY KEY, j JSON)",
                    "INSERT INTO t06 VALUES (1, '1.'), (2, '{}')"),
            new Trap(
                    "TYPE-111 t07.j",
                    "CREATE TABLE t07 (id INT PRIMARY KEY, j JSON)",
                    "INSERT INTO t07 VALUES (1, '{\"a\":1,\"a\":1}')"),
            new Trap(
                    "TYPE-105 t08.j",
                    "CREATE TABLE t08 (id INT PRIMARY KEY, j JSON)",
                    "INSERT INTO t08 VALUES (1, '{}')"),
            new Trap("TYPE-112 t09.c", "CREATE TABLE t09 (id INT PRIMARY KEY, c CHAR(5) CHARACTER SET keybcs2)"),
            new Trap("TYPE-113 t10.z", "CREATE TABLE t10 (id INT PRIMARY KEY, z INT(5) ZEROFILL)"),
            new Trap("TYPE-115 t11.e", "CREATE TABLE t11 (id INT PRIMARY KEY, e ENUM('a','b'))"),
            new Trap("TYPE-116 t12.s", "CREATE TABLE t12 (id INT PRIMARY KEY, s SET('a','b'))"),
            new Trap(
                    "DATA-001 t13.d",
                    "CREATE TABLE t13 (id INT PRIMARY KEY, d DATE)",
                    "INSERT INTO t13 VALUES (1, '0000-00-00'), (2, '2024-00-10'), (3, '2024-01-01')"),
            new Trap(
                    "DATA-002 t14.c",
                    "CREATE TABLE t14 (id INT PRIMARY KEY, c VARCHAR(9))",
                    "INSERT INTO t14 VALUES (1, 'a\\0'), (2, 'b')"),
            new Trap(
                    "DATA-003 t15.c",
                    "CREATE TABLE t15 (id INT PRIMARY KEY, c VARCHAR(9) CHARACTER SET gbk)",
                    "INSERT INTO t15 VALUES (1, x'FEFE'), (2, 'b')"),
            new Trap(
                    "DATA-006 t16.t16_orphan",
                    "CREATE TABLE t16p (id INT PRIMARY KEY)",
                    "CREATE TABLE t16 (id INT PRIMARY KEY, p INT, CONSTRAINT t16_orphan FOREIGN KEY (p) REFERENCES t16p (id))",
                    "INSERT INTO t16 VALUES (1, 99)"),
            new Trap(
                    "DATA-007 t17.c",
                    "CREATE TABLE t17 (id INT PRIMARY KEY, c VARCHAR(9), KEY (c))",
                    "INSERT INTO t17 VALUES (1, 'a'), (2, 'A')"),
            new Trap(
                    "DATA-008 t39.e",
                    "CREATE TABLE t39 (id INT PRIMARY KEY, e ENUM('a','b'))",
                    "INSERT INTO t39 VALUES (1, 'wrong'), (2, 'a')"),
            new Trap(
                    "COLUMN-001 t18.g",
                    "CREATE TABLE t18 (id INT PRIMARY KEY, c VARCHAR(9), g VARCHAR(9) AS (UPPER(c)) STORED)"),
            new Trap(
                    "COLUMN-002 t19.c",
                    "CREATE TABLE t19 (id INT PRIMARY KEY, c VARCHAR(40) DEFAULT (CONCAT(USER(), 'x')))"),
            new Trap(
                    "COLUMN-003 t20.t",
                    "CREATE TABLE t20 (id INT PRIMARY KEY, t DATETIME ON UPDATE CURRENT_TIMESTAMP)"),
            new Trap(
                    "CHECK-001 t21.t21_check",
                    "CREATE TABLE t21 (id INT PRIMARY KEY, c VARCHAR(9), CONSTRAINT t21_check CHECK (c <> 'x'))"),
            new Trap(
                    "INDEX-001 t22.s",
                    "CREATE TABLE t22 (id INT PRIMARY KEY, g BINARY(9))",
                    "ALTER TABLE t22 ADD p POINT NOT NULL, ADD SPATIAL INDEX s (p)"),
            new Trap(
                    "INDEX-002 t23.k",
                    "CREATE TABLE t23 (id INT PRIMARY KEY, j JSON, KEY k (j(20)))",
                    "INSERT INTO t23 VALUES (1, '{\"a\":1,\"a\":1}')"),
            new Trap("INDEX-003 t24.k", "CREATE TABLE t24 (id INT PRIMARY KEY, c VARCHAR(9), UNIQUE k (c))"),
            new Trap("INDEX-004 t25.k", "CREATE TABLE t25 (id INT PRIMARY KEY, c VARBINARY(3000), KEY k (c))"),
            new Trap("INDEX-005 t26.k", "CREATE TABLE t26 (id INT PRIMARY KEY, c TEXT, FULLTEXT k (c))"),
            new Trap(
                    "INDEX-006 t27.k",
                    "CREATE TABLE t27 (id INT PRIMARY KEY, c VARCHAR(9) COLLATE utf8mb4_turkish_ci, UNIQUE k (c))"),
            new Trap(
                    "INDEX-007 t28.k",
                    "CREATE TABLE t28 (id INT PRIMARY KEY, c VARCHAR(9) COLLATE utf8mb4_bin, UNIQUE k (c))"),
            new Trap(
                    "FK-002 t29.t29_key",
                    "CREATE TABLE t29p (id INT PRIMARY KEY, a INT, KEY (a))",
                    "CREATE TABLE t29 (id INT PRIMARY KEY, a INT, CONSTRAINT t29_key FOREIGN KEY (a) REFERENCES t29p (a))"),
            new Trap(
                    "FK-004 t30.t30_key",
                    "CREATE TABLE t30p (c CHAR(5) PRIMARY KEY) COLLATE utf8mb4_nopad_bin",
                    "ALTER TABLE t30p MODIFY c CHAR(5) COLLATE utf8mb4_turkish_ci",
                    "CREATE TABLE t30 (id INT PRIMARY KEY, c CHAR(5) COLLATE utf8mb4_turkish_ci, CONSTRAINT t30_key FOREIGN KEY"
                            + " (c) REFERENCES t30p (c))"),
            new Trap("TABLE-001 t31", "CREATE TABLE t31 (id INT PRIMARY KEY) ENGINE=MyISAM"),
            new Trap("TABLE-002 t32", "CREATE TABLE t32 (id INT PRIMARY KEY) WITH SYSTEM VERSIONING"),
            new Trap(
                    "TABLE-003 t33",
                    "CREATE TABLE t33 (c CHAR(3), PRIMARY KEY (c)) COLLATE utf8mb4_nopad_bin PARTITION BY KEY (c)"),
            new Trap("TABLE-004 t34", "CREATE TABLE t34 (a INT, b INT)"),
            new Trap(
                    "TABLE-006 t35",
                    "CREATE TABLE t35 (id INT PRIMARY KEY) PARTITION BY RANGE (id) (PARTITION p VALUES LESS THAN MAXVALUE)"),
            new Trap("OBJECT-001 t36_event", "CREATE EVENT t36_event ON SCHEDULE EVERY 1 YEAR DO SELECT 1"),
            new Trap(
                    "VIEW-001 t37_view",
                    "CREATE TABLE t37 (id INT PRIMARY KEY)",
                    "CREATE VIEW t37_view AS SELECT id FROM t37 WHERE id REGEXP '1'"));

    @Test
    void everyTrapIsReportedExactlyOnce() throws SQLException, IOException {
        try (Voyage voyage = Voyage.begin()) {
            List<String> sql = new ArrayList<>(
                    List.of("ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci", SESSION));
            List<String> expected = new ArrayList<>();
            for (Trap trap : TRAPS) {
                sql.addAll(List.of(trap.sql()));
                expected.add(trap.finding());
            }
            voyage.source().execute(sql.toArray(String[]::new));

            Path report = folder.resolve("report.json");
            Voyage.Ended ended = voyage.run("assess", "--report", report.toString());

            assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(1);
            List<String> found = new ArrayList<>();
            JsonNode findings =
                    new JsonMapper().readTree(Files.readString(report)).get("findings");
            for (JsonNode finding : findings) {
                assertThat(finding.get("text").asText()).isNotBlank();
                String place = finding.get("where").asText();
                found.add(finding.get("code").asText() + " " + place.substring(place.indexOf('.') + 1));
            }
            // What comes with a trap because of what it is made of.
            expected.addAll(List.of("TYPE-106 t22.p", "TYPE-111 t23.j", "TYPE-115 t39.e", "INDEX-006 t30p.PRIMARY"));
            assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(findings.toString())
                    .contains("for example id=1; id=2", "zeroDate: reject, null, replace or sentinel:1970-01-01");
        }
    }

    @Test
    void aCleanSchemaHasNoFinding() throws SQLException, IOException {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE customers (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(100) COLLATE utf8mb4_nopad_bin NOT"
                        + " NULL, active BOOLEAN NOT NULL DEFAULT TRUE, joined DATE, made TIMESTAMP(6) NOT NULL DEFAULT"
                        + " CURRENT_TIMESTAMP(6), rating DOUBLE, photo MEDIUMBLOB, KEY (name)) COMMENT 'people'",
                "CREATE TABLE orders (id BIGINT PRIMARY KEY, customer INT NOT NULL, total DECIMAL(10,2) NOT NULL DEFAULT 0, note"
                        + " TEXT, placed DATETIME(3), doubled DECIMAL(12,2) AS (total * 2) STORED, CHECK (total >= 0), KEY"
                        + " (customer), CONSTRAINT of FOREIGN KEY (customer) REFERENCES customers (id) ON DELETE CASCADE)",
                "CREATE VIEW totals AS SELECT customer, SUM(total) AS total FROM orders GROUP BY customer",
                "INSERT INTO customers (name, joined) VALUES ('Ann', '2024-01-01')",
                "INSERT INTO orders (id, customer, total) VALUES (1, 1, 5)")) {
            Voyage.Ended ended = voyage.run("assess", "--output", "json");

            assertThat(ended.exitCode()).as(ended.toString()).isZero();
            assertThat(ended.out()).contains("\"findings\":[]", "\"complete\":true", "\"effort\":\"low\"");
        }
    }

    @Test
    void aScanThatRunsOutOfTimeSaysSo() throws SQLException {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE big (id INT PRIMARY KEY, d DATE, j JSON)",
                "INSERT INTO big SELECT seq, '2024-01-01', '{}' FROM seq_1_to_120000",
                "ANALYZE TABLE big")) {
            Voyage.Ended ended = voyage.run("assess", "--max-scan-time", "1ms");

            assertThat(ended.exitCode()).as(ended.toString()).isZero();
            assertThat(ended.out().replaceAll("\\s+", " "))
                    .contains("a sample only of big", "--max-scan-time gives more")
                    // Without a look at all documents the cautious type is planned.
                    .doesNotContain("JSON becomes jsonb");
            Voyage.Ended whole = voyage.run("assess");
            assertThat(whole.out()).contains("120,000 rows looked at", ": all of them");
        }
    }

    @Test
    void anAssessmentChangesNothingAndIsOnePage() throws SQLException, IOException {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE t (id INT PRIMARY KEY, d DATE)",
                "CREATE TRIGGER stamp BEFORE INSERT ON t FOR EACH ROW SET NEW.d = CURRENT_DATE")) {
            String before = String.valueOf(voyage.source().value("SELECT @@gtid_binlog_pos"));
            Path page = folder.resolve("report.html");

            Voyage.Ended ended = voyage.run("assess", "--report", page.toString());

            assertThat(ended.exitCode()).as(ended.toString()).isZero();
            assertThat(ended.out().replaceAll("\\s+", " "))
                    .contains("cannot hold in 1 column(s): t.d", "After a cutover there would be no way back. Table")
                    .contains("ok way-back-wal-level: wal_level logical");
            assertThat(voyage.source().value("SELECT @@gtid_binlog_pos")).isEqualTo(before);
            assertThat(voyage.target()
                            .value("SELECT to_regnamespace('landfall') IS NULL AND to_regnamespace('shop') IS NULL"))
                    .isEqualTo("t");
            assertThat(Files.readString(page))
                    .doesNotContain("<script", "src=", "href=")
                    .contains("<svg", "Effort");
        }
    }
}
