package dev.landfall.verify;

import dev.landfall.rules.TypeChoice;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every type that the plan knows, with the values at its edges. */
final class TypeCases {
    private TypeCases() {}

    /** As the declarations alone have it. */
    static Stream<TypeCase> all() {
        return Stream.of(numbers(), times(), texts(), binaries(), others()).flatMap(List::stream);
    }

    /** As the user may have it instead: every choice that there is for a type. */
    static Stream<TypeCase> chosen() {
        TypeCase flag = type("tinyint(1)", random -> "" + random.nextInt(2), "NULL", "0", "1");
        TypeCase small = type("tinyint(1)", random -> "" + (random.nextInt(256) - 128), "NULL", "0", "1", "-1", "127");
        TypeCase unsigned = type(
                "bigint unsigned",
                random -> new BigInteger(63, random).toString(),
                "NULL",
                "0",
                "1",
                "10",
                "9223372036854775807",
                "9223372036854775806");
        TypeCase zerofill = type(
                "bigint(20) unsigned zerofill",
                random -> new BigInteger(63, random).toString(),
                "NULL",
                "0",
                "7",
                "70");
        TypeCase beyond = type(
                "bigint unsigned",
                random -> new BigInteger(64, random).toString(),
                "NULL",
                "0",
                "18446744073709551615",
                "9223372036854775808");
        TypeCase bit = type("bit(1)", random -> "" + random.nextInt(2), "NULL", "0", "1");
        TypeCase bits = type("bit(10)", random -> "" + random.nextInt(1024), "NULL", "0", "1", "2", "512", "1023");
        TypeCase geometry = type("geometry", TypeCases::shape, shapes());
        TypeCase point = type(
                "point",
                random -> "ST_GeomFromText('POINT(" + random.nextGaussian() + " " + random.nextInt() + ")', "
                        + (random.nextBoolean() ? 0 : 4326) + ")",
                "NULL",
                "POINT(1, 2)",
                "POINT(2, 1)",
                "POINT(1, " + Math.nextUp(2.0) + ")",
                "ST_GeomFromText('POINT(1 2)', 4326)");
        return Stream.of(
                flag.as(TypeChoice.BOOLEAN),
                small.as(TypeChoice.SMALLINT),
                unsigned.as(TypeChoice.BIGINT),
                zerofill.as(TypeChoice.BIGINT),
                beyond.as(TypeChoice.NUMERIC),
                zerofill.as(TypeChoice.NUMERIC),
                bit.as(TypeChoice.BIT),
                bit.as(TypeChoice.BOOLEAN),
                bits.as(TypeChoice.BIT),
                documents().as(TypeChoice.JSONB),
                documents("'{\"a\":1,\"a\":2}'", "'{\"a\":2}'").as(TypeChoice.JSON),
                documents("'{\"a\":1,\"a\":2}'", "'\"\\\\u0000\"'").as(TypeChoice.TEXT),
                geometry.as(TypeChoice.GEOMETRY),
                point.as(TypeChoice.GEOMETRY),
                geometry.as(TypeChoice.BYTEA),
                point.as(TypeChoice.BYTEA));
    }

    private static TypeCase documents(String... more) {
        List<String> edges = new ArrayList<>(List.of(
                "NULL",
                "'null'",
                "'\"null\"'",
                "'\"\"'",
                "'{}'",
                "'[]'",
                "'[[]]'",
                "'[null]'",
                "'{\"a\":1}'",
                "' {\"a\" : 1} '",
                "'{\"a\":1.0}'",
                "'{\"a\":\"1\"}'",
                "'{\"a\":10}'",
                "'{\"A\":1}'",
                "'{\"a\":1,\"b\":2}'",
                "'{\"b\":2,\"a\":1}'",
                "'{\"b\":1,\"a\":2}'",
                "'{\"a\":null}'",
                "'{\"a\":true}'",
                "'{\"a\":false}'",
                "'{\"a\":0}'",
                "'{\"a\":-0.0}'",
                "'{\"a\":-1}'",
                "'1e2'",
                "'100'",
                "'0.30000000000000004'",
                "'0.3'",
                "'123456789012345678901234567890.123456789'",
                "'[1,2]'",
                "'[2,1]'",
                "'[12]'",
                "'\"a\"'",
                "'\"a \"'",
                "'\"\\\\u00e9\"'",
                "'\"é\"'",
                "_utf8mb4 X'2265CC8122'",
                "'\"\\\\ud83d\\\\ude00\"'",
                "_utf8mb4 X'22F09F988022'"));
        edges.addAll(List.of(more));
        return type("json", random -> quoted(document(random, 3)), edges.toArray(String[]::new));
    }

