package dev.landfall.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.verify.RowDifference.ColumnDifference;
import dev.landfall.verify.RowDifference.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever befalls a copy is found, located and named; a clean copy has nothing to find. */
class DamageIT {
    private static final VerifyOptions OPTIONS = new VerifyOptions(1000, 2, 50, Duration.ofSeconds(10), Method.AUTO);

    private static final String[] SOURCE = {
        "CREATE TABLE parent (id INT PRIMARY KEY)",
        "CREATE TABLE child (id INT PRIMARY KEY, parent_id INT,"
                + " CONSTRAINT c FOREIGN KEY (parent_id) REFERENCES parent (id) ON DELETE CASCADE)",
        "CREATE TABLE owned (id INT PRIMARY KEY, parent_id INT,"
                + " CONSTRAINT o FOREIGN KEY (parent_id) REFERENCES parent (id) ON DELETE SET NULL)",
        "CREATE TABLE bag (v VARCHAR(20), n INT)",
        "CREATE TABLE words (word VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PRIMARY KEY, v INT)",
        "CREATE TABLE pairs (a INT, b VARBINARY(8), v INT, PRIMARY KEY (a, b))",
        "CREATE TABLE goods (id INT PRIMARY KEY, name VARCHAR(100), note LONGTEXT,"
                + " label VARCHAR(40) CHARACTER SET latin1, code CHAR(10), doc JSON, at DATETIME(6), seen TIMESTAMP(6) NULL,"
                + " span TIME(6), price DECIMAL(12,4), ratio DOUBLE, weight FLOAT, raw VARBINARY(100), pic LONGBLOB,"
                + " kind ENUM('new','Used'), tags SET('a','b'), flag BIT(8), born DATE, uid UUID, ip INET6, y YEAR,"
                + " qty BIGINT UNSIGNED)",
        "INSERT INTO parent VALUES (1), (2)",
        "INSERT INTO child VALUES (1, 1), (2, 2)",
        "INSERT INTO owned VALUES (1, 1), (2, NULL)",
        "INSERT INTO bag VALUES ('twice', 1), ('twice', 1), ('once', 2)",
        "INSERT INTO words SELECT CONCAT('wort ', seq, ' ä'), seq FROM seq_1_to_100",
        "INSERT INTO pairs SELECT seq, UNHEX(LPAD(HEX(seq), 8, '0')), seq FROM seq_1_to_100",
        "INSERT INTO goods SELECT seq, CONCAT('Größe ', seq), REPEAT(CONCAT('ö', seq, ','), 10000), CONCAT('Café ', seq),"
                + " CONCAT('c', seq), CONCAT('{\"b\": [1.0, \"ä\"], \"a\": ', seq, '}'),"
                + " '2024-03-01 22:30:00.123456' + INTERVAL seq MINUTE, '2024-03-01 22:30:00.123456' + INTERVAL seq MINUTE,"
                + " '11:22:33.123456', seq + 0.1251, SIN(seq), SIN(seq), CONCAT('raw ', seq), 'Größe', 'new', 'a', seq % 256,"
                + " '2024-02-29', UUID(), CONCAT('::', HEX(seq)), 2024, 18446744073709551615 - seq FROM seq_1_to_1000",
        "UPDATE goods SET name = 'ends  ' WHERE id = 2",
        "UPDATE goods SET name = '' WHERE id = 9",
        "UPDATE goods SET name = NULL WHERE id IN (10, 11)",
        "ANALYZE TABLE goods"
    };

    /** A value of a row of {@code goods}, damaged. */
    private record Damage(int id, String column, String value, Cause cause) {}

