package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A row of every type at once, and values that nobody chose. */
class WideRowIT {
    /** Random values per column and way; the seed is printed with a failure. */
    private static final int RANDOM_ROWS = 150;

    private static final String SESSION = "SET SESSION sql_mode = '', time_zone = '+05:45'";

    /** @param value makes a MariaDB expression */
    private record Column(String type, Maker value) {}

    private interface Maker {
        String of(Random random);
    }

    private static final List<Column> COLUMNS = List.of(
            new Column("TINYINT", integer(8, true)),
            new Column("TINYINT UNSIGNED", integer(8, false)),
            new Column("BOOLEAN", random -> random.nextBoolean() ? "TRUE" : "FALSE"),
            new Column("SMALLINT", integer(16, true)),
            new Column("SMALLINT UNSIGNED", integer(16, false)),
            new Column("MEDIUMINT", integer(24, true)),
            new Column("MEDIUMINT UNSIGNED ZEROFILL", integer(24, false)),
            new Column("INT", integer(32, true)),
            new Column("INT UNSIGNED", integer(32, false)),
            new Column("BIGINT", integer(64, true)),
            new Column("BIGINT UNSIGNED", random -> Long.toUnsignedString(random.nextLong())),
            new Column("DECIMAL(5,2)", decimal(3, 2)),
            new Column("DECIMAL(18,0)", decimal(18, 0)),
            new Column(
                    "DECIMAL(30,15) UNSIGNED",
                    random -> decimal(15, 15).of(random).replace("-", "")),
            new Column("DECIMAL(65,38)", decimal(27, 38)),
            new Column("FLOAT", random -> {
                float number = Float.intBitsToFloat(random.nextInt());
                return Float.isFinite(number) ? Float.toString(number) : "0";
            }),
            new Column("DOUBLE", random -> {
                double number = Double.longBitsToDouble(random.nextLong());
                return Double.isFinite(number) ? Double.toString(number) : "-0.5";
            }),
            new Column("DOUBLE(12,4)", decimal(8, 4)),
            new Column("BIT(1)", random -> "b'" + random.nextInt(2) + "'"),
            new Column("BIT(13)", random -> "" + random.nextInt(1 << 13)),
            new Column("BIT(64)", random -> "x'" + hex(random, 8) + "'"),
            new Column("YEAR", random -> random.nextInt(20) == 0 ? "0" : "" + (1901 + random.nextInt(255))),
            new Column("DATE", random -> date(random)),
            new Column("DATETIME", random -> moment(random, 0)),
            new Column("DATETIME(3)", random -> moment(random, 3)),
            new Column("DATETIME(6)", random -> moment(random, 6)),
            new Column("TIMESTAMP NULL", random -> stamp(random, 0)),
            new Column("TIMESTAMP(4) NULL", random -> stamp(random, 4)),
            new Column("TIMESTAMP(6) NULL", random -> stamp(random, 6)),
            new Column("TIME", random -> time(random, 0)),
            new Column("TIME(3)", random -> time(random, 3)),
            new Column("TIME(6)", random -> time(random, 6)),
            new Column("CHAR(10)", random -> text(random, 10)),
            new Column("CHAR(30) CHARACTER SET latin1", random -> bytesAs("latin1", hex(random, random.nextInt(30)))),
            new Column("VARCHAR(40)", random -> text(random, 40)),
            new Column(
                    "VARCHAR(40) CHARACTER SET latin1", random -> bytesAs("latin1", hex(random, random.nextInt(40)))),
            new Column("VARCHAR(40) CHARACTER SET ucs2", random -> "CONVERT(" + text(random, 5) + " USING ucs2)"),
            new Column("VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", random -> text(random, 40)),
            new Column(
                    "VARCHAR(400) COMPRESSED", random -> "REPEAT(" + text(random, 9) + ", " + random.nextInt(40) + ")"),
            new Column("TEXT", random -> "REPEAT(" + text(random, 30) + ", " + random.nextInt(300) + ")"),
            new Column("MEDIUMTEXT", random -> text(random, 100)),
            new Column("LONGTEXT", random -> "REPEAT('é', " + random.nextInt(5000) + ")"),
            new Column("BINARY(7)", random -> "x'" + hex(random, random.nextInt(8)) + "'"),
            new Column("BINARY(16)", random -> "x'" + hex(random, 16 - random.nextInt(3)) + "'"),
            new Column("VARBINARY(50)", random -> "x'" + hex(random, random.nextInt(50)) + "'"),
            new Column("VARBINARY(300)", random -> "x'" + hex(random, random.nextInt(300)) + "'"),
            new Column("TINYBLOB", random -> "x'" + hex(random, random.nextInt(200)) + "'"),
            new Column("BLOB", random -> "REPEAT(x'" + hex(random, 3) + "', " + random.nextInt(900) + ")"),
            new Column("MEDIUMBLOB", random -> "REPEAT(x'00', " + random.nextInt(3000) + ")"),
            new Column(
                    "LONGBLOB COMPRESSED", random -> "REPEAT(x'" + hex(random, 2) + "', " + random.nextInt(900) + ")"),
            new Column("ENUM('a','B','c d','')", random -> "" + random.nextInt(5)),
            new Column("SET('x','y','z z','w')", random -> "" + random.nextInt(16)),
            new Column("JSON", WideRowIT::json),
            new Column(
                    "INET6",
                    random -> "INET6_NTOA(x'" + hex(random, 14) + (random.nextBoolean() ? "0000" : "0001") + "')"),
            new Column("INET4", random -> "INET_NTOA(" + (random.nextInt() >>> random.nextInt(32) & 0x7FFFFF00) + ")"),
            new Column(
                    "UUID",
                    random -> "'"
                            + new UUID(
                                    random.nextLong() & ~0xF000L | 0x4000L,
                                    random.nextLong() & ~(3L << 62) & ~0xFFL | 1L << 63)
                            + "'"),
            new Column("POINT", random -> "POINT(" + random.nextGaussian() + ", " + random.nextInt() + ")"),
            new Column(
                    "GEOMETRY",
                    random -> "ST_GeomFromText('LINESTRING(0 " + random.nextInt(9) + ",1 1)', " + random.nextInt(5000)
                            + ")"),
            new Column("INT AS (c7 DIV 2) STORED", random -> "DEFAULT"),
            new Column("DECIMAL(8,2) AS (c11 + 1) VIRTUAL", random -> "DEFAULT"));

