package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every type, by snapshot and by stream: what MariaDB is given and what PostgreSQL then prints. */
class TypeRoundTripIT {
    /** @param value a MariaDB expression; @param expected the column as text in PostgreSQL, null for SQL NULL */
    private record Case(String type, String value, @Nullable String expected) {}

    private static final List<Case> CASES = List.of(
            // integers
            new Case("TINYINT", "-128", "-128"),
            new Case("TINYINT UNSIGNED", "255", "255"),
            new Case("TINYINT(1)", "-3", "-3"),
            new Case("BOOLEAN", "TRUE", "1"),
            new Case("SMALLINT", "-32768", "-32768"),
            new Case("SMALLINT UNSIGNED", "65535", "65535"),
            new Case("MEDIUMINT", "-8388608", "-8388608"),
            new Case("MEDIUMINT UNSIGNED", "16777215", "16777215"),
            new Case("INT", "-2147483648", "-2147483648"),
            new Case("INT UNSIGNED", "4294967295", "4294967295"),
            new Case("INT(8) UNSIGNED ZEROFILL", "42", "42"),
            new Case("BIGINT", "-9223372036854775808", "-9223372036854775808"),
            new Case("BIGINT UNSIGNED", "18446744073709551615", "18446744073709551615"),
            new Case("BIGINT UNSIGNED", "0", "0"),
            new Case("INT", "NULL", null),
            // exact and approximate numbers
            new Case("DECIMAL(10,0)", "-9999999999", "-9999999999"),
            new Case("DECIMAL(5,2)", "0.01", "0.01"),
            new Case("DECIMAL(5,2)", "-100", "-100.00"),
            new Case(
                    "DECIMAL(65,38)",
                    "-123456789012345678901234567.12345678901234567890123456789012345678",
                    "-123456789012345678901234567.12345678901234567890123456789012345678"),
            new Case(
                    "DECIMAL(65,38)",
                    "0.00000000000000000000000000000000000001",
                    "0.00000000000000000000000000000000000001"),
            new Case("FLOAT", "3.4e38", "3.4e+38"),
            new Case("FLOAT", "0.1", "0.1"),
            new Case("FLOAT", "1.17549e-38", "1.17549e-38"),
            new Case("DOUBLE", "1.7976931348623157e308", "1.7976931348623157e+308"),
            new Case("DOUBLE", "0.1", "0.1"),
            new Case("DOUBLE UNSIGNED", "5e-324", "5e-324"),
            // bits
            new Case("BIT(1)", "b'1'", "1"),
            new Case("BIT(1)", "b'0'", "0"),
            new Case("BIT(10)", "b'1000000001'", "1000000001"),
            new Case("BIT(10)", "b'0'", "0000000000"),
            new Case("BIT(64)", "0xFFFFFFFFFFFFFFFE", "1".repeat(63) + "0"),
            // dates and times
            new Case("YEAR", "2155", "2155"),
            new Case("YEAR", "0", "0"),
            new Case("DATE", "'9999-12-31'", "9999-12-31"),
            new Case("DATE", "'0050-02-03'", "0050-02-03"),
            new Case("DATETIME", "'1000-01-01 00:00:00'", "1000-01-01 00:00:00"),
            new Case("DATETIME(1)", "'2001-02-03 04:05:06.7'", "2001-02-03 04:05:06.7"),
            // Connector/J 3.5.11 reads these fractions as .1
            new Case("DATETIME(3)", "'2024-01-01 00:00:00.001'", "2024-01-01 00:00:00.001"),
            new Case("TIMESTAMP(6) NULL", "'2024-01-01 00:00:00.000100'", "2024-01-01 00:00:00.0001+00"),
            new Case("TIME(4)", "'00:00:01.0010'", "00:00:01.001"),
            new Case("DATETIME(3)", "'1969-12-31 23:59:59.999'", "1969-12-31 23:59:59.999"),
            new Case("DATETIME(6)", "'9999-12-31 23:59:59.999999'", "9999-12-31 23:59:59.999999"),
            // 02:30 does not exist in many zones on a day in March
            new Case("DATETIME", "'2024-03-31 02:30:00'", "2024-03-31 02:30:00"),
            new Case("TIMESTAMP NULL", "'2038-01-19 03:14:07'", "2038-01-19 03:14:07+00"),
            new Case("TIMESTAMP(6) NULL", "'1970-01-01 00:00:01.000001'", "1970-01-01 00:00:01.000001+00"),
            new Case("TIME", "'-838:59:59'", "-838:59:59"),
            new Case("TIME(6)", "'838:59:59.999999'", "838:59:59.999999"),
            new Case("TIME(6)", "'-00:00:00.000001'", "-00:00:00.000001"),
            new Case("TIME", "'24:00:00'", "24:00:00"),
            // text
            new Case("CHAR(5)", "'ab   '", "ab"),
            new Case("CHAR(5)", "''", ""),
            new Case("VARCHAR(20)", "'trailing  '", "trailing  "),
            new Case("VARCHAR(20) CHARACTER SET utf8mb4", "CONVERT(0xF09F9880C3A9 USING utf8mb4)", "\uD83D\uDE00é"),
            new Case("VARCHAR(20) CHARACTER SET utf8mb3", "CONVERT(0xC3A9 USING utf8mb3)", "é"),
            new Case(
                    "VARCHAR(20) CHARACTER SET latin1",
                    "CONVERT(0x80E9818D8F909D USING latin1)",
                    "€é\u0081\u008D\u008F\u0090\u009D"),
            new Case("VARCHAR(20) CHARACTER SET ucs2", "CONVERT(0x26030041 USING ucs2)", "☃A"),
            new Case("TEXT", "''", ""),
            new Case("MEDIUMTEXT", "REPEAT('x', 70000)", "x".repeat(70_000)),
            new Case("LONGTEXT", "NULL", null),
            // binary
            new Case("BINARY(4)", "0x6100", "\\x61000000"),
            new Case("BINARY(4)", "0x00000000", "\\x00000000"),
            new Case("VARBINARY(10)", "0x6200", "\\x6200"),
            new Case("BLOB", "0x00FF00", "\\x00ff00"),
            new Case("LONGBLOB", "''", "\\x"),
            // labels
            new Case("ENUM('a','b''c','d,e','f\\\\g')", "'f\\\\g'", "f\\g"),
            new Case("ENUM('a','b''c','d,e')", "'b''c'", "b'c"),
            new Case("SET('x','y','z z')", "'z z,x'", "{x,\"z z\"}"),
            new Case("SET('x','y')", "''", "{}"),
            new Case(setOf64(), "'m00,m63'", "{m00,m63}"),
            // the rest
            new Case(
                    "JSON", "'{\"a\": 1, \"a\": 2, \"u\": \"\\\\u00e9\"}'", "{\"a\": 1, \"a\": 2, \"u\": \"\\u00e9\"}"),
            new Case("INET6", "'::ffff:1.2.3.4'", "::ffff:1.2.3.4"),
            new Case("INET6", "'::'", "::"),
            new Case("INET6", "'fe80::'", "fe80::"),
            new Case("POINT", "POINT(1,2)", "\\x000000000101000000000000000000f03f0000000000000040"));