    private static final List<Damage> VALUES = List.of(
            new Damage(1, "name", "name || ' '", Cause.PADDING),
            new Damage(2, "name", "rtrim(name)", Cause.PADDING),
            new Damage(3, "name", "'GRÖSSE 3'", Cause.OTHER),
            new Damage(4, "name", "lower(name)", Cause.LETTER_CASE),
            new Damage(5, "name", "normalize(name, NFD)", Cause.NORMAL_FORM),
            new Damage(6, "name", "convert_from(convert_to(name, 'UTF8'), 'LATIN1')", Cause.CHARACTER_SET),
            new Damage(7, "name", "'Gr??e 7'", Cause.CHARACTER_SET),
            new Damage(8, "name", "left(name, 3)", Cause.TRUNCATED),
            new Damage(9, "name", "NULL", Cause.NULL_OR_EMPTY),
            new Damage(10, "name", "''", Cause.NULL_OR_EMPTY),
            new Damage(11, "name", "'NULL'", Cause.OTHER),
            new Damage(12, "name", "'Größe 13'", Cause.OTHER),
            new Damage(13, "name", "'Größe 12'", Cause.OTHER),
            new Damage(14, "name", "name || E'\\n'", Cause.OTHER),
            new Damage(15, "name", "''", Cause.OTHER),
            new Damage(16, "note", "note || ' '", Cause.PADDING),
            new Damage(17, "note", "left(note, 32767)", Cause.TRUNCATED),
            new Damage(18, "note", "overlay(note placing 'o' from 30001)", Cause.OTHER),
            new Damage(19, "at", "at + interval '1 microsecond'", Cause.OTHER),
            new Damage(20, "at", "date_trunc('second', at)", Cause.FRACTION),
            new Damage(21, "at", "at::timestamp(3)", Cause.FRACTION),
            new Damage(22, "at", "at + interval '1 hour'", Cause.TIME_ZONE),
            new Damage(23, "at", "at - interval '5 hours 30 minutes'", Cause.TIME_ZONE),
            new Damage(24, "at", "at + interval '1 day'", Cause.OTHER),
            new Damage(25, "at", "at::date", Cause.TRUNCATED),
            new Damage(26, "seen", "seen + interval '2 hours'", Cause.TIME_ZONE),
            new Damage(27, "seen", "date_trunc('milliseconds', seen)", Cause.FRACTION),
            new Damage(28, "span", "date_trunc('second', span)", Cause.FRACTION),
            new Damage(29, "span", "span + interval '1 second'", Cause.OTHER),
            new Damage(30, "price", "round(price, 2)", Cause.FRACTION),
            new Damage(31, "price", "trunc(price)", Cause.FRACTION),
            new Damage(32, "price", "price + 0.0001", Cause.OTHER),
            new Damage(33, "ratio", "ratio * (1 + 2.220446049250313e-16::float8)", Cause.PRECISION),
            new Damage(34, "ratio", "ratio::real", Cause.PRECISION),
            new Damage(35, "ratio", "-ratio", Cause.OTHER),
            new Damage(36, "ratio", "'NaN'", Cause.OTHER),
            new Damage(37, "weight", "weight * 2", Cause.OTHER),
            new Damage(38, "weight", "round(weight::numeric, 6)", Cause.PRECISION),
            new Damage(39, "raw", "raw || '\\x00'", Cause.PADDING),
            new Damage(40, "raw", "raw || '\\x20'", Cause.PADDING),
            new Damage(41, "raw", "substr(raw, 1, 3)", Cause.TRUNCATED),
            new Damage(42, "raw", "set_byte(raw, 1, 255)", Cause.OTHER),
            new Damage(43, "pic", "convert_to(convert_from(pic, 'LATIN1'), 'UTF8')", Cause.CHARACTER_SET),
            new Damage(44, "label", "convert_from(convert_to(label, 'UTF8'), 'WIN1252')", Cause.CHARACTER_SET),
            new Damage(45, "code", "code || '.'", Cause.OTHER),
            new Damage(46, "doc", "'{\"a\": 46, \"b\": [1, \"a\"]}'", Cause.OTHER),
            new Damage(47, "kind", "'Used'", Cause.OTHER),
            new Damage(48, "tags", "'{a,b}'", Cause.OTHER),
            new Damage(49, "flag", "~flag", Cause.OTHER),
            new Damage(50, "born", "born + 1", Cause.OTHER),
            new Damage(51, "uid", "gen_random_uuid()", Cause.OTHER),
            new Damage(52, "ip", "'::1'", Cause.OTHER),
            new Damage(53, "y", "y + 1", Cause.OTHER),
            new Damage(54, "qty", "qty + 1", Cause.OTHER));