    @Test
    void aRowOfEveryTypeSurvivesInsertUpdateAndDelete() throws SQLException {
        try (Voyage voyage = Voyage.begin(table())) {
            assertThat(COLUMNS).hasSize(60);
            Random random = new Random(1);
            voyage.source().execute(SESSION, insert(1, random), insert(2, random));
            run(voyage, "snapshot");
            voyage.source()
                    .execute(
                            SESSION,
                            insert(3, random),
                            insert(4, random),
                            update(1, random),
                            update(3, random),
                            "DELETE FROM wide WHERE id IN (2, 4)",
                            "UPDATE wide SET id = 30 WHERE id = 3");
            run(voyage, "stream", "--until", "caught-up");

            assertThat(voyage.target().value("SELECT string_agg(id::text, ',' ORDER BY id) FROM shop.wide"))
                    .isEqualTo("1,30");
            run(voyage, "verify");
        }
    }

    @Test
    void valuesThatNobodyChoseArriveOnBothWays() throws SQLException {
        long seed = System.nanoTime();
        try (Voyage voyage =
                Voyage.begin(table(), "CREATE TABLE keyless LIKE wide", "ALTER TABLE keyless DROP PRIMARY KEY")) {
            Random random = new Random(seed);
            voyage.source().execute(rows("wide", 0, random));
            voyage.source().execute(rows("keyless", 0, random));
            run(voyage, "snapshot");
            voyage.source().execute(rows("wide", RANDOM_ROWS, random));
            voyage.source().execute(rows("keyless", RANDOM_ROWS, random));
            List<String> changes = new ArrayList<>(List.of(SESSION));
            for (int id = 0; id < 2 * RANDOM_ROWS; id += 3) {
                changes.add(update(id, random));
                changes.add(update(id, random).replace("UPDATE wide", "UPDATE keyless"));
                changes.add("DELETE FROM wide WHERE id = " + (id + 1));
                changes.add("DELETE FROM keyless WHERE id = " + (id + 1));
            }
            voyage.source().execute(changes.toArray(String[]::new));
            run(voyage, "stream", "--until", "caught-up");

            Voyage.Ended verify = voyage.run("verify");
            assertThat(verify.exitCode()).as("seed " + seed + "\n" + verify).isZero();
        }
    }

    private static String[] rows(String table, int from, Random random) {
        List<String> rows = new ArrayList<>(List.of(SESSION));
        for (int i = 0; i < RANDOM_ROWS; i++) {
            rows.add(insert(from + i, random).replace("INSERT INTO wide", "INSERT INTO " + table));
        }
        return rows.toArray(String[]::new);
    }

