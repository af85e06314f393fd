package dev.landfall.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whatever may befall a copy, each to a row of its own, and what a verification has to say of it. Every verification is
 * measured by the same: of servers that stand still, and of a stream beside writers. Numbers that identities and sequences give
 * next are no rows: {@code CountersBehindIT} sets them off by one.
 */
public final class Damages {
    private Damages() {}

    private static final String[] SOURCE = {
        "CREATE TABLE parent (id INT PRIMARY KEY)",
        "CREATE TABLE child (id INT PRIMARY KEY, parent_id INT,"
                + " CONSTRAINT c FOREIGN KEY (parent_id) REFERENCES parent (id) ON DELETE CASCADE)",
        "CREATE TABLE owned (id INT PRIMARY KEY, parent_id INT,"
                + " CONSTRAINT o FOREIGN KEY (parent_id) REFERENCES parent (id) ON DELETE SET NULL)",
        "CREATE TABLE family (id UUID PRIMARY KEY)",
        "CREATE TABLE member (id INT PRIMARY KEY, family_id UUID,"
                + " CONSTRAINT m FOREIGN KEY (family_id) REFERENCES family (id) ON DELETE CASCADE)",
        "CREATE TABLE bag (v VARCHAR(20), n INT)",
        "CREATE TABLE words (word VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PRIMARY KEY, v INT)",
        "CREATE TABLE pairs (a INT, b VARBINARY(8), v INT, PRIMARY KEY (a, b))",
        "CREATE TABLE goods (id INT PRIMARY KEY, name VARCHAR(100), note LONGTEXT,"
                + " label VARCHAR(40) CHARACTER SET latin1, code CHAR(10), doc JSON, at DATETIME(6), seen TIMESTAMP(6) NULL,"
                + " span TIME(6), price DECIMAL(12,4), ratio DOUBLE, weight FLOAT, raw VARBINARY(100), pic LONGBLOB,"
                + " kind ENUM('new','Used'), tags SET('a','b'), flag BIT(8), born DATE, uid UUID, ip INET6, y YEAR,"
                + " qty BIGINT UNSIGNED, spelled JSON)",
        "INSERT INTO parent VALUES (1), (2)",
        "INSERT INTO child VALUES (1, 1), (2, 2)",
        "INSERT INTO owned VALUES (1, 1), (2, NULL)",
        "INSERT INTO family VALUES ('aaaaaaaa-0000-4000-8000-000000000001')",
        "INSERT INTO member VALUES (1, 'aaaaaaaa-0000-4000-8000-000000000001')",
        "INSERT INTO bag VALUES ('twice', 1), ('twice', 1), ('once', 2)",
        "INSERT INTO words SELECT CONCAT('wort ', seq, ' ä'), seq FROM seq_1_to_100",
        "INSERT INTO pairs SELECT seq, UNHEX(LPAD(HEX(seq), 8, '0')), seq FROM seq_1_to_100",
        "INSERT INTO goods SELECT seq, CONCAT('Größe ', seq), REPEAT(CONCAT('ö', seq, ','), 10000), CONCAT('Café ', seq),"
                + " CONCAT('c', seq), CONCAT('{\"b\": [1.0, \"ä\"], \"a\": ', seq, '}'),"
                + " '2024-03-01 22:30:00.123456' + INTERVAL seq MINUTE, '2024-03-01 22:30:00.123456' + INTERVAL seq MINUTE,"
                + " '11:22:33.123456', seq + 0.1251, SIN(seq), SIN(seq), CONCAT('raw ', seq), 'Größe', 'new', 'a', seq % 256,"
                + " '2024-02-29', UUID(), CONCAT('::', HEX(seq)), 2024, 18446744073709551615 - seq,"
                + " CONCAT('{\"b\": [1.0, \"ä\"], \"a\": ', seq, '}') FROM seq_1_to_1000",
        "UPDATE goods SET name = 'ends  ' WHERE id = 2",
        "UPDATE goods SET name = '' WHERE id = 9",
        "UPDATE goods SET name = NULL WHERE id IN (10, 11)",
        // A key that comes twice: the column keeps texts, not documents.
        "UPDATE goods SET spelled = '{\"a\": 1, \"a\": 2}' WHERE id = 1000",
        "ANALYZE TABLE goods"
    };

    /** A value of a row of {@code goods}, damaged. */
    private record Damage(int id, String column, String value, String cause) {
        String sql() {
            return "UPDATE shop.goods SET " + column + " = " + value + " WHERE id = " + id;
        }