    /** Its spaces and the spelling of its numbers and characters are random as well. */
    private static String document(Random random, int depth) {
        String space = " ".repeat(random.nextInt(2));
        return space
                + switch (random.nextInt(depth == 0 ? 5 : 8)) {
                    case 0 -> List.of("true", "false", "null").get(random.nextInt(3));
                    case 1 -> "" + random.nextInt();
                    case 2 ->
                        random.nextInt(1000)
                                + List.of("", ".0", ".50", ".5", "e2", "00").get(random.nextInt(6));
                    case 3 -> "" + random.nextGaussian();
                    case 4 -> word(random);
                    case 5, 6 -> members(random, depth);
                    default ->
                        IntStream.range(0, random.nextInt(4))
                                .mapToObj(i -> document(random, depth - 1))
                                .collect(Collectors.joining(",", "[", "]"));
                }
                + space;
    }

    private static String members(Random random, int depth) {
        List<String> keys = new ArrayList<>(List.of("\"a\"", "\"A\"", "\"ab\"", "\"é\"", "\"1\"", "\"\""));
        Collections.shuffle(keys, random);
        return keys.stream()
                .limit(random.nextInt(4))
                .map(key -> key + ":" + document(random, depth - 1))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String word(Random random) {
        List<String> letters =
                List.of("a", "A", "é", "e\u0301", "\\\\u00e9", " ", "\\\\n", "ß", "1", "\uD83D\uDE00", "\\\\/");
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> letters.get(random.nextInt(letters.size())))
                .collect(Collectors.joining("", "\"", "\""));
    }

    private static String shape(Random random) {
        String one = random.nextGaussian() + " " + random.nextInt(100);
        String two = random.nextInt(100) + " " + random.nextDouble();
        String shape = List.of(
                        "POINT(" + one + ")",
                        "LINESTRING(" + one + "," + two + ")",
                        "MULTIPOINT(" + one + "," + two + ")",
                        "POLYGON((0 0," + one + "," + two + ",0 0))",
                        "GEOMETRYCOLLECTION(POINT(" + one + "),LINESTRING(" + two + "," + one + "))")
                .get(random.nextInt(5));
        return "ST_GeomFromText('" + shape + "', " + (random.nextBoolean() ? 0 : 4326) + ")";
    }

    private static String[] shapes() {
        return new String[] {
            "NULL",
            "POINT(0, 0)",
            "POINT(0, 1)",
            "POINT(1, 0)",
            "ST_GeomFromText('POINT(0 0)', 4326)",
            "ST_GeomFromText('MULTIPOINT(0 0)')",
            "ST_GeomFromText('LINESTRING(0 0,1 1)')",
            "ST_GeomFromText('LINESTRING(1 1,0 0)')",
            "ST_GeomFromText('POLYGON((0 0,4 0,4 4,0 0))')",
            "ST_GeomFromText('MULTIPOLYGON(((0 0,4 0,4 4,0 0)))')",
            "ST_GeomFromText('GEOMETRYCOLLECTION EMPTY')"
        };
    }