    /** Types that came after MariaDB 10.6. */
    private static final List<Case> NEWER_CASES = List.of(
            new Case("UUID", "'00000000-0000-0000-0000-000000000000'", "00000000-0000-0000-0000-000000000000"),
            new Case("UUID", "'11111111-2222-1333-8444-000000000000'", "11111111-2222-1333-8444-000000000000"),
            new Case("INET4", "'255.255.0.0'", "255.255.0.0"));

    @Test
    void everyTypeArrivesExactlyBySnapshotAndByStream() throws SQLException {
        List<Case> cases = new ArrayList<>(CASES);
        cases.addAll(NEWER_CASES);
        try (Voyage voyage = Voyage.begin(table("by_snapshot", cases), table("by_stream", cases))) {
            voyage.source().execute("SET SESSION sql_mode = ''", insert("by_snapshot", cases));
            Voyage.Ended snapshot = voyage.run("snapshot");
            assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();

            voyage.source().execute("SET SESSION sql_mode = ''", insert("by_stream", cases));
            Voyage.Ended stream = voyage.run("stream", "--until", "caught-up");
            assertThat(stream.exitCode()).as(stream.toString()).isZero();

            SoftAssertions softly = new SoftAssertions();
            for (String table : List.of("by_snapshot", "by_stream")) {
                for (int i = 0; i < cases.size(); i++) {
                    softly.assertThat(voyage.target()
                                    .value("SELECT CASE WHEN c" + i + " IS NOT NULL THEN format('%s', c" + i
                                            + ") END FROM shop." + table))
                            .as("%s %s, %s", cases.get(i).type(), cases.get(i).value(), table)
                            .isEqualTo(cases.get(i).expected());
                }
            }
            softly.assertAll();

            Voyage.Ended verify = voyage.run("verify");
            assertThat(verify.exitCode()).as(verify.toString()).isZero();
        }
    }

    private static String table(String name, List<Case> cases) {
        StringBuilder sql = new StringBuilder("CREATE TABLE " + name + " (id INT PRIMARY KEY");
        for (int i = 0; i < cases.size(); i++) {
            sql.append(", c").append(i).append(' ').append(cases.get(i).type());
        }
        return sql.append(") CHARACTER SET utf8mb4").toString();
    }

    private static String insert(String table, List<Case> cases) {
        StringBuilder sql = new StringBuilder("INSERT INTO " + table + " VALUES (1");
        cases.forEach(one -> sql.append(", ").append(one.value()));
        return sql.append(')').toString();
    }

    private static String setOf64() {
        StringBuilder labels = new StringBuilder();
        for (int i = 0; i < 64; i++) {
            labels.append(i == 0 ? "" : ",").append(String.format(java.util.Locale.ROOT, "'m%02d'", i));
        }
        return "SET(" + labels + ")";
    }
}