        String finding() {
            return "goods changed id=" + id + " " + column + " " + cause;
        }
    }

    private static final List<Damage> VALUES = List.of(
            new Damage(1, "name", "name || ' '", "padding"),
            new Damage(2, "name", "rtrim(name)", "padding"),
            new Damage(3, "name", "'GRÖSSE 3'", "other"),
            new Damage(4, "name", "lower(name)", "letter-case"),
            new Damage(5, "name", "normalize(name, NFD)", "normal-form"),
            new Damage(6, "name", "convert_from(convert_to(name, 'UTF8'), 'LATIN1')", "character-set"),
            new Damage(7, "name", "'Gr??e 7'", "character-set"),
            new Damage(8, "name", "left(name, 3)", "truncated"),
            new Damage(9, "name", "NULL", "null-or-empty"),
            new Damage(10, "name", "''", "null-or-empty"),
            new Damage(11, "name", "'NULL'", "other"),
            new Damage(12, "name", "'Größe 13'", "swapped"),
            new Damage(13, "name", "'Größe 12'", "swapped"),
            new Damage(14, "name", "name || E'\\n'", "other"),
            new Damage(15, "name", "''", "other"),
            new Damage(16, "note", "note || ' '", "padding"),
            new Damage(17, "note", "left(note, 32767)", "truncated"),
            new Damage(18, "note", "overlay(note placing 'o' from 30001)", "other"),
            new Damage(19, "at", "at + interval '1 microsecond'", "other"),
            new Damage(20, "at", "date_trunc('second', at)", "fraction"),
            new Damage(21, "at", "at::timestamp(3)", "fraction"),
            new Damage(22, "at", "at + interval '1 hour'", "time-zone"),
            new Damage(23, "at", "at - interval '5 hours 30 minutes'", "time-zone"),
            new Damage(24, "at", "at + interval '1 day'", "whole-days"),
            new Damage(25, "at", "at::date", "truncated"),
            new Damage(26, "seen", "seen + interval '2 hours'", "time-zone"),
            new Damage(27, "seen", "date_trunc('milliseconds', seen)", "fraction"),
            new Damage(28, "span", "date_trunc('second', span)", "fraction"),
            new Damage(29, "span", "span + interval '1 second'", "other"),
            new Damage(30, "price", "round(price, 2)", "fraction"),
            new Damage(31, "price", "trunc(price)", "fraction"),
            new Damage(32, "price", "price + 0.0001", "off-by-one"),
            new Damage(33, "ratio", "ratio * (1 + 2.220446049250313e-16::float8)", "precision"),
            new Damage(34, "ratio", "ratio::real", "precision"),
            new Damage(35, "ratio", "-ratio", "other"),
            new Damage(36, "ratio", "'NaN'", "other"),
            new Damage(37, "weight", "weight * 2", "other"),
            new Damage(38, "weight", "round(weight::numeric, 6)", "precision"),
            new Damage(39, "raw", "raw || '\\x00'", "padding"),
            new Damage(40, "raw", "raw || '\\x20'", "padding"),
            new Damage(41, "raw", "substr(raw, 1, 3)", "truncated"),
            new Damage(42, "raw", "set_byte(raw, 1, 255)", "other"),
            new Damage(43, "pic", "convert_to(convert_from(pic, 'LATIN1'), 'UTF8')", "character-set"),
            new Damage(44, "label", "convert_from(convert_to(label, 'UTF8'), 'WIN1252')", "character-set"),
            new Damage(45, "code", "code || '.'", "other"),
            new Damage(46, "doc", "'{\"a\": 46, \"b\": [1, \"a\"]}'", "other"),
            new Damage(47, "kind", "'Used'", "other"),
            new Damage(48, "tags", "'{a,b}'", "other"),
            new Damage(49, "flag", "~flag", "other"),
            new Damage(50, "born", "born + 1", "whole-days"),
            new Damage(51, "uid", "gen_random_uuid()", "other"),
            new Damage(52, "ip", "'::1'", "other"),
            new Damage(53, "y", "y + 1", "off-by-one"),
            new Damage(54, "qty", "qty + 1", "off-by-one"),
            new Damage(55, "spelled", "'{\"a\":55, \"b\":[1, \"\\u00e4\"]}'", "json-text"),
            new Damage(56, "spelled", "'{\"b\": [1.0, \"ä\"], \"a\": 0}'", "other"));

