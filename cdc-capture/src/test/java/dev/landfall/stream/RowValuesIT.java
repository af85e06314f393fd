package dev.landfall.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.catalog.SourceTable;
import dev.landfall.catalog.TableName;
import dev.landfall.event.ChangeEvent;
import dev.landfall.event.ChangeEvent.RowDeleted;
import dev.landfall.event.ChangeEvent.RowInserted;
import dev.landfall.event.ChangeEvent.RowUpdated;
import dev.landfall.event.RowImage;
import dev.landfall.event.SourcePosition;
import dev.landfall.event.ZeroDate;
import dev.landfall.testing.Failure;
import dev.landfall.testing.Failure.Where;
import dev.landfall.testing.TestMariaDb;
import dev.landfall.testing.TestSourceDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every type's values through a real binary log: inserted, updated and deleted. */
class RowValuesIT {
    private static final String LONGEST_DECIMAL = "9".repeat(27) + "." + "9".repeat(38);

    /** @param value as SQL */
    private record Case(String type, String value, @Nullable Object expected) {}

    private static final List<Case> CASES = List.of(
            // integers
            new Case("tinyint", "-128", -128L),
            new Case("tinyint unsigned", "255", 255L),
            new Case("tinyint(1)", "127", 127L),
            new Case("boolean", "true", 1L),
            new Case("smallint", "-32768", -32768L),
            new Case("smallint unsigned", "65535", 65535L),
            new Case("mediumint", "-8388608", -8388608L),
            new Case("mediumint unsigned", "16777215", 16777215L),
            new Case("int", "-2147483648", -2147483648L),
            new Case("int unsigned zerofill", "4294967295", 4294967295L),
            new Case("bigint", "-9223372036854775808", Long.MIN_VALUE),
            new Case("bigint", "9223372036854775807", Long.MAX_VALUE),
            new Case("bigint unsigned", "18446744073709551615", new BigDecimal("18446744073709551615")),
            new Case("bigint unsigned", "9223372036854775808", new BigDecimal("9223372036854775808")),
            new Case("bigint unsigned", "0", new BigDecimal("0")),
            // decimals
            new Case("decimal(10,2)", "-12345678.90", new BigDecimal("-12345678.90")),
            new Case("decimal(10,2)", "0", new BigDecimal("0.00")),
            new Case("decimal(18,9)", "-0.000000001", new BigDecimal("-0.000000001")),
            new Case("decimal(65,38)", LONGEST_DECIMAL, new BigDecimal(LONGEST_DECIMAL)),
            new Case("decimal(65,38)", "-" + LONGEST_DECIMAL, new BigDecimal("-" + LONGEST_DECIMAL)),
            new Case("decimal(65,0)", "9".repeat(65), new BigDecimal("9".repeat(65))),
            new Case("decimal(38,38)", "0." + "1".repeat(38), new BigDecimal("0." + "1".repeat(38))),
            new Case("decimal(1,0) unsigned", "9", new BigDecimal("9")),
            // approximate numbers
            new Case("float", "3.4028234e38", Float.MAX_VALUE),
            new Case("float", "16777217", 16777216f),
            new Case("float", "-1.17549435e-38", -1.17549435e-38f),
            new Case("double", "1.7976931348623157e308", Double.MAX_VALUE),
            new Case("double", "0.1", 0.1d),
            new Case("double(10,3)", "-1.125", -1.125d),
            // bits
            new Case("bit(1)", "b'1'", bytes("01")),
            new Case("bit(9)", "b'100000001'", bytes("0101")),
            new Case("bit(64)", "0x8000000000000001", bytes("8000000000000001")),
            new Case("bit(20)", "0", bytes("000000")),
            // dates and times
            new Case("year", "0", 0L),
            new Case("year", "1901", 1901L),
            new Case("year", "2155", 2155L),
            new Case("date", "'2024-02-29'", LocalDate.of(2024, 2, 29)),
            new Case("date", "'0050-01-02'", LocalDate.of(50, 1, 2)),
            new Case("date", "'9999-12-31'", LocalDate.of(9999, 12, 31)),
            new Case("date", "'0000-00-00'", new ZeroDate("0000-00-00")),
            new Case("date not null", "'0000-00-00'", new ZeroDate("0000-00-00")),
            new Case("date", "'2024-00-10'", new ZeroDate("2024-00-10")),
            new Case("date", "'2024-02-31'", new ZeroDate("2024-02-31")),
            new Case("date", "NULL", null),
            new Case("time", "'-838:59:59'", Duration.ofSeconds(-(838 * 3600 + 59 * 60 + 59))),
            new Case("time(6)", "'838:59:59.999999'", span(838, 59, 59, 999_999)),
            new Case(
                    "time(6)", "'-838:59:59.999999'", span(838, 59, 59, 999_999).negated()),
            new Case("time(6)", "'-00:00:00.000001'", span(0, 0, 0, 1).negated()),
            new Case("time(1)", "'-00:00:01.9'", span(0, 0, 1, 900_000).negated()),
            new Case("time(3)", "'-01:00:00.001'", span(1, 0, 0, 1_000).negated()),
            new Case("time(4)", "'23:59:59.1234'", span(23, 59, 59, 123_400)),
            new Case("time", "'00:00:00'", Duration.ZERO),
            new Case("datetime", "'1000-01-01 00:00:00'", LocalDateTime.of(1000, 1, 1, 0, 0)),
            new Case("datetime(6)", "'9999-12-31 23:59:59.999999'", at(9999, 12, 31, 23, 59, 59, 999_999)),
            new Case("datetime(6)", "'0050-06-07 08:09:10.000001'", at(50, 6, 7, 8, 9, 10, 1)),
            new Case("datetime(3)", "'2024-03-31 02:30:00.123'", at(2024, 3, 31, 2, 30, 0, 123_000)),
            new Case("datetime(1)", "'2024-01-01 00:00:00.5'", at(2024, 1, 1, 0, 0, 0, 500_000)),
            new Case("datetime", "'0000-00-00 00:00:00'", new ZeroDate("0000-00-00 00:00:00")),
            new Case("datetime(6) not null", "'2024-00-00 01:02:03.4'", new ZeroDate("2024-00-00 01:02:03.400000")),
            new Case("timestamp null", "'1970-01-01 00:00:01'", Instant.ofEpochSecond(1)),
            new Case("timestamp(6) null", "'2038-01-19 03:14:07.999999'", instant("2038-01-19T03:14:07.999999Z")),
            new Case("timestamp(3) null", "'2024-07-01 12:00:00.001'", instant("2024-07-01T12:00:00.001Z")),
            new Case("timestamp null", "'0000-00-00 00:00:00'", new ZeroDate("0000-00-00 00:00:00")),
            new Case("timestamp(6) null", "0", new ZeroDate("0000-00-00 00:00:00.000000")),
            new Case("timestamp not null default '2000-01-01'", "0", new ZeroDate("0000-00-00 00:00:00")),
            new Case("timestamp null", "NULL", null),
            // text
            new Case("char(10)", "'ab  '", "ab"),
            new Case("char(0)", "''", ""),
            new Case("char(255) character set utf8mb4", "repeat('🐘', 255)", "🐘".repeat(255)),
            new Case("varchar(100)", "'größe 🐘  '", "größe 🐘  "),
            new Case("varchar(300)", "repeat('x', 300)", "x".repeat(300)),
            new Case("varchar(10)", "''", ""),
            new Case("varchar(10)", "NULL", null),
            new Case("varchar(10)", "concat('a', char(0), 'b')", "a\0b"),
            new Case("varchar(10) character set utf8mb3", "'äöü€'", "äöü€"),
            new Case("varchar(10) character set ascii", "'abc'", "abc"),
            new Case("varchar(10) character set latin1", "'äöü€'", "äöü€"),
            new Case("varchar(10) character set latin1", "_latin1 0x818D8F909D", "\u0081\u008D\u008F\u0090\u009D"),
            new Case("char(10) character set ucs2", "'äЖ漢'", "äЖ漢"),
            new Case("varchar(10) character set utf16", "'a🐘'", "a🐘"),
            new Case("varchar(10) character set utf16le", "'a🐘'", "a🐘"),
            new Case("char(10) character set utf32", "'a🐘'", "a🐘"),
            new Case("varchar(10) character set cp1251", "'Привет'", "Привет"),
            new Case("varchar(10) character set sjis", "'日本語ｱ'", "日本語ｱ"),
            new Case("varchar(10) character set gbk", "'中文'", "中文"),
            new Case("varchar(10) character set big5", "'中文'", "中文"),
            new Case("varchar(10) character set euckr", "'한국어'", "한국어"),
            new Case("tinytext", "'t'", "t"),
            new Case("text", "repeat('é', 30000)", "é".repeat(30_000)),
            new Case("mediumtext", "repeat('m', 70000)", "m".repeat(70_000)),
            new Case("longtext", "'l'", "l"),
            new Case("json", "'{\"a\": [1, 2.50, \"ü\"],  \"b\":null}'", "{\"a\": [1, 2.50, \"ü\"],  \"b\":null}"),
            // ENUM and SET
            new Case("enum('a','b''c','ü,x')", "'b''c'", "b'c"),
            new Case("enum('a','b''c','ü,x')", "'ü,x'", "ü,x"),
            new Case("enum('a','b')", "0", ""),
            new Case("enum('a','b')", "NULL", null),
            new Case("enum(" + labels(300) + ")", "'v300'", "v300"),
            new Case("set('a','b','c')", "'c,a'", "a,c"),
            new Case("set('a','b','c')", "''", ""),
            new Case(
                    "set(" + labels(64) + ")",
                    "18446744073709551615",
                    labels(64).replace("'", "")),
            new Case("set(" + labels(64) + ")", "'v64'", "v64"),
            // binary
            new Case("binary(4)", "0x01020300", bytes("01020300")),
            new Case("binary(4)", "0x01", bytes("01000000")),
            new Case("binary(4)", "0x00000000", bytes("00000000")),
            new Case("binary(4)", "0x20202020", bytes("20202020")),
            new Case("varbinary(300)", "0x00FF00", bytes("00FF00")),
            new Case("varbinary(10)", "''", bytes("")),
            new Case("tinyblob", "0x00", bytes("00")),
            new Case("blob", "repeat(0xFF, 1000)", bytes("FF".repeat(1000))),
            new Case("mediumblob", "0x80", bytes("80")),
            new Case("longblob", "''", bytes("")),
            // UUID and addresses: the binary log cuts zeros at the end
            uuid("12345678-9abc-4def-8123-456789abcdef"),
            uuid("12345678-9abc-4def-8123-456789abcd00"),
            uuid("12345678-9abc-1def-8123-456700000000"),
            uuid("00000000-0000-0000-0000-000000000000"),
            uuid("ffffffff-ffff-ffff-ffff-ffffffffffff"),
            uuid("018c2f3e-5d6a-7abc-9def-0123456789ab"),
            uuid("f7e3a9b0-0000-11ee-8c90-0242ac120002"),
            new Case("inet6", "'::'", bytes("00".repeat(16))),
            new Case("inet6", "'fe80::'", bytes("FE80" + "00".repeat(14))),
            new Case("inet6", "'2001:db8::ff00:42:8329'", bytes("20010DB8000000000000FF0000428329")),
            new Case("inet6", "'::ffff:192.0.2.1'", bytes("00000000000000000000FFFFC0000201")),
            new Case("inet4", "'192.0.2.0'", bytes("C0000200")),
            new Case("inet4", "'0.0.0.0'", bytes("00000000")),
            // geometry: SRID, then WKB
            new Case("point", "ST_GeomFromText('POINT(1 2)', 4326)", point("E6100000")),
            new Case("geometry", "ST_GeomFromText('POINT(1 2)')", point("00000000")));

