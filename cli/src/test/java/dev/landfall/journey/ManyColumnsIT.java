package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** As many columns as hardly a table has: InnoDB takes 1,017, PostgreSQL 1,600 if the row fits a page. */
class ManyColumnsIT {
    private static final int COLUMNS = 1_000;
    private static final int COPIED_ROWS = 60;

    /** More than one statement has parameters for: PostgreSQL counts them in 16 bits. */
    private static final int STREAMED_ROWS = 100;

    /** About 6 bytes each in MariaDB's page, and with alignment no more than 8 in PostgreSQL's. */
    private static final List<String> TYPES = List.of(
            "INT",
            "SMALLINT",
            "BIGINT",
            "DECIMAL(9,2)",
            "DATETIME(6)",
            "DATE",
            "TINYINT",
            "VARCHAR(5)",
            "DOUBLE",
            "BOOLEAN");

    @Test
    void aTableOfAThousandColumnsIsCopiedStreamedAndProven() throws SQLException {
        try (Voyage voyage =
                Voyage.begin(table(), "CREATE TABLE keyless LIKE many", "ALTER TABLE keyless DROP PRIMARY KEY")) {
            voyage.source().execute(rows(0, COPIED_ROWS));
            run(voyage, "snapshot");
            assertSame(voyage, COPIED_ROWS);

            voyage.source().execute(rows(COPIED_ROWS, COPIED_ROWS + STREAMED_ROWS));
            voyage.source()
                    .execute(
                            "UPDATE many SET c1 = 7, c7 = 'nü', c997 = NULL, c999 = TRUE WHERE id % 3 = 0",
                            "UPDATE keyless SET c1 = 7, c7 = 'nü', c997 = NULL WHERE id % 20 = 4",
                            "UPDATE many SET " + assignments(1) + " WHERE id = 5",
                            "UPDATE many SET " + assignments(0) + " WHERE id = 6",
                            "DELETE FROM many WHERE id % 7 = 3",
                            "DELETE FROM keyless WHERE id % 20 = 3");
            run(voyage, "stream", "--until", "caught-up");
            assertSame(voyage, COPIED_ROWS + STREAMED_ROWS);
            assertThat(voyage.target()
                            .value("SELECT c1 || ' ' || c7 || ' ' || (c997 IS NULL) FROM shop.many WHERE id = 156"))
                    .isEqualTo("7 nü true");
        }
    }

    /** By the verifier, and cell by cell where no part of the program has a hand in it. */
    private static void assertSame(Voyage voyage, int rows) throws SQLException {
        run(voyage, "verify");
        for (String table : List.of("many", "keyless")) {
            for (String expression : List.of(
                    "count(*)",
                    "count(c1) + count(c500) + count(c999)",
                    "sum(c1)",
                    "sum(c501)",
                    "sum(c992)",
                    "sum(c993)",
                    "min(c995)",
                    "max(c997)",
                    "sum(c998)")) {
                String sql = "SELECT " + expression + " FROM %s" + table;
                assertThat(voyage.target().value(String.format(Locale.ROOT, sql, "shop.")))
                        .as(sql)
                        .isEqualTo(voyage.source().value(String.format(Locale.ROOT, sql, "")));
            }
        }
        assertThat(voyage.target()
                        .value("SELECT count(*) FROM shop.many, json_each_text(row_to_json(many)) WHERE id = 1"
                                + " AND value IS NOT NULL"))
                .isEqualTo("" + COLUMNS);
        assertThat(voyage.target()
                        .value("SELECT count(*) FROM shop.keyless, json_each_text(row_to_json(keyless)) WHERE id = 0"
                                + " AND value IS NOT NULL"))
                .isEqualTo("1");
        int last = rows - 4;
        assertThat(voyage.target()
                        .value("SELECT c991 || ' ' || c993 || ' ' || c994 FROM shop.keyless WHERE id = " + last))
                .isEqualTo(Arrays.asList(value(last, 991), value(last, 993), value(last, 994)).stream()
                        .map(value -> value.replace("'", ""))
                        .collect(Collectors.joining(" ")));
    }

    private static String table() {
        return "CREATE TABLE many (id INT PRIMARY KEY, "
                + columns()
                        .mapToObj(column -> "c" + column + " " + type(column))
                        .collect(Collectors.joining(", "))
                + ") CHARACTER SET utf8mb4 ROW_FORMAT=DYNAMIC";
    }

    private static IntStream columns() {
        return IntStream.range(1, COLUMNS);
    }

    private static String type(int column) {
        return isLong(column) ? "TEXT" : TYPES.get(column % TYPES.size());
    }

    private static boolean isLong(int column) {
        return column % 50 == 19;
    }

    private static String[] rows(int from, int to) {
        return IntStream.range(from, to)
                .boxed()
                .flatMap(row -> IntStream.range(0, row % 20 < 5 || row >= to - 4 ? 2 : 1)
                        .mapToObj(table -> "INSERT INTO " + (table == 0 ? "many" : "keyless") + " VALUES (" + row + ", "
                                + columns()
                                        .mapToObj(column -> value(row, column))
                                        .collect(Collectors.joining(", "))
                                + ")"))
                .toArray(String[]::new);
    }

    private static String assignments(int row) {
        return columns()
                .mapToObj(column -> "c" + column + " = " + value(row, column))
                .collect(Collectors.joining(", "));
    }

    /** Of five rows one is all NULL, one is full, and the others have some of each. */
    private static String value(int row, int column) {
        int number = 31 * row + column;
        if (row % 5 == 0 || row % 5 > 1 && number % 7 == 0) {
            return "NULL";
        }
        if (isLong(column)) {
            return "REPEAT('xü ', " + number % 90 + ")";
        }
        return switch (column % TYPES.size()) {
            case 0 -> "" + (number * 7919L % Integer.MAX_VALUE - 1_000_000);
            case 1 -> "" + (number % 32_768 - 99);
            case 2 -> "" + number * -1_000_003_000_007L;
            case 3 -> String.format(Locale.ROOT, "%d.%02d", number % 10_000_000, number % 100);
            case 4 ->
                String.format(
                        Locale.ROOT,
                        "'20%02d-%02d-28 %02d:30:59.%06d'",
                        number % 100,
                        1 + number % 12,
                        number % 24,
                        number % 10_000 * 100 + 1);
            case 5 -> String.format(Locale.ROOT, "'%04d-02-%02d'", 1000 + number % 9000, 1 + number % 28);
            case 6 -> "" + (number % 256 - 128);
            case 7 -> "'é€" + number % 1000 + "'";
            case 8 -> number + ".125";
            default -> "" + number % 2;
        };
    }

    private static void run(Voyage voyage, String... arguments) {
        Voyage.Ended ended = voyage.run(arguments);
        assertThat(ended.exitCode()).as(ended.toString()).isZero();
    }
}