    private static List<TypeCase> numbers() {
        return List.of(
                type("tinyint(1)", random -> "" + (random.nextInt(256) - 128), "NULL", "0", "1", "-1", "127", "-128"),
                type("tinyint unsigned", random -> "" + random.nextInt(256), "NULL", "0", "255"),
                type("smallint", random -> "" + (random.nextInt(65536) - 32768), "NULL", "0", "-32768", "32767"),
                type("mediumint unsigned", random -> "" + random.nextInt(1 << 24), "NULL", "0", "16777215"),
                type("int", random -> "" + random.nextInt(), "NULL", "0", "-2147483648", "2147483647"),
                type(
                        "int(8) unsigned zerofill",
                        random -> "" + random.nextInt(1 << 30),
                        "NULL",
                        "0",
                        "42",
                        "4294967295"),
                type(
                        "bigint",
                        random -> "" + random.nextLong(),
                        "NULL",
                        "0",
                        "-9223372036854775808",
                        "9223372036854775807"),
                type(
                        "bigint unsigned",
                        random -> new BigInteger(64, random).toString(),
                        "NULL",
                        "0",
                        "18446744073709551615",
                        "18446744073709551614",
                        "9223372036854775808"),
                type("bigint unsigned zerofill", random -> new BigInteger(64, random).toString(), "NULL", "0", "7"),
                type(
                        "decimal(12,2)",
                        random -> decimal(random, 10, 2),
                        "NULL",
                        "0",
                        "-0.004",
                        "0.01",
                        "-0.01",
                        "0.5",
                        "12.30"),
                type(
                        "decimal(65,38)",
                        random -> decimal(random, 27, 38),
                        "NULL",
                        "0",
                        "0.00000000000000000000000000000000000001"),
                type(
                        "decimal(20,4) unsigned zerofill",
                        random -> decimal(random, 16, 4).replace("-", ""),
                        "NULL",
                        "0",
                        "5"),
                type("decimal(30,0)", random -> decimal(random, 29, 1), "NULL", "0", "-1"),
                type(
                        "double",
                        TypeCases::anyDouble,
                        "NULL",
                        "0",
                        "-0e0",
                        "0.1",
                        "1e20",
                        "6.5771827147913616e16",
                        "6.577182714791362e16",
                        "" + Math.nextUp(0.1),
                        "" + Math.nextUp(1e300),
                        "1e300",
                        "5e-324",
                        "1.7976931348623157e308",
                        "-1.7976931348623157e308",
                        "9007199254740993",
                        "0.30000000000000004",
                        "0.3"),
                type(
                        "float",
                        random -> ""
                                + (double) Float.intBitsToFloat(random.nextInt(0x7F7FFFFF))
                                        * (random.nextBoolean() ? 1 : -1),
                        "NULL",
                        "0",
                        "-0e0",
                        "0.1",
                        "" + (double) Math.nextUp(0.1f),
                        "16777216",
                        "16777217",
                        "16777218",
                        "3.4028235e38",
                        "1e-45"),
                type("double(10,3)", random -> decimal(random, 6, 3), "NULL", "0", "-0e0", "1.239", "1.2385"),
                type("float(10,3)", random -> decimal(random, 6, 3), "NULL", "0", "-0e0", "1.239", "1.2385"),
                type("bit(1)", random -> "" + random.nextInt(2), "NULL", "0", "1"),
                type("bit(10)", random -> "" + random.nextInt(1024), "NULL", "0", "1", "1023"),
                type("bit(64)", random -> new BigInteger(64, random).toString(), "NULL", "0", "18446744073709551615"),
                type("year", random -> "" + (1901 + random.nextInt(255)), "NULL", "0", "1901", "2155"));
    }

    private static List<TypeCase> times() {
        return List.of(
                type(
                        "date",
                        random -> quoted(
                                LocalDate.ofEpochDay(random.nextInt(2_932_896)).toString()),
                        "NULL",
                        "'0001-01-01'",
                        "'0000-05-05'",
                        "'0000-12-31'",
                        "'0999-12-31'",
                        "'1970-01-01'",
                        "'9999-12-31'"),
                type("datetime", random -> dateTime(random, 0), dateTimes()),
                type("datetime(3)", random -> dateTime(random, 3), dateTimes()),
                type("datetime(6)", random -> dateTime(random, 6), dateTimes()),
                type("timestamp null", random -> timestamp(random, 0), timestamps()),
                type("timestamp(1) null", random -> timestamp(random, 1), timestamps()),
                type("timestamp(6) null", random -> timestamp(random, 6), timestamps()),
                type("time", random -> time(random, 0), spans()),
                type("time(4)", random -> time(random, 4), spans()),
                type("time(6)", random -> time(random, 6), spans()));
    }

    private static String[] dateTimes() {
        return new String[] {
            "NULL",
            "'0001-01-01 00:00:00'",
            "'0000-01-01 00:00:00.5'",
            "'2024-02-29 10:00:00.000000'",
            "'2024-02-29 10:00:00.000001'",
            "'2024-02-29 10:00:00.100000'",
            "'2024-02-29 11:00:00.000000'",
            "'1900-01-01 00:00:00.01'",
            "'9999-12-31 23:59:59.999999'"
        };
    }

    private static String[] timestamps() {
        return new String[] {
            "NULL",
            "'1970-01-01 00:00:01'",
            "'2024-03-31 01:30:00'",
            "'2024-03-31 02:30:00'",
            "'2024-10-27 01:30:00.5'",
            "'2024-10-27 01:30:00.000001'",
            "'2038-01-19 03:14:07.999999'"
        };
    }

    private static String[] spans() {
        return new String[] {
            "NULL",
            "'00:00:00'",
            "'-00:00:01'",
            "'-00:00:00.5'",
            "'-12:30:00.000001'",
            "'-12:30:00'",
            "'23:59:59'",
            "'24:00:00'",
            "'838:59:59.999999'",
            "'-838:59:59.999999'"
        };
    }

