package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where differences lie, in the report of a verification, for every kind of key that has an order. */
class KeyMapIT {
    @Test
    void theStripGoesByDatesBytesUuidsAndTextsAsWell(@TempDir Path folder) throws SQLException, IOException {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE days (day DATE PRIMARY KEY, v INT)",
                "INSERT INTO days SELECT '2024-01-01' + INTERVAL seq DAY, seq FROM seq_0_to_300",
                "CREATE TABLE moments (at DATETIME(6), shop INT, v INT, PRIMARY KEY (at, shop))",
                "INSERT INTO moments SELECT '2024-01-01' + INTERVAL seq HOUR + INTERVAL seq * 10 MICROSECOND, 1, seq"
                        + " FROM seq_0_to_100",
                "CREATE TABLE stamps (at TIMESTAMP(3) DEFAULT '2024-01-01 00:00:00', v INT, PRIMARY KEY (at))",
                "INSERT INTO stamps SELECT '2024-07-01' + INTERVAL seq MINUTE, seq FROM seq_0_to_100",
                "CREATE TABLE hashes (hash BINARY(2) PRIMARY KEY, v INT)",
                "INSERT INTO hashes SELECT UNHEX(LPAD(HEX(seq * 256), 4, '0')), seq FROM seq_0_to_255",
                "CREATE TABLE tokens (token VARBINARY(20) PRIMARY KEY, v INT)",
                "INSERT INTO tokens VALUES (X'', 1), (X'80', 2), (X'FF0A', 3)",
                "CREATE TABLE uuids (id UUID PRIMARY KEY, v INT)",
                "INSERT INTO uuids SELECT CONCAT(LPAD(HEX(seq * 16), 2, '0'), '000000-0000-4000-8000-000000000001'), seq"
                        + " FROM seq_0_to_15",
                "CREATE TABLE codes (code VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci PRIMARY KEY, v INT)",
                "INSERT INTO codes VALUES ('', 0), ('B<i>old</i>', 1), ('a', 2), ('zürich', 3), (REPEAT('é', 80), 4)",
                "CREATE TABLE flags (flag DOUBLE PRIMARY KEY, v INT)",
                "INSERT INTO flags VALUES (0.5, 1)")) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            voyage.target()
                    .execute(
                            "UPDATE shop.days SET v = -1 WHERE day = '2024-05-30'",
                            "INSERT INTO shop.days VALUES ('infinity', 7)",
                            "UPDATE shop.moments SET v = -1 WHERE v IN (50, 51)",
                            "DELETE FROM shop.stamps WHERE v = 100",
                            "UPDATE shop.hashes SET v = -1 WHERE v = 128",
                            "UPDATE shop.tokens SET v = -1 WHERE v < 3",
                            "UPDATE shop.uuids SET v = -1 WHERE v = 8",
                            "UPDATE shop.codes SET v = -1 WHERE v IN (0, 1, 4)",
                            "UPDATE shop.flags SET v = -1");

            Path page = folder.resolve("parity.html");
            Voyage.Ended verify = voyage.run("verify", "--report", page.toString());
            assertThat(verify.exitCode()).as(verify.toString()).isEqualTo(1);
            assertThat(Files.readString(page))
                    .contains(
                            "Between day 2024-01-01 and 2024-10-27, in 1 place: 2024-05-30 (1 row). Not drawn: 1 row whose"
                                    + " key begins with NULL, or with a value that is in no order with the others.")
                    .contains("<span>day 2024-01-01</span><span>2024-10-27</span>")
                    .contains("<rect class=\"blockers\" x=\"498.5\" y=\"0.0\" width=\"3.0\" height=\"30.0\"/>")
                    .contains("Between at 2024-01-01 00:00:00 and 2024-01-05 04:00:00.001, in 2 places:"
                            + " 2024-01-03 02:00:00.0005 (1 row); 2024-01-03 03:00:00.00051 (1 row).")
                    .contains(
                            "Between at 2024-07-01 00:00:00 and 2024-07-01 01:40:00, in 1 place: 2024-07-01 01:40:00 (1"
                                    + " row).")
                    .contains("Between hash 0x0000 and 0xff00, in 1 place: 0x8000 (1 row).")
                    .contains("Between token &#39;&#39; and 0xff0a, in 2 places: &#39;&#39; (1 row); 0x80 (1 row).")
                    .contains(
                            "Between id 00000000-0000-4000-8000-000000000001 and f0000000-0000-4000-8000-000000000001, in 1"
                                    + " place: 80000000-0000-4000-8000-000000000001 (1 row).")
                    .contains("Between code &#39;&#39; and " + "é".repeat(40) + "…, in 3 places: &#39;&#39; (1 row);"
                            + " B&lt;i&gt;old&lt;/i&gt; (1 row); " + "é".repeat(40) + "… (1 row).")
                    .contains("Not drawn: 1 row differs, and what the key begins with has no place on a line.")
                    .doesNotContain("<i>old");
        }
    }

    @Test
    void rowsWithoutAPlaceAreCountedAndTheOthersAreDrawn(@TempDir Path folder) throws SQLException, IOException {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE days (day DATE PRIMARY KEY, v INT)",
                "INSERT INTO days SELECT '2024-01-01' + INTERVAL seq DAY, seq FROM seq_0_to_300")) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            voyage.source()
                    .execute(
                            "SET SESSION sql_mode = 'ALLOW_INVALID_DATES'",
                            "INSERT INTO days VALUES ('2023-02-31', 1), ('0000-00-00', 1)",
                            "INSERT INTO days VALUES ('2025-01-01', 1)");

            Path report = folder.resolve("parity.json");
            Voyage.Ended verify = voyage.run("verify", "--report", report.toString());
            assertThat(verify.exitCode()).as(verify.toString()).isEqualTo(1);
            assertThat(Files.readString(report))
                    .contains("\"keySpan\":{\"column\":\"day\",\"first\":\"2024-01-01\",\"last\":\"2025-01-01\","
                            + "\"whole\":true,\"places\":[{\"from\":\"2025-01-01\",\"until\":\"2025-01-01\",\"rows\":1}],"
                            + "\"unplaced\":2}");
        }
    }
}