    /** Damage to several values of a row, to whole rows, and to what rows refer to. */
    private static final List<String> ROWS = List.of(
            "UPDATE shop.goods SET at = at + interval '1 hour', seen = seen + interval '1 hour' WHERE id = 60",
            "UPDATE shop.goods SET name = lower(name), price = round(price, 2) WHERE id = 61",
            "UPDATE shop.goods AS g SET name = o.name, price = o.price, seen = o.seen FROM shop.goods AS o"
                    + " WHERE o.id = 125 - g.id AND g.id IN (62, 63)",
            "UPDATE shop.goods SET raw = convert_to('raw ' || 64 + (id - 63) % 3, 'UTF8') WHERE id BETWEEN 64 AND 66",
            "UPDATE shop.goods SET qty = qty + 1 WHERE id BETWEEN 67 AND 69",
            "UPDATE shop.goods SET kind = 'Used' WHERE id = 70",
            "UPDATE shop.goods SET born = born + 7 WHERE id = 71",
            "DELETE FROM shop.goods WHERE id = 200 OR id BETWEEN 301 AND 305",
            "INSERT INTO shop.goods (id) VALUES (100000)",
            "UPDATE shop.goods SET id = 90400 WHERE id = 400",
            "INSERT INTO shop.child VALUES (3, 999)",
            "INSERT INTO shop.child VALUES (4, 2)",
            "UPDATE shop.owned SET parent_id = 998 WHERE id = 2",
            "UPDATE shop.owned SET parent_id = 2 WHERE id = 1",
            "INSERT INTO shop.member VALUES (3, 'bbbbbbbb-0000-4000-8000-000000000001')",
            "INSERT INTO shop.member VALUES (4, 'aaaaaaaa-0000-4000-8000-000000000001')",
            "DELETE FROM shop.bag WHERE ctid = (SELECT max(ctid) FROM shop.bag WHERE v = 'twice')",
            "INSERT INTO shop.bag VALUES ('once', 2)",
            "DELETE FROM shop.words WHERE v BETWEEN 5 AND 7",
            "UPDATE shop.words SET word = upper(word) WHERE v = 9",
            "UPDATE shop.pairs SET b = b || '\\x00' WHERE a = 11",
            "INSERT INTO shop.pairs VALUES (12, '\\x00', 1)");

    private static final List<String> ROW_FINDINGS = List.of(
            "goods changed id=60 at,seen time-zone",
            "goods changed id=61 name,price several",
            "goods changed id=62 name,seen,price swapped",
            "goods changed id=63 name,seen,price swapped",
            "goods changed id=64 raw swapped",
            "goods changed id=65 raw swapped",
            "goods changed id=66 raw swapped",
            "goods changed id=67 qty off-by-one",
            "goods changed id=68 qty off-by-one",
            "goods changed id=69 qty off-by-one",
            "goods changed id=70 kind other",
            "goods changed id=71 born other",
            "goods missing id=200  missing-row",
            "goods missing id=400  missing-row",
            "goods extra id=90400  extra-row",
            "goods extra id=100000  extra-row",
            "child extra id=3  lost-cascade",
            "child extra id=4  extra-row",
            "owned changed id=2 parent_id lost-cascade",
            "owned changed id=1 parent_id off-by-one",
            "member extra id=3  lost-cascade",
            "member extra id=4  extra-row",
            "bag missing * v,n missing-row",
            "bag extra * v,n extra-row",
            "words missing word=wort 9 ä  missing-row",
            "words extra word=WORT 9 Ä  extra-row",
            "pairs missing a=11, b=0000000B  missing-row",
            "pairs extra a=11, b=0000000B00  extra-row",
            "pairs extra a=12, b=00  extra-row");

    /** Creates and fills the tables of the source. */
    public static String[] tables() {
        return SOURCE.clone();
    }

    /** Damages their copy in the schema {@code shop}; rows beyond those stay as they are. */
    public static String[] damage() {
        return Stream.concat(VALUES.stream().map(Damage::sql), ROWS.stream()).toArray(String[]::new);
    }

    /** In the words of the reports: table, kind, key, columns, cause. In place of a key that a table does not have is a {@code *}. */
    public static List<String> findings() {
        List<String> findings =
                new ArrayList<>(VALUES.stream().map(Damage::finding).toList());
        findings.addAll(ROW_FINDINGS);
        for (int id = 301; id <= 305; id++) {
            findings.add("goods missing id=" + id + "  missing-range");
        }
        for (int word = 5; word <= 7; word++) {
            findings.add("words missing word=wort " + word + " ä  missing-row");
        }
        return findings;
    }
}