    @TestFactory
    @Failure(
            where = Where.BINARY_LOG,
            what = "UUID, INET4 and INET6 that end in zeros, which the binary log cuts off",
            result = "the whole value arrives")
    @Failure(
            where = Where.BINARY_LOG,
            what = "zero dates and impossible dates, years before 100, YEAR 0, TIME beyond a day",
            result = "the value arrives as what it is: no epoch, no NULL, no other year")
    @Failure(
            where = Where.BINARY_LOG,
            what = "bytes of latin1 that stand for no character elsewhere (0x81), and U+0000",
            result = "the character of that number arrives; what PostgreSQL cannot hold is for the policies to decide")
    Stream<DynamicTest> everyValueArrivesAsDocumented() throws Exception {
        try (TestSourceDatabase database = TestMariaDb.shared().createDatabase()) {
            StreamFixture fixture = new StreamFixture(database);
            for (int i = 0; i < CASES.size(); i++) {
                database.execute(
                        "CREATE TABLE t" + i + " (v " + CASES.get(i).type() + ", n INT) CHARACTER SET utf8mb4");
            }
            SourcePosition from = fixture.position();
            List<SourceTable> tables = fixture.tables();
            write(database);
            List<ChangeEvent> events = StreamFixture.events(fixture.takeAll(from, tables));
            List<DynamicTest> tests = new ArrayList<>();
            for (int i = 0; i < CASES.size(); i++) {
                TableName table = new TableName(database.name(), "t" + i);
                Case one = CASES.get(i);
                tests.add(DynamicTest.dynamicTest(name(one), () -> {
                    RowImage first = new RowImage(new @Nullable Object[] {one.expected(), 1L});
                    RowImage second = new RowImage(new @Nullable Object[] {one.expected(), 2L});
                    assertThat(events.stream().filter(event -> event.table().equals(table)))
                            .containsExactly(
                                    new RowInserted(table, first),
                                    new RowUpdated(table, first, second),
                                    new RowDeleted(table, second));
                }));
            }
            return tests.stream();
        }
    }