    private static List<TypeCase> texts() {
        String[] words = {
            "NULL", "''", "' '", "'a'", "'a '", "'A'", "'á'", "'ä'", "'ß'", "'ss'", "'|'", "'1:a'", "'-'", "'\\\\'",
            "'\"'", "'NULL'"
        };
        String[] all = {
            "NULL",
            "''",
            "' '",
            "'a'",
            "'a '",
            "'a  '",
            "'A'",
            "_utf8mb4 X'F09F9880'",
            "_utf8mb4 X'E4BDA0'",
            "REPEAT('x', 1000)",
            "REPEAT('x', 1001)",
            "REPEAT('é', 500)",
            "REPEAT('é', 501)",
            "REPEAT('y', 5000)"
        };
        return List.of(
                type("char(10) character set utf8mb4", random -> text(random, 10), words),
                type("char(10) character set latin1", random -> text(random, 10, "windows-1252", "latin1"), words),
                type("varchar(40) character set utf8mb4 collate utf8mb4_general_ci", random -> text(random, 40), words),
                type("varchar(40) character set utf8mb3 collate utf8mb3_bin", random -> plane(random, 40), words),
                type("varchar(40) character set latin1", random -> text(random, 40, "windows-1252", "latin1"), words),
                type("varchar(40) character set ucs2", random -> plane(random, 40), words),
                type("varchar(40) character set utf32", random -> text(random, 40), words),
                type(
                        "varchar(40) character set sjis",
                        random -> text(random, 20, "Shift_JIS", "sjis"),
                        "NULL",
                        "''",
                        "'a'",
                        "'A'"),
                type("varchar(5000) character set utf8mb4", random -> text(random, 300), all),
                type("tinytext character set latin1", random -> text(random, 40, "windows-1252", "latin1"), words),
                type("text character set utf8mb4", random -> text(random, 2000), all),
                type("mediumtext character set utf8mb4", random -> text(random, 100), all),
                type("longtext character set utf8mb4", random -> text(random, 100), all),
                type(
                        "json",
                        random -> "'{\"a\": " + random.nextInt() + "}'",
                        "NULL",
                        "'{}'",
                        "'{ }'",
                        "'{\"a\":1}'",
                        "'{\"a\": 1}'",
                        "'{\"a\":1,\"a\":2}'",
                        "'{\"a\":1.0}'",
                        "'{\"a\":1e0}'",
                        "'[1,2]'",
                        "'[2,1]'",
                        "'\"é\"'",
                        "'null'"),
                type(
                        "enum('new','New!','it''s','a,b','é','|')",
                        random -> "" + (1 + random.nextInt(6)),
                        "NULL",
                        "'new'",
                        "'New!'",
                        "'it''s'",
                        "'a,b'",
                        "'é'",
                        "'|'",
                        "0"),
                type(
                        "set('a','b','it''s','x|y','é','\"q\"') character set latin1",
                        random -> "" + random.nextInt(64),
                        "NULL",
                        "''",
                        "'a'",
                        "'a,b'",
                        "'x|y,é'",
                        "'\"q\"'"));
    }

    private static List<TypeCase> binaries() {
        return List.of(
                type("binary(16)", random -> bytes(random, 16), "NULL", "X''", "X'00'", "X'61'", "X'6100'", "X'20'"),
                type(
                        "varbinary(40)",
                        random -> bytes(random, random.nextInt(41)),
                        "NULL",
                        "X''",
                        "X'00'",
                        "X'0000'",
                        "X'61'",
                        "X'6100'"),
                type("tinyblob", random -> bytes(random, random.nextInt(256)), "NULL", "X''", "X'00'", "X'0A'"),
                type("blob", random -> bytes(random, random.nextInt(3000)), "NULL", "X''", "X'00'", "X'5C'"),
                type("longblob", random -> bytes(random, random.nextInt(300)), "NULL", "X''", "X'00'"),
                type(
                        "geometry",
                        random -> "POINT(" + random.nextInt() + ", " + random.nextDouble() + ")",
                        "NULL",
                        "POINT(0, 0)",
                        "POINT(0, 1)",
                        "ST_GeomFromText('POINT(0 0)', 4326)",
                        "ST_GeomFromText('LINESTRING(0 0,1 1)')",
                        "ST_GeomFromText('GEOMETRYCOLLECTION EMPTY')"),
                type(
                        "point",
                        random -> "POINT(" + random.nextGaussian() + ", " + random.nextInt() + ")",
                        "NULL",
                        "POINT(1, 2)"));
    }