    @Test
    void everyKindOfDamageIsFoundLocatedAndNamedAndNothingElse() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(SOURCE)) {
            assertThat(database.verify(OPTIONS)).isInstanceOf(VerificationReport.Clean.class);
            for (Damage damage : VALUES) {
                database.target.execute("UPDATE shop.goods SET " + damage.column() + " = " + damage.value()
                        + " WHERE id = " + damage.id());
            }
            database.target.execute(
                    "UPDATE shop.goods SET at = at + interval '1 hour', seen = seen + interval '1 hour' WHERE id = 60",
                    "UPDATE shop.goods SET name = lower(name), price = round(price, 2) WHERE id = 61",
                    "DELETE FROM shop.goods WHERE id = 200 OR id BETWEEN 301 AND 305",
                    "INSERT INTO shop.goods (id) VALUES (100000)",
                    "UPDATE shop.goods SET id = 90400 WHERE id = 400",
                    "INSERT INTO shop.child VALUES (3, 999)",
                    "INSERT INTO shop.child VALUES (4, 2)",
                    "UPDATE shop.owned SET parent_id = 998 WHERE id = 2",
                    "UPDATE shop.owned SET parent_id = 2 WHERE id = 1",
                    "DELETE FROM shop.bag WHERE ctid = (SELECT max(ctid) FROM shop.bag WHERE v = 'twice')",
                    "INSERT INTO shop.bag VALUES ('once', 2)",
                    "DELETE FROM shop.words WHERE v BETWEEN 5 AND 7",
                    "UPDATE shop.words SET word = upper(word) WHERE v = 9",
                    "UPDATE shop.pairs SET b = b || '\\x00' WHERE a = 11",
                    "INSERT INTO shop.pairs VALUES (12, '\\x00', 1)");

            VerificationReport report = database.verify(OPTIONS);

            List<String> expected = new ArrayList<>();
            VALUES.forEach(damage ->
                    expected.add("goods CHANGED id=" + damage.id() + " " + damage.column() + " " + damage.cause()));
            expected.addAll(List.of(
                    "goods CHANGED id=60 at,seen TIME_ZONE",
                    "goods CHANGED id=61 name,price SEVERAL",
                    "goods MISSING id=200  MISSING_ROW",
                    "goods MISSING id=400  MISSING_ROW",
                    "goods EXTRA id=90400  EXTRA_ROW",
                    "goods EXTRA id=100000  EXTRA_ROW",
                    "child EXTRA id=3  LOST_CASCADE",
                    "child EXTRA id=4  EXTRA_ROW",
                    "owned CHANGED id=2 parent_id LOST_CASCADE",
                    "owned CHANGED id=1 parent_id OTHER",
                    "bag MISSING * v,n MISSING_ROW",
                    "bag EXTRA * v,n EXTRA_ROW",
                    "words MISSING word=wort 9 ä  MISSING_ROW",
                    "words EXTRA word=WORT 9 Ä  EXTRA_ROW",
                    "pairs MISSING a=11, b=0000000B  MISSING_ROW",
                    "pairs EXTRA a=11, b=0000000B00  EXTRA_ROW",
                    "pairs EXTRA a=12, b=00  EXTRA_ROW"));
            for (int id = 301; id <= 305; id++) {
                expected.add("goods MISSING id=" + id + "  MISSING_RANGE");
            }
            for (int word = 5; word <= 7; word++) {
                expected.add("words MISSING word=wort " + word + " ä  MISSING_ROW");
            }
            assertThat(report.tables().stream().flatMap(DamageIT::words)).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(report.differing()).isEqualTo(expected.size());
        }
    }

    private static Stream<String> words(TableVerdict table) {
        return table.differences().stream()
                .map(difference -> table.table().name() + " " + difference.kind() + " "
                        + (difference.key().contains("=") ? difference.key() : "*") + " " + columns(difference) + " "
                        + difference.cause());
    }

    private static String columns(RowDifference difference) {
        if (difference.kind() == Kind.CHANGED) {
            assertThat(difference.columns()).isNotEmpty();
        }
        return String.join(
                ",", difference.columns().stream().map(ColumnDifference::column).toList());
    }
}