    private static void write(TestSourceDatabase database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET sql_mode = 'ALLOW_INVALID_DATES'");
            for (int i = 0; i < CASES.size(); i++) {
                String value = CASES.get(i).value();
                statement.execute("INSERT INTO t" + i + " VALUES (" + value + ", 1)");
                statement.execute("UPDATE t" + i + " SET n = 2");
                statement.execute("DELETE FROM t" + i);
            }
        }
    }

    private static String name(Case one) {
        String text = one.type() + " " + one.value();
        return text.length() < 80 ? text : text.substring(0, 80);
    }

    private static Case uuid(String text) {
        return new Case("uuid", "'" + text + "'", UUID.fromString(text));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static byte[] point(String srid) {
        return bytes(srid + "0101000000" + "000000000000F03F" + "0000000000000040");
    }

    private static Duration span(int hours, int minutes, int seconds, int micros) {
        return Duration.ofSeconds(hours * 3_600L + minutes * 60L + seconds, micros * 1_000L);
    }

    private static LocalDateTime at(int year, int month, int day, int hour, int minute, int second, int micros) {
        return LocalDateTime.of(year, month, day, hour, minute, second, micros * 1_000);
    }

    private static Instant instant(String text) {
        return Instant.parse(text);
    }

    private static String labels(int count) {
        return Stream.iterate(1, i -> i + 1)
                .limit(count)
                .map(i -> "'v" + i + "'")
                .collect(Collectors.joining(","));
    }
}