    private static List<TypeCase> others() {
        return List.of(
                type(
                        "uuid",
                        random -> quoted(
                                new java.util.UUID(random.nextLong() & ~0x8000L, random.nextLong() | Long.MIN_VALUE)
                                        .toString()),
                        "NULL",
                        "'00000000-0000-0000-0000-000000000000'",
                        "'123e4567-e89b-12d3-a456-426655440000'",
                        "'123e4567-e89b-12d3-a456-426655440001'"),
                type(
                        "inet4",
                        random -> quoted(
                                random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256) + ".1"),
                        "NULL",
                        "'0.0.0.0'",
                        "'255.255.255.255'",
                        "'10.0.0.0'"),
                type(
                        "inet6",
                        random -> quoted(String.format(
                                Locale.ROOT,
                                "%x:%x::%x",
                                random.nextInt(65536),
                                random.nextInt(65536),
                                random.nextInt(65536))),
                        "NULL",
                        "'::'",
                        "'::1'",
                        "'::ffff:1.2.3.4'",
                        "'::1.2.3.4'",
                        "'fe80::1'",
                        "'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'"));
    }

    private static TypeCase type(String declaration, Function<Random, String> random, String... edges) {
        return new TypeCase(declaration, List.of(edges), random);
    }

    private static String quoted(String text) {
        return "'" + text + "'";
    }

    private static String decimal(Random random, int whole, int fraction) {
        BigInteger digits = new BigInteger((whole + fraction) * 3, random).mod(BigInteger.TEN.pow(whole + fraction));
        String text = String.format(Locale.ROOT, "%0" + (whole + fraction) + "d", digits);
        return (random.nextBoolean() ? "-" : "") + text.substring(0, whole) + "." + text.substring(whole);
    }

    private static String anyDouble(Random random) {
        double value = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) ? Double.toString(value) : Double.toString(random.nextLong());
    }

    private static String dateTime(Random random, int digits) {
        LocalDate date = LocalDate.ofEpochDay(random.nextInt(3_651_695) - 719_162);
        return quoted(String.format(Locale.ROOT, "%tF %s", date, clock(random, 24, digits)));
    }

    private static String timestamp(Random random, int digits) {
        LocalDate date = LocalDate.ofEpochDay(1 + random.nextInt(24_800));
        return quoted(date + " " + clock(random, 24, digits));
    }

    private static String time(Random random, int digits) {
        return quoted((random.nextBoolean() ? "-" : "") + clock(random, 838, digits));
    }

    private static String clock(Random random, int hours, int digits) {
        String clock = String.format(
                Locale.ROOT, "%02d:%02d:%02d", random.nextInt(hours), random.nextInt(60), random.nextInt(60));
        return digits == 0
                ? clock
                : clock + "."
                        + String.format(Locale.ROOT, "%06d", random.nextInt(1_000_000))
                                .substring(0, digits);
    }

    private static String text(Random random, int characters) {
        return utf8(random, random.nextInt(characters + 1), 0x110000);
    }

    /** Characters of the basic plane only. */
    private static String plane(Random random, int characters) {
        return utf8(random, random.nextInt(characters + 1), 0x10000);
    }

    private static String utf8(Random random, int characters, int below) {
        StringBuilder text = new StringBuilder();
        while (text.codePointCount(0, text.length()) < characters) {
            int point = random.nextInt(3) == 0 ? 1 + random.nextInt(below - 1) : ' ' + random.nextInt(95);
            if (point < 0xD800 || point > 0xDFFF) {
                text.appendCodePoint(point);
            }
        }
        return "_utf8mb4 X'" + HexFormat.of().formatHex(text.toString().getBytes(StandardCharsets.UTF_8)) + "'";
    }

    /** Text in an older character set, by its bytes. */
    private static String text(Random random, int characters, String javaName, String sourceName) {
        Charset charset = Charset.forName(javaName);
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(characters + 1); text.length() < length; ) {
            char candidate = (char) (random.nextInt(4) == 0 ? 0xA0 + random.nextInt(0x9000) : ' ' + random.nextInt(95));
            if (charset.newEncoder().canEncode(candidate)) {
                text.append(candidate);
            }
        }
        return "_" + sourceName + " X'"
                + HexFormat.of().formatHex(text.toString().getBytes(charset)) + "'";
    }

    private static String bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return "X'" + HexFormat.of().formatHex(bytes) + "'";
    }
}
