package dev.landfall.mapping.expression;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A table with a column of each kind, and rows of values that expressions stumble over. */
final class EdgeValues {
    private record Column(String name, String declaration, List<String> values) {}

    /** Lists of different lengths, so that the rows combine their values in many ways. */
    private static final List<Column> COLUMNS = List.of(
            new Column("small", "SMALLINT", List.of("NULL", "0", "1", "-1", "32767", "-32768", "7")),
            new Column(
                    "qty",
                    "INT",
                    List.of("5", "NULL", "-7", "0", "2147483647", "-2147483648", "1", "-1", "3", "100", "-50")),
            new Column(
                    "big",
                    "BIGINT",
                    List.of("0", "9223372036854775807", "-9223372036854775808", "NULL", "4", "-4", "-1")),
            new Column("positive", "INT UNSIGNED", List.of("0", "4294967295", "NULL", "12", "6")),
            new Column(
                    "huge",
                    "BIGINT UNSIGNED",
                    List.of("18446744073709551615", "0", "NULL", "9223372036854775808", "1")),
            new Column("filled", "INT(6) ZEROFILL", List.of("42", "0", "NULL")),
            new Column("flag", "TINYINT(1)", List.of("1", "0", "NULL", "2")),
            new Column(
                    "price",
                    "DECIMAL(10,2)",
                    List.of(
                            "0",
                            "19.99",
                            "-0.01",
                            "NULL",
                            "0.5",
                            "-2.50",
                            "99999999.99",
                            "3.00",
                            "-0.05",
                            "1.25",
                            "0.45",
                            "2.5")),
            new Column(
                    "ratio",
                    "DECIMAL(12,6)",
                    List.of("0.333333", "-0.666667", "0", "NULL", "1", "123456.789012", "-3")),
            new Column("single", "FLOAT", List.of("0.1", "-1.5", "NULL", "0", "1e30")),
            new Column("weight", "DOUBLE", List.of("0.1", "-0.3", "NULL", "0", "1e300", "3")),
            new Column("name", "VARCHAR(40) COLLATE utf8mb4_general_ci", text()),
            new Column("code", "VARCHAR(40) COLLATE utf8mb4_bin", text()),
            new Column("other", "VARCHAR(40) COLLATE utf8mb4_bin", List.of("'a'", "'A'", "'a  '", "''", "NULL")),
            new Column("tight", "VARCHAR(40) COLLATE utf8mb4_nopad_bin", text()),
            new Column(
                    "plain",
                    "VARCHAR(40) CHARACTER SET ascii COLLATE ascii_general_ci",
                    List.of("'aBc'", "'I i'", "''", "NULL", "'z'")),
            new Column("western", "VARCHAR(40) CHARACTER SET latin1", List.of("'é'", "'a'", "NULL", "'ß '")),
            new Column("fixed", "CHAR(8) COLLATE utf8mb4_bin", List.of("'a'", "'b'", "NULL", "''", "'é'")),
            new Column(
                    "day",
                    "DATE",
                    List.of(
                            "'2024-02-29'",
                            "'2023-12-31'",
                            "NULL",
                            "'0001-01-01'",
                            "'9999-12-31'",
                            "'2024-01-31'",
                            "'1900-03-01'",
                            "'1969-12-31'",
                            "'2020-12-28'",
                            "'2024-01-01'",
                            "'1582-10-10'",
                            "'2024-03-31'",
                            "'9999-11-30'",
                            "'0000-05-01'")),
            new Column("due", "DATE", List.of("'2024-03-01'", "NULL", "'2024-02-29'", "'1000-01-01'")),
            new Column(
                    "moment",
                    "DATETIME(6)",
                    List.of(
                            "'2024-02-29 23:59:59.999999'",
                            "'2024-02-29 00:00:00'",
                            "NULL",
                            "'1969-12-31 12:30:45.5'",
                            "'9999-12-31 23:59:59.999999'",
                            "'2024-10-27 02:30:00.000001'",
                            "'1000-01-01 00:00:00'",
                            "'2024-05-31 10:00:00'")),
            new Column("seen", "DATETIME", List.of("'2024-02-29 00:00:00'", "NULL", "'2024-02-28 13:14:15'")),
            new Column(
                    "stamp",
                    "TIMESTAMP(6) NULL",
                    List.of("'2024-02-29 00:00:00'", "NULL", "'2001-02-03 04:05:06.789'")),
            new Column("doc", "JSON", List.of("'{\"a\": 1.0, \"a\": \"é\"}'", "NULL", "'[1, 2]'", "'null'")),
            new Column("raw", "VARBINARY(10)", List.of("'ab'", "''", "NULL")),
            new Column("uid", "UUID", List.of("'123e4567-e89b-12d3-a456-426655440000'", "NULL")));

    private EdgeValues() {}

    private static List<String> text() {
        return List.of(
                "'a'",
                "'A'",
                "NULL",
                "''",
                "'  a b  '",
                "'a '",
                "'Größe'",
                "'日本語'",
                "'😀x'",
                "'a\\b''c'",
                "'%_'",
                "'a_c'",
                "'abc'",
                "'aXbXc'",
                "'new'",
                "'NEW'",
                "'x é'",
                "'  '",
                "'aaab'");
    }

    /** Names and MariaDB types. */
    static Map<String, String> declarations() {
        Map<String, String> declarations = new LinkedHashMap<>();
        COLUMNS.forEach(column -> declarations.put(column.name(), column.declaration()));
        return declarations;
    }

    /** A row, as both servers read it. */
    static String row(int number) {
        return COLUMNS.stream()
                .map(column -> column.values().get(number % column.values().size()))
                .collect(Collectors.joining(", ", "(" + number + ", ", ")"));
    }
}
