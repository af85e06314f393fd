package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.landfall.testing.TestMariaDb;
import dev.landfall.testing.TestSourceDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a schema holds besides plain tables, through a whole journey. */
class SchemaObjectsIT {
    @TempDir
    private Path folder;

    /** A cutover leaves the source read-only, and the server is shared. */
    @AfterEach
    void reopenTheSource() throws SQLException {
        try (TestSourceDatabase any = TestMariaDb.shared().createDatabase()) {
            any.execute("SET GLOBAL read_only = OFF");
        }
    }

    /** Such a key is unique by an expression, which no foreign key of PostgreSQL can refer to. */
    @Test
    void aForeignKeyToAUniqueTextKeyIsCarriedOver() throws SQLException {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE country (id INT PRIMARY KEY, code VARCHAR(9) NOT NULL, UNIQUE (code))"
                        + " COLLATE utf8mb4_general_ci",
                "CREATE TABLE city (id INT PRIMARY KEY, code VARCHAR(9), FOREIGN KEY (code) REFERENCES country (code)"
                        + " ON DELETE CASCADE) COLLATE utf8mb4_general_ci",
                "CREATE TABLE session (sid VARCHAR(64) NOT NULL, v INT, UNIQUE (sid)) COLLATE utf8mb4_general_ci",
                "CREATE TABLE page (id INT PRIMARY KEY, url VARCHAR(700) NOT NULL, UNIQUE (url))"
                        + " COLLATE utf8mb4_general_ci",
                "CREATE TABLE link (id INT PRIMARY KEY, url VARCHAR(700), FOREIGN KEY (url) REFERENCES page (url))"
                        + " COLLATE utf8mb4_general_ci",
                "INSERT INTO country VALUES (1, 'AT'), (2, 'CH')",
                "INSERT INTO city VALUES (1, 'AT'), (2, 'CH'), (3, NULL)",
                "INSERT INTO session VALUES ('a', 1), ('b', 2)",
                "INSERT INTO page VALUES (1, 'x')",
                "INSERT INTO link VALUES (1, 'x')")) {
            assertThat(run(voyage, "assess").out()).contains("FK-002");
            run(voyage, "snapshot");
            assertThat(voyage.target()
                            .value(
                                    "SELECT string_agg(conrelid::regclass || ' ' || convalidated, ',') FROM pg_constraint"
                                            + " WHERE contype = 'f' AND connamespace = 'shop'::regnamespace"))
                    .isEqualTo("shop.city true");
            assertThat(voyage.target()
                            .value("SELECT indexdef FROM pg_indexes WHERE indexname LIKE '%exact'"
                                    + " AND tablename = 'session'"))
                    .startsWith("CREATE UNIQUE INDEX")
                    .endsWith("(sid)");
            voyage.source().execute("DELETE FROM country WHERE id = 2", "UPDATE session SET v = 3 WHERE sid = 'b'");
            run(voyage, "stream", "--until", "caught-up");
            assertThat(voyage.target().value("SELECT count(*) FROM shop.city")).isEqualTo("2");
            run(voyage, "verify");
        }
    }

    @Test
    void systemVersionedTablesArriveWithTheirCurrentRows() throws SQLException {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE implicit (id INT PRIMARY KEY, v VARCHAR(10)) WITH SYSTEM VERSIONING",
                "CREATE TABLE explicit (id INT PRIMARY KEY, began TIMESTAMP(6) GENERATED ALWAYS AS ROW START,"
                        + " v VARCHAR(10), ended TIMESTAMP(6) GENERATED ALWAYS AS ROW END, u INT UNIQUE,"
                        + " PERIOD FOR SYSTEM_TIME (began, ended)) WITH SYSTEM VERSIONING",
                "CREATE TABLE partly (id INT PRIMARY KEY, v VARCHAR(10), plain INT WITHOUT SYSTEM VERSIONING,"
                        + " t TEXT, UNIQUE (t)) WITH SYSTEM VERSIONING",
                "INSERT INTO implicit VALUES (1, 'a'), (2, 'b')",
                "UPDATE implicit SET v = 'a2' WHERE id = 1",
                "DELETE FROM implicit WHERE id = 2",
                "INSERT INTO explicit (id, v, u) VALUES (1, 'a', 1)",
                "UPDATE explicit SET v = 'a2'",
                "INSERT INTO partly VALUES (1, 'a', 1, 'x')")) {
            run(voyage, "snapshot");

            voyage.source()
                    .execute(
                            "INSERT INTO implicit VALUES (3, 'c'), (4, 'd'), (5, 'e')",
                            "UPDATE implicit SET v = 'c2' WHERE id = 3",
                            "UPDATE implicit SET id = 40 WHERE id = 4",
                            "DELETE FROM implicit WHERE id = 5",
                            "REPLACE INTO implicit VALUES (1, 'a3')",
                            "INSERT INTO implicit VALUES (1, 'x') ON DUPLICATE KEY UPDATE v = 'a4'",
                            "DELETE HISTORY FROM implicit",
                            "INSERT INTO explicit (id, v, u) VALUES (2, 'b', 2), (3, 'c', 3)",
                            "UPDATE explicit SET v = 'b2' WHERE id = 2",
                            "DELETE FROM explicit WHERE id = 3",
                            "INSERT INTO explicit (id, v, u) VALUES (4, 'd', 3)",
                            "UPDATE partly SET plain = 2",
                            "UPDATE partly SET v = 'b', t = REPEAT('y', 500)");
            run(voyage, "stream", "--until", "caught-up");

            assertThat(rows(voyage, "id, v", "implicit")).isEqualTo("1 a4, 3 c2, 40 d");
            assertThat(rows(voyage, "id, v, u", "explicit")).isEqualTo("1 a2 1, 2 b2 2, 4 d 3");
            assertThat(rows(voyage, "id, v, plain, length(t)", "partly")).isEqualTo("1 b 2 500");
            assertThat(voyage.target()
                            .value("SELECT string_agg(attname, ',' ORDER BY attnum) FROM pg_attribute"
                                    + " WHERE attrelid = 'shop.explicit'::regclass AND attnum > 0"))
                    .isEqualTo("id,v,u");
            run(voyage, "verify");
        }
    }

    @Test
    void partitionsTakeEveryRowThatMariaDbTakes() throws SQLException {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE by_number (id INT NOT NULL AUTO_INCREMENT, v INT, PRIMARY KEY (id))"
                        + " PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN"
                        + " MAXVALUE)",
                "CREATE TABLE by_year (id INT, d DATE NULL, KEY (d)) PARTITION BY RANGE (YEAR(d)) (PARTITION old VALUES LESS"
                        + " THAN (2000), PARTITION `New` VALUES LESS THAN (2030))",
                "CREATE TABLE by_days (id INT, d DATETIME NOT NULL, PRIMARY KEY (id, d)) PARTITION BY RANGE (TO_DAYS(d))"
                        + " (PARTITION p0 VALUES LESS THAN (TO_DAYS('2024-02-01')), PARTITION p1 VALUES LESS THAN MAXVALUE)",
                "CREATE TABLE by_moment (id INT, t TIMESTAMP NOT NULL) PARTITION BY RANGE (UNIX_TIMESTAMP(t))"
                        + " (PARTITION p0 VALUES LESS THAN (UNIX_TIMESTAMP('2024-01-01 00:00:00')), PARTITION p1 VALUES"
                        + " LESS THAN MAXVALUE)",
                "CREATE TABLE by_columns (a INT NOT NULL, b DATE NOT NULL, v VARCHAR(5), PRIMARY KEY (a, b), UNIQUE (v, a,"
                        + " b)) PARTITION BY RANGE COLUMNS (a, b) (PARTITION p0 VALUES LESS THAN (5, '2024-01-01'),"
                        + " PARTITION p1 VALUES LESS THAN (MAXVALUE, MAXVALUE))",
                "CREATE TABLE by_list (id INT, kind INT) PARTITION BY LIST (kind) (PARTITION p0 VALUES IN (1, NULL),"
                        + " PARTITION p1 VALUES IN (2, 3), PARTITION rest DEFAULT)",
                "CREATE TABLE by_hash (id BIGINT PRIMARY KEY, v INT) PARTITION BY KEY () PARTITIONS 3",
                "CREATE TABLE by_unsigned (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, v INT) PARTITION BY RANGE (id)"
                        + " (PARTITION p0 VALUES LESS THAN (2), PARTITION p1 VALUES LESS THAN (18446744073709551615))",
                "CREATE TABLE beyond (id INT NOT NULL) PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (-3000000000),"
                        + " PARTITION p1 VALUES LESS THAN (100), PARTITION p2 VALUES LESS THAN (3000000000), PARTITION p3 VALUES"
                        + " LESS THAN MAXVALUE)",
                "CREATE TABLE by_pair (a INT NOT NULL, b INT NOT NULL) PARTITION BY RANGE COLUMNS (a, b) (PARTITION p0 VALUES"
                        + " LESS THAN (3, 3), PARTITION p1 VALUES LESS THAN (MAXVALUE, 5))",
                "CREATE TABLE by_text (c VARCHAR(5), v INT) PARTITION BY LIST COLUMNS (c) (PARTITION p0 VALUES IN ('a', 'b'))",
                "CREATE TABLE twice (id INT, d DATE) PARTITION BY RANGE (YEAR(d)) SUBPARTITION BY HASH (TO_DAYS(d))"
                        + " SUBPARTITIONS 2 (PARTITION p0 VALUES LESS THAN MAXVALUE)")) {
            voyage.source().execute(partitionedRows(0));
            run(voyage, "snapshot");
            voyage.source().execute(partitionedRows(1));
            voyage.source()
                    .execute(
                            "UPDATE by_number SET id = id + 100",
                            "UPDATE by_list SET kind = 2 WHERE kind IS NULL",
                            "DELETE FROM by_year WHERE d IS NULL LIMIT 1");
            run(voyage, "stream", "--until", "caught-up");

            assertThat(
                            voyage.target()
                                    .value(
                                            "SELECT string_agg(relname, ',' ORDER BY relname) FROM pg_class WHERE relkind = 'p'"))
                    .isEqualTo(
                            "beyond,by_columns,by_days,by_hash,by_list,by_moment,by_number,by_pair,by_unsigned,by_year");
            assertThat(voyage.target().value("SELECT count(*) FROM shop.by_year_new"))
                    .isEqualTo("2");
            assertThat(voyage.target().value("SELECT count(*) FROM shop.by_days_p0"))
                    .isEqualTo("2");
            run(voyage, "verify");
            Voyage.Ended cutover = run(voyage, "cutover");
            assertThat(cutover.out()).contains("HANDED OVER");
            voyage.target().execute("INSERT INTO shop.by_number (v) VALUES (7)");
            assertThat(voyage.target().value("SELECT max(id) > 100 FROM shop.by_number WHERE v = 7"))
                    .isEqualTo("t");
        }
    }

    private static String[] partitionedRows(int round) {
        return new String[] {
            "SET SESSION time_zone = '+00:00'",
            "INSERT INTO by_number (v) VALUES (1), (2), (3)",
            "INSERT INTO by_year VALUES (1, NULL), (2, '1999-12-31'), (3, '2000-01-01'), (3, '1000-01-01')",
            "INSERT INTO by_days VALUES (" + round + ", '2024-01-31 23:59:59'), (" + round + ", '2024-02-01')",
            "INSERT INTO by_moment VALUES (1, '2023-12-31 23:59:59'), (2, '2024-01-01 00:00:00')",
            "INSERT INTO by_columns VALUES (" + (4 + round) + ", '2023-01-01', 'x'), (" + (6 + round)
                    + ", '2024-01-01', 'x')",
            "INSERT INTO by_list VALUES (1, 1), (2, NULL), (3, 3), (4, 99)",
            "INSERT INTO by_hash VALUES (" + (1 + round * 3) + ", 1), (" + (2 + round * 3) + ", 2), (" + (3 + round * 3)
                    + ", 3)",
            "INSERT INTO by_unsigned (v) VALUES (1), (2)",
            "INSERT INTO beyond VALUES (-2147483648), (5), (2147483647)",
            "INSERT INTO by_pair VALUES (3, 2), (3, 3), (9, 9)",
            "INSERT INTO by_text VALUES ('A', 1), ('b', 2)",
            "INSERT INTO twice VALUES (1, '2024-01-01'), (2, NULL)"
        };
    }

    @Test
    void keysIndexesDefaultsAndTriggersDoWhatTheyDidOnTheSource() throws SQLException {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE users (id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, email VARCHAR(100) CHARACTER SET"
                        + " utf8mb4 COLLATE utf8mb4_general_ci NOT NULL, code CHAR(8) CHARACTER SET utf8mb4 COLLATE"
                        + " utf8mb4_bin, bio TEXT, `Long` VARCHAR(1500), note MEDIUMTEXT, price DECIMAL(8,2) UNSIGNED DEFAULT"
                        + " 1.5, active BOOLEAN NOT NULL DEFAULT TRUE, made DATETIME(3) DEFAULT CURRENT_TIMESTAMP(3),"
                        + " changed TIMESTAMP(6) NULL DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP(6), qty INT NOT NULL DEFAULT 4, total INT GENERATED ALWAYS"
                        + " AS (qty * 2) STORED, label VARCHAR(120) AS (CONCAT(email, '!')) VIRTUAL, doc JSON DEFAULT '{}',"
                        + " UNIQUE mail (email), UNIQUE (code), UNIQUE long_unique (`Long`), KEY prefix (bio(20)), KEY down"
                        + " (price DESC, id), FULLTEXT words (bio, note), KEY long_plain (`Long`(500), email), CONSTRAINT cheap"
                        + " CHECK (price < 1000)) COMMENT 'who they are'",
                "CREATE TABLE letters (n VARCHAR(20) CHARACTER SET latin1 COLLATE latin1_swedish_ci PRIMARY KEY, m VARCHAR(20)"
                        + " CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci UNIQUE, doc JSON, FULLTEXT in_json (doc))",
                "CREATE TABLE danish (n VARCHAR(9) CHARACTER SET utf8mb4 COLLATE utf8mb4_danish_ci UNIQUE)",
                "INSERT INTO danish VALUES ('aa'), ('aA')",
                "INSERT INTO letters VALUES (CONVERT('\u0160imon' USING latin1), '\u023a', '{\"a\": 1}'),"
                        + " (CONVERT('\u0161imon' USING latin1), '\u2c65', NULL)",
                "CREATE TABLE wide_key (id INT PRIMARY KEY, " + columns(12, "VARCHAR(250) CHARACTER SET latin1")
                        + ", KEY all_of" + " (c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11))",
                "INSERT INTO wide_key SELECT 1, " + columns(12, "") + " FROM (SELECT " + randomTexts(12) + ") AS r",
                "CREATE SEQUENCE ticket START WITH 5 INCREMENT BY 2",
                "CREATE TABLE tickets (n BIGINT DEFAULT NEXTVAL(ticket), v INT, KEY shared (v) COMMENT 'it''s v')",
                "INSERT INTO tickets (v) VALUES (1)",
                "INSERT INTO users (email, code, bio, `Long`, note) VALUES ('Ann@example.org', 'x1', 'the quick fox',"
                        + " REPEAT('a', 1500), 'jumps')")) {
            run(voyage, "snapshot");
            voyage.source().execute("UPDATE users SET price = 3 WHERE id = 1");
            run(voyage, "stream", "--until", "caught-up");
            run(voyage, "verify");
            assertThat(voyage.target().value("SELECT changed FROM shop.users"))
                    .isEqualTo(voyage.source()
                                    .value("SELECT DATE_FORMAT(CONVERT_TZ(changed, @@time_zone, '+00:00'),"
                                            + " '%Y-%m-%d %H:%i:%s.%f') FROM users")
                                    .replaceAll("0+$", "")
                            + "+00");
            run(voyage, "cutover");

            refused(voyage, "INSERT INTO shop.users (email) VALUES ('ann@EXAMPLE.org  ')", "users_mail");
            refused(
                    voyage,
                    "INSERT INTO shop.users (email, \"long\") VALUES ('b', repeat('a', 1500))",
                    "users_long_unique");
            refused(voyage, "INSERT INTO shop.users (email, price) VALUES ('b', 1000)", "cheap");
            refused(voyage, "INSERT INTO shop.users (email, price) VALUES ('b', -1)", "users_price_check");
            voyage.target().execute("INSERT INTO shop.users (email, \"long\") VALUES ('Bob', repeat('b', 1500))");
            assertThat(voyage.target()
                            .value(
                                    "SELECT concat_ws(' ', id > 1, price, active, made > now() - interval '1 hour', changed IS"
                                            + " NULL, total = 8, label, doc) FROM shop.users WHERE email = 'Bob'"))
                    .isEqualTo("t 1.50 t t t t Bob! {}");
            voyage.target().execute("UPDATE shop.users SET price = 9 WHERE email = 'Bob'");
            assertThat(voyage.target()
                            .value("SELECT changed > now() - interval '1 hour' FROM shop.users WHERE email = 'Bob'"))
                    .isEqualTo("t");
            voyage.target().execute("UPDATE shop.users SET changed = '2000-01-01', price = 10 WHERE email = 'Bob'");
            assertThat(voyage.target().value("SELECT changed::date FROM shop.users WHERE email = 'Bob'"))
                    .isEqualTo("2000-01-01");
            voyage.target().execute("INSERT INTO shop.tickets (v) VALUES (2)");
            assertThat(voyage.target()
                            .value("SELECT string_agg((n % 2) || ' ' || (n > 5), ', ' ORDER BY v) FROM shop.tickets"))
                    .isEqualTo("1 false, 1 true");
            assertThat(voyage.target().value("SELECT obj_description('shop.tickets_shared'::regclass)"))
                    .isEqualTo("it's v");
            assertThat(voyage.target().value("SELECT obj_description('shop.users'::regclass)"))
                    .isEqualTo("who they are");
            assertThat(voyage.target()
                            .value(
                                    "SELECT string_agg(substring(indexdef from ' USING .*'), E'\\n' ORDER BY indexname) FROM"
                                            + " pg_indexes WHERE schemaname = 'shop'"))
                    .contains("USING gin (to_tsvector('simple'", "\"left\"(bio, 20)", "price DESC, id", "md5(lower(");
        }
    }

    @Test
    void viewsAreCreatedAndTheRestIsListed() throws SQLException, IOException {
        Path config = Files.writeString(folder.resolve("landfall.yaml"), """
                mapping:
                  materializedViews:
                    by_day: [day]
                """);
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE orders (id INT PRIMARY KEY, customer INT, total DECIMAL(10,2), placed DATETIME, status"
                        + " ENUM('new','paid'))",
                "CREATE VIEW zz_base AS SELECT id, total * 2 AS twice, IF(status = 'paid', 1, 0) AS paid FROM orders WHERE"
                        + " total > 1",
                "CREATE VIEW a_on_view AS SELECT SUM(twice) AS sum_twice, COUNT(*) AS n FROM zz_base",
                "CREATE VIEW by_day AS SELECT CAST(placed AS DATE) AS day, SUM(total) AS total FROM orders GROUP BY"
                        + " CAST(placed AS DATE)",
                "CREATE VIEW strange AS SELECT id FROM orders WHERE status REGEXP 'a+'",
                "CREATE TRIGGER touch BEFORE INSERT ON orders FOR EACH ROW SET NEW.total = COALESCE(NEW.total, 0)",
                "CREATE PROCEDURE p() SELECT 1",
                "INSERT INTO orders VALUES (1, 1, 10.5, '2024-01-01 10:00:00', 'paid'), (2, 1, 5, '2024-01-02 10:00:00',"
                        + " 'new')")) {
            Voyage.Ended plan = voyage.run("schema", "plan", "-c", config.toString());
            Voyage.Ended snapshot = voyage.run("snapshot", "-c", config.toString());

            assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();
            String findings = plan.out().replaceAll("\\s+(-- +)?", " ");
            assertThat(findings)
                    .contains(
                            "VIEW-001",
                            ".strange",
                            "regexp",
                            "VIEW-003",
                            "REFRESH MATERIALIZED VIEW CONCURRENTLY shop.by_day");
            assertThat(findings).contains("trigger (before insert of orders) in SQL, 1 line", "procedure in SQL");
            assertThat(voyage.target().value("SELECT sum_twice || ' ' || n FROM shop.a_on_view"))
                    .isEqualTo("31.00 2");
            assertThat(voyage.target()
                            .value("SELECT string_agg(day || ' ' || total, ', ' ORDER BY day) FROM shop.by_day"))
                    .isEqualTo("2024-01-01 10.50, 2024-01-02 5.00");
            voyage.target().execute("REFRESH MATERIALIZED VIEW CONCURRENTLY shop.by_day");
            run(voyage, "verify");
        }
    }

    @Test
    void unsignedColumnsThatForeignKeysTieTogetherGetOneType() throws SQLException {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE counted (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY)",
                "CREATE TABLE counted_child (id INT PRIMARY KEY, up BIGINT UNSIGNED, FOREIGN KEY (up) REFERENCES counted (id))",
                "CREATE TABLE hashed (h BIGINT UNSIGNED PRIMARY KEY)",
                "CREATE TABLE hashed_child (h BIGINT UNSIGNED, FOREIGN KEY (h) REFERENCES hashed (h))",
                "CREATE TABLE alone (id INT PRIMARY KEY, small BIGINT UNSIGNED, never BIGINT UNSIGNED)",
                "CREATE TABLE empty (id INT PRIMARY KEY, unknown BIGINT UNSIGNED)",
                "INSERT INTO counted VALUES (1)",
                "INSERT INTO counted_child VALUES (1, 1)",
                "INSERT INTO hashed VALUES (7), (18446744073709551615)",
                "INSERT INTO hashed_child VALUES (7)",
                "INSERT INTO alone VALUES (1, 5, NULL)")) {
            run(voyage, "snapshot");

            assertThat(voyage.target()
                            .value(
                                    "SELECT string_agg(concat_ws(' ', table_name, column_name, data_type), ', ' ORDER BY table_name,"
                                            + " column_name) FROM information_schema.columns WHERE table_schema = 'shop' AND data_type"
                                            + " IN ('bigint', 'numeric')"))
                    .isEqualTo(
                            "alone never bigint, alone small bigint, counted id bigint, counted_child up bigint, empty unknown"
                                    + " numeric, hashed h numeric, hashed_child h numeric");
            run(voyage, "verify");
        }
    }

    private static String columns(int count, String type) {
        return IntStream.range(0, count).mapToObj(i -> "c" + i + " " + type).collect(Collectors.joining(", "));
    }

    /** 250 characters each that no compression makes shorter. */
    private static String randomTexts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "LEFT(CONCAT(SHA2(" + i + ", 512), SHA2(" + (i + 100) + ", 512)), 250) AS c" + i)
                .collect(Collectors.joining(", "));
    }

    private static void refused(Voyage voyage, String sql, String constraint) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> voyage.target().execute(sql))
                .withMessageContaining(constraint);
    }

    private static String rows(Voyage voyage, String columns, String table) throws SQLException {
        return String.valueOf(voyage.target()
                .value("SELECT string_agg(concat_ws(' ', " + columns + "), ', ' ORDER BY id) FROM shop." + table));
    }

    private static Voyage.Ended run(Voyage voyage, String... arguments) {
        Voyage.Ended ended = voyage.run(arguments);
        assertThat(ended.exitCode()).as(List.of(arguments) + "\n" + ended).isZero();
        return ended;
    }
}