    private static String table() {
        return "CREATE TABLE wide (id INT PRIMARY KEY, "
                + IntStream.range(0, COLUMNS.size())
                        .mapToObj(i -> "c" + i + " " + COLUMNS.get(i).type())
                        .collect(Collectors.joining(", "))
                + ") CHARACTER SET utf8mb4 ROW_FORMAT=DYNAMIC";
    }

    private static String insert(int id, Random random) {
        return "INSERT INTO wide VALUES (" + id + ", "
                + COLUMNS.stream().map(column -> value(column, random)).collect(Collectors.joining(", ")) + ")";
    }

    private static String update(int id, Random random) {
        return "UPDATE wide SET "
                + IntStream.range(0, COLUMNS.size())
                        .mapToObj(i -> "c" + i + " = " + value(COLUMNS.get(i), random))
                        .collect(Collectors.joining(", "))
                + " WHERE id = " + id;
    }

    private static String value(Column column, Random random) {
        String value = column.value().of(random);
        return !value.equals("DEFAULT") && random.nextInt(12) == 0 ? "NULL" : value;
    }

    private static Maker integer(int bits, boolean signed) {
        return random -> {
            long number = random.nextLong() >> 64 - bits >> random.nextInt(bits);
            return "" + (signed ? number : number & (1L << bits - 1));
        };
    }

    private static Maker decimal(int whole, int fraction) {
        return random -> (random.nextBoolean() ? "-" : "")
                + digits(random, whole)
                + (fraction == 0 ? "" : "." + digits(random, fraction));
    }

    private static String digits(Random random, int most) {
        int count = 1 + random.nextInt(most);
        return IntStream.range(0, count).mapToObj(i -> "" + random.nextInt(10)).collect(Collectors.joining());
    }

    private static String hex(Random random, int bytes) {
        return IntStream.range(0, bytes)
                .mapToObj(i -> String.format(Locale.ROOT, "%02x", random.nextInt(4) == 0 ? 0 : random.nextInt(256)))
                .collect(Collectors.joining());
    }

    private static String bytesAs(String charset, String hex) {
        // U+0000 has a policy of its own.
        return "CONVERT(x'" + hex.replace("00", "41") + "' USING " + charset + ")";
    }

    private static String date(Random random) {
        return String.format(
                Locale.ROOT,
                "'%04d-%02d-%02d'",
                1 + random.nextInt(9999),
                1 + random.nextInt(12),
                1 + random.nextInt(28));
    }

    private static String clock(Random random, int digits) {
        String fraction = digits == 0
                ? ""
                : "."
                        + String.format(Locale.ROOT, "%06d", random.nextInt(1_000_000))
                                .substring(0, digits);
        return String.format(Locale.ROOT, "%02d:%02d:%02d", random.nextInt(24), random.nextInt(60), random.nextInt(60))
                + fraction;
    }

    private static String moment(Random random, int digits) {
        return date(random).replaceAll("'$", " " + clock(random, digits) + "'");
    }

    private static String stamp(Random random, int digits) {
        return String.format(
                Locale.ROOT,
                "'%d-%02d-%02d %s'",
                1971 + random.nextInt(66),
                1 + random.nextInt(12),
                1 + random.nextInt(28),
                clock(random, digits));
    }

    private static String time(Random random, int digits) {
        return (random.nextBoolean() ? "'-" : "'") + random.nextInt(35) + " " + clock(random, digits) + "'";
    }

    private static String text(Random random, int most) {
        String alphabet = "aZ09 _%'\"\\\u00e9\u00df\u4e2d\u20ac\uD83D\uDE00\n\t|,;{}";
        int[] characters = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.appendCodePoint(characters[random.nextInt(characters.length)]);
        }
        return "'" + text.toString().replace("\\", "\\\\").replace("'", "''") + "'";
    }

    private static String json(Random random) {
        List<String> documents = List.of(
                "{\"k\": " + random.nextInt() + ", \"a\": [" + random.nextDouble() + ", null, true]}",
                "[\"\\\\u00e9\\\\n\\\\/\", \"x y\", -1.50e" + random.nextInt(30) + "]",
                "\"plain\"",
                "{\"z\":{\"y\":[[],{}]},\"b\":\"\u4e2d\uD83D\uDE00\"}",
                "" + random.nextLong());
        return "'" + documents.get(random.nextInt(documents.size())).replace("'", "''") + "'";
    }

    private static void run(Voyage voyage, String... arguments) {
        Voyage.Ended ended = voyage.run(arguments);
        assertThat(ended.exitCode()).as(ended.toString()).isZero();
    }
}
