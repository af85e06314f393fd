package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.landfall.failure.FailureCode;
import dev.landfall.testing.Failure;
import dev.landfall.testing.Failure.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DDL on the source while the stream follows: what is certain is followed, the rest is held. */
class SchemaChangeIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String[] SHOP = {
        "CREATE TABLE customer (id INT PRIMARY KEY, name VARCHAR(40) NOT NULL)",
        "CREATE TABLE item (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20), flag TINYINT(1), price DECIMAL(8,2),"
                + " size ENUM('s','m'), customer INT, KEY price (price), UNIQUE name (name),"
                + " CONSTRAINT item_customer FOREIGN KEY (customer) REFERENCES customer (id) ON DELETE CASCADE)",
        "INSERT INTO customer VALUES (1, 'Ada'), (2, 'Bob')",
        "INSERT INTO item (name, flag, price, size, customer) VALUES ('one', 1, 1.5, 's', 1), ('two', 0, 2, 'm', 2)"
    };

    @TempDir
    private Path folder;

    private static Voyage begin(String... more) throws SQLException {
        Voyage voyage = Voyage.begin(SHOP);
        voyage.source().execute(more);
        ok(voyage, "snapshot");
        return voyage;
    }

    private static void ok(Voyage voyage, String... command) {
        Voyage.Ended ended = voyage.run(command);
        assertThat(ended.exitCode()).as(ended.toString()).isZero();
    }

    /** Streams, and proves that rows and schema are as the source's. */
    private static void follow(Voyage voyage) {
        ok(voyage, "stream", "--until", "caught-up");
        ok(voyage, "verify");
        ok(voyage, "schema", "diff");
        assertThat(voyage.run("status").out()).doesNotContain("has changed");
    }

    /** Of the domain that these tests write in: a server that others use too has seen more than one. */
    private static String lastGtid(Voyage voyage) throws SQLException {
        return voyage.source()
                .value(
                        "SELECT REGEXP_SUBSTR(@@gtid_binlog_pos, CONCAT('(?<![0-9-])', @@gtid_domain_id, '-[0-9]+-[0-9]+'))");
    }

    private static String held(Voyage voyage, String... more) {
        String[] command = new String[more.length + 3];
        System.arraycopy(new String[] {"stream", "--until", "caught-up"}, 0, command, 0, 3);
        System.arraycopy(more, 0, command, 3, more.length);
        Voyage.Ended ended = voyage.run(command);
        assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(2);
        assertThat(ended.err()).contains("STREAM-001");
        return ended.err();
    }

    @Test
    void rowsBeforeBetweenAndAfterChangesOfColumnsArrive() throws SQLException {
        try (Voyage voyage = begin()) {
            voyage.source()
                    .execute(
                            "INSERT INTO item (name, customer) VALUES ('before', 1)",
                            "ALTER TABLE item ADD note VARCHAR(30) NOT NULL DEFAULT 'it''s new' AFTER id, ADD n INT",
                            "INSERT INTO item (note, name, n) VALUES ('between', 'between', 7)",
                            "UPDATE item SET note = 'changed', flag = 0 WHERE name = 'one'",
                            "ALTER TABLE item ADD address INET6, ADD uid UUID NOT NULL, ADD ok BOOLEAN NOT NULL DEFAULT 1,"
                                    + " ADD counted BIGINT UNSIGNED NOT NULL, ADD doc JSON, ADD bits BIT(3) NOT NULL",
                            "SET sql_mode = ''",
                            "INSERT INTO item (name, address, uid, ok, counted, doc, bits) VALUES ('inet', '2001:db8::1',"
                                    + " 'f47ac10b-58cc-4372-a567-0e02b2c3d400', 2, 18446744073709551615, '{\"a\": 1}', 5)",
                            "ALTER TABLE item MODIFY name VARCHAR(60), MODIFY price DECIMAL(12,4),"
                                    + " MODIFY size ENUM('s','m','l') DEFAULT 'm' COMMENT 'how large'",
                            "INSERT INTO item (name, price, size) VALUES (REPEAT('x', 60), 12345678.1234, 'l')",
                            "ALTER TABLE item CHANGE n number BIGINT DEFAULT 0 FIRST, DROP COLUMN flag",
                            "INSERT INTO item (number, name) VALUES (9000000000, 'after')",
                            "DELETE FROM customer WHERE id = 2");
            Voyage.Ended stream = voyage.run("stream", "--until", "caught-up");
            assertThat(stream.err()).as(stream.toString()).contains("Followed a schema change");

            follow(voyage);
            assertThat(voyage.target().value("SELECT note FROM shop.item WHERE name = 'before'"))
                    .isEqualTo("it's new");
            assertThat(voyage.target().value("SELECT count(*) FROM shop.item WHERE customer = 2"))
                    .isEqualTo("0");
            assertThat(voyage.target().value("SELECT count(*) FROM landfall.schema_change WHERE NOT accepted"))
                    .isEqualTo("4");
        }
    }

    @Test
    void aRestartBetweenChangesGoesOnWithTheRightPlan() throws SQLException {
        try (Voyage voyage = begin()) {
            voyage.source().execute("ALTER TABLE item DROP COLUMN name", "INSERT INTO item (price) VALUES (3)");
            String first = voyage.source().value("SELECT @@gtid_binlog_pos");
            voyage.source()
                    .execute(
                            "UPDATE item SET price = 4 WHERE price = 3",
                            "ALTER TABLE item ADD name VARBINARY(9) FIRST",
                            "INSERT INTO item (name) VALUES (x'00FF')");

            ok(voyage, "stream", "--stop-at", first);
            assertThat(voyage.target().value("SELECT max(price) FROM shop.item"))
                    .isEqualTo("3.00");
            follow(voyage);
            voyage.source().execute("INSERT INTO item (name) VALUES ('x')");
            follow(voyage);
        }
    }

    @Test
    void indexesKeysAndNamesFollow() throws SQLException {
        try (Voyage voyage =
                begin("CREATE TABLE bare (a INT NOT NULL, b INT, touched DATETIME ON UPDATE" + " CURRENT_TIMESTAMP)")) {
            voyage.source()
                    .execute(
                            "CREATE INDEX pair ON item (size, price)",
                            "ALTER TABLE item DROP INDEX price, ADD UNIQUE INDEX (customer, id)",
                            "ALTER TABLE item RENAME INDEX pair TO two_columns",
                            "INSERT INTO item (name) VALUES ('with keys')",
                            "ALTER TABLE bare ADD PRIMARY KEY (a), RENAME COLUMN b TO c",
                            "INSERT INTO bare (a, c) VALUES (1, 2)",
                            "UPDATE bare SET c = 3",
                            "RENAME TABLE item TO article",
                            "INSERT INTO article (name) VALUES ('renamed')",
                            "ALTER TABLE customer RENAME TO client",
                            "DELETE FROM client WHERE id = 1",
                            "ALTER TABLE article DROP FOREIGN KEY item_customer",
                            "ALTER TABLE article ADD CONSTRAINT again FOREIGN KEY (customer) REFERENCES client (id)"
                                    + " ON DELETE SET NULL",
                            "DELETE FROM client WHERE id = 2");
            follow(voyage);
        }
    }

    @Test
    void aVerificationThatSeesAChangeGoByProvesNothing() throws Exception {
        try (Voyage voyage = begin();
                Connection locking = voyage.target().connect();
                Statement lock = locking.createStatement()) {
            locking.setAutoCommit(false);
            lock.execute("LOCK TABLE shop.customer IN ACCESS EXCLUSIVE MODE");
            CompletableFuture<Voyage.Ended> verify = voyage.runAside("verify");
            await().atMost(LIMIT)
                    .until(() -> voyage.target()
                            .value("SELECT count(*) > 0 FROM pg_locks"
                                    + " WHERE NOT granted AND relation = 'shop.customer'::regclass")
                            .equals("t"));

            // Not one of the tables that are read: it would wait for the end of the verification's transaction.
            voyage.source().execute("CREATE TABLE extra (id INT PRIMARY KEY)", "INSERT INTO extra VALUES (1)");
            ok(voyage, "stream", "--until", "caught-up");
            locking.rollback();

            Voyage.Ended ended = verify.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(3);
            assertThat(ended.err()).contains("error VERIFY-002 ", "schema has changed", "Run migrate verify again");
            assertThat(voyage.target().value("SELECT clean_verification_at IS NULL FROM landfall.migration"))
                    .isEqualTo("t");
            ok(voyage, "verify");
        }
    }

    @Test
    void aNewTableIsFollowedFromItsFirstRow() throws SQLException {
        try (Voyage voyage = begin()) {
            voyage.source()
                    .execute(
                            "CREATE TABLE tag (id INT AUTO_INCREMENT PRIMARY KEY, label VARCHAR(20) NOT NULL UNIQUE,"
                                    + " item INT, at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,"
                                    + " CONSTRAINT tag_item FOREIGN KEY (item) REFERENCES item (id))",
                            "INSERT INTO tag (label, item) VALUES ('new', 1), ('old', 2)",
                            "CREATE TABLE IF NOT EXISTS tag (other INT)",
                            "ALTER TABLE tag ADD weight DOUBLE NOT NULL",
                            "UPDATE tag SET weight = 0.5 WHERE label = 'old'",
                            "DELETE FROM tag WHERE label = 'new'");
            follow(voyage);
            assertThat(voyage.target().value("SELECT label || weight FROM shop.tag"))
                    .isEqualTo("old0.5");
        }
    }

    @Test
    void aTableThatIsNotAskedForMayChangeInAnyWay() throws SQLException {
        try (Voyage voyage = Voyage.begin(SHOP)) {
            ok(voyage, "snapshot", "--tables", "customer,item");
            voyage.source()
                    .execute(
                            "CREATE TABLE other (a INT, b INT AS (a + 1), c INET6, CHECK (a > 0)) PARTITION BY HASH (a)"
                                    + " PARTITIONS 2",
                            "ALTER TABLE other ADD PARTITION PARTITIONS 1",
                            "CREATE TABLE copy AS SELECT * FROM item",
                            "RENAME TABLE other TO another, copy TO other",
                            "CREATE VIEW v AS SELECT * FROM item",
                            "CREATE TABLE temporary_name LIKE item",
                            "DROP TABLE another, other",
                            "INSERT INTO item (name) VALUES ('after all that')");

            ok(voyage, "stream", "--until", "caught-up");
            ok(voyage, "verify");
        }
    }

    @Test
    @Failure(
            where = Where.BINARY_LOG,
            what = "a schema change whose effect is not certain",
            code = FailureCode.STREAM_DDL,
            result =
                    "everything before it is applied; it is held, with its statement and a proposal, until it is accepted")
    void whatMayChangeValuesIsHeldUntilSomebodyAcceptsIt() throws SQLException {
        try (Voyage voyage = begin()) {
            voyage.source()
                    .execute("INSERT INTO item (name) VALUES ('last')", "ALTER TABLE item MODIFY price DECIMAL(6,1)");
            String gtid = lastGtid(voyage);
            voyage.source().execute("INSERT INTO customer VALUES (3, 'Eve')");

            String err = held(voyage);
            assertThat(err).contains(gtid, "MODIFY price", "numeric(6,1)", "--accept-ddl " + gtid);
            assertThat(voyage.target().value("SELECT count(*) FROM shop.item")).isEqualTo("3");
            assertThat(voyage.target().value("SELECT count(*) FROM shop.customer"))
                    .isEqualTo("2");
            held(voyage, "--accept-ddl", "0-1-1");

            ok(voyage, "stream", "--until", "caught-up", "--accept-ddl", gtid);
            follow(voyage);
            assertThat(voyage.target().value("SELECT count(*) FROM shop.customer"))
                    .isEqualTo("3");
        }
    }

    @Test
    void aDropIsFollowedAndTheNameMayBeGivenAgain() throws SQLException {
        try (Voyage voyage = begin()) {
            voyage.source()
                    .execute(
                            "INSERT INTO item (name) VALUES ('last')",
                            "DROP TABLE item",
                            "INSERT INTO customer VALUES (3, 'Eve')");
            follow(voyage);
            assertThat(voyage.target().value("SELECT to_regclass('shop.item')")).isNull();
            assertThat(voyage.target().value("SELECT count(*) FROM shop.customer"))
                    .isEqualTo("3");

            voyage.source()
                    .execute(
                            "CREATE TABLE item (code CHAR(3) PRIMARY KEY, customer INT,"
                                    + " CONSTRAINT item_customer FOREIGN KEY (customer) REFERENCES customer (id))",
                            "INSERT INTO item VALUES ('abc', 3), ('def', NULL)",
                            "DROP TABLE IF EXISTS item, unknown",
                            "CREATE TABLE item (id INT PRIMARY KEY)",
                            "INSERT INTO item VALUES (7)");
            follow(voyage);
            assertThat(voyage.target().value("SELECT id FROM shop.item")).isEqualTo("7");
        }
    }

    /** As a dump does it that is loaded again. */
    @Test
    void aParentMayBeDroppedAndLoadedAnewUnderItsChildren() throws SQLException {
        try (Voyage voyage = begin(
                "CREATE TABLE child (id INT PRIMARY KEY, customer INT,"
                        + " CONSTRAINT child_customer FOREIGN KEY (customer) REFERENCES customer (id))",
                "INSERT INTO child VALUES (1, 1), (2, 2)",
                "DROP TABLE item")) {
            voyage.source()
                    .execute("SET foreign_key_checks = 0; DROP TABLE customer;"
                            + " CREATE TABLE customer (id INT PRIMARY KEY, name VARCHAR(40) NOT NULL);"
                            + " INSERT INTO customer VALUES (1, 'Ada'), (2, 'Bob'), (3, 'Eve')");
            ok(voyage, "stream", "--until", "caught-up");
            ok(voyage, "schema", "finish");
            follow(voyage);
            assertThat(voyage.target().value("SELECT count(*) FROM shop.child JOIN shop.customer c ON c.id = customer"))
                    .isEqualTo("2");
            assertThat(voyage.target()
                            .value("SELECT bool_and(convalidated) FROM pg_constraint WHERE conname = 'child_customer'"))
                    .isEqualTo("t");
        }
    }

    @Test
    void tablesThatReferToEachOtherAreDroppedTogether() throws SQLException {
        try (Voyage voyage = begin()) {
            voyage.source().execute("SET foreign_key_checks = 0; DROP TABLE customer, item");
            follow(voyage);
            assertThat(voyage.target().value("SELECT count(*) FROM pg_tables WHERE schemaname = 'shop'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void aDropThatTakesSomethingOfTheTargetsWithItIsHeld() throws SQLException {
        try (Voyage voyage = begin()) {
            voyage.target().execute("CREATE VIEW shop.own AS SELECT price FROM shop.item");
            voyage.source().execute("DROP TABLE item", "INSERT INTO customer VALUES (3, 'Eve')");

            assertThat(held(voyage)).contains("DROP TABLE", "drop table \"shop\".\"item\"", "view", "own");
            assertThat(voyage.target().value("SELECT count(*) FROM shop.item")).isEqualTo("2");
            voyage.target().execute("DROP VIEW shop.own");
            follow(voyage);
            assertThat(voyage.target().value("SELECT to_regclass('shop.item')")).isNull();
        }
    }

    @Test
    void whatTheBinaryLogDoesNotHaveWantsAnEdit() throws SQLException, IOException {
        try (Voyage voyage = begin()) {
            voyage.source()
                    .execute(
                            "SET timestamp = 1700000000",
                            "ALTER TABLE customer ADD created DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP");
            String gtid = lastGtid(voyage);
            String value = voyage.source().value("SELECT DISTINCT created FROM customer");
            voyage.source().execute("INSERT INTO customer VALUES (3, 'Eve', '2020-01-01')");

            assertThat(held(voyage)).contains("that the binary log does not have", "--ddl-file FILE");
            assertThat(held(voyage, "--accept-ddl", gtid)).contains("wants an edit");
            Path nothing = Files.writeString(folder.resolve("nothing.sql"), "SELECT 1;");
            assertThat(held(voyage, "--accept-ddl", gtid, "--ddl-file", nothing.toString()))
                    .contains("shop.customer.created should be");
            Path wrong = Files.writeString(folder.resolve("wrong.sql"), "ALTER TABLE shop.customer ADD created date;");
            assertThat(held(voyage, "--accept-ddl", gtid, "--ddl-file", wrong.toString()))
                    .contains("shop.customer.created should be timestamp(0) without time zone not null, is date");
            Path ending = Files.writeString(folder.resolve("ending.sql"), "CREATE TABLE shop.x (); -- done\nCOMMIT;");
            assertThat(held(voyage, "--accept-ddl", gtid, "--ddl-file", ending.toString()))
                    .contains("begin or end a transaction");

            Path right = Files.writeString(
                    folder.resolve("right.sql"),
                    "ALTER TABLE shop.customer ADD created timestamp(0) NOT NULL DEFAULT '" + value + "';\n"
                            + "ALTER TABLE shop.customer ALTER created SET DEFAULT LOCALTIMESTAMP(0);\n");
            ok(voyage, "stream", "--until", "caught-up", "--accept-ddl", gtid, "--ddl-file", right.toString());
            follow(voyage);
        }
    }

    @Test
    void whatTheTargetRefusesIsHeld() throws SQLException {
        try (Voyage voyage = begin()) {
            voyage.target().execute("CREATE VIEW shop.own AS SELECT price FROM shop.item");
            voyage.source().execute("ALTER TABLE item DROP COLUMN price", "INSERT INTO item (name) VALUES ('x')");

            assertThat(held(voyage)).contains("the target does not take it", "own");
            voyage.target().execute("DROP VIEW shop.own");
            follow(voyage);
        }
    }

    @Test
    void whatIsNotUnderstoodIsRefused() throws SQLException {
        try (Voyage voyage = begin()) {
            voyage.source()
                    .execute("INSERT INTO item (name) VALUES ('x')", "ALTER TABLE item ADD twice INT AS (id * 2)");

            assertThat(held(voyage)).contains("ADD twice INT AS (id * 2)", "cannot be followed");
            assertThat(voyage.target().value("SELECT count(*) FROM shop.item")).isEqualTo("3");
        }
    }

    @Test
    void onlineSchemaChangesAreFollowedRowByRow() throws SQLException {
        try (Voyage voyage = begin(
                "CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(9), KEY v (v))",
                "INSERT INTO t VALUES (1, 'a'), (2, 'b')")) {
            voyage.source()
                    .execute(
                            "CREATE TABLE _t_gho LIKE t",
                            "ALTER TABLE _t_gho ADD n INT NOT NULL DEFAULT 5",
                            "INSERT INTO t VALUES (3, 'c')",
                            "INSERT INTO _t_gho (id, v) SELECT id, v FROM t",
                            "CREATE TABLE _t_del (id INT AUTO_INCREMENT PRIMARY KEY) ENGINE=InnoDB"
                                    + " COMMENT='ghost-cut-over-sentry'",
                            "DROP TABLE IF EXISTS _t_del",
                            "RENAME TABLE t TO _t_del, _t_gho TO t",
                            "INSERT INTO t VALUES (4, 'd', 6)",
                            "DROP TABLE _t_del");
            follow(voyage);
            assertThat(voyage.target().value("SELECT string_agg(id || v || n, ',' ORDER BY id) FROM shop.t"))
                    .isEqualTo("1a5,2b5,3c5,4d6");
        }
    }

    /** The statements of pt-online-schema-change 3.5, which follows changes by triggers: what those write is in the binary log. */
    @Test
    void onlineSchemaChangesByTriggersAreFollowed() throws SQLException {
        try (Voyage voyage = begin(
                "CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(9), KEY v (v))",
                "INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c')")) {
            voyage.source()
                    .execute(
                            "CREATE TABLE `_t_new` (`id` int(11) NOT NULL, `v` varchar(9) DEFAULT NULL, PRIMARY KEY (`id`),"
                                    + " KEY `v` (`v`))",
                            "ALTER TABLE `_t_new` ADD n INT NOT NULL DEFAULT 5",
                            "CREATE TRIGGER `pt_osc_t_del` AFTER DELETE ON `t` FOR EACH ROW BEGIN DECLARE CONTINUE HANDLER"
                                    + " FOR 1146 begin end; DELETE IGNORE FROM `_t_new` WHERE `_t_new`.`id` <=> OLD.`id`;"
                                    + " END",
                            "CREATE TRIGGER `pt_osc_t_upd` AFTER UPDATE ON `t` FOR EACH ROW BEGIN DECLARE CONTINUE HANDLER"
                                    + " FOR 1146 begin end; DELETE IGNORE FROM `_t_new` WHERE !(OLD.`id` <=> NEW.`id`) AND"
                                    + " `_t_new`.`id` <=> OLD.`id`; REPLACE INTO `_t_new` (`id`, `v`) VALUES (NEW.`id`,"
                                    + " NEW.`v`); END",
                            "CREATE TRIGGER `pt_osc_t_ins` AFTER INSERT ON `t` FOR EACH ROW BEGIN DECLARE CONTINUE HANDLER"
                                    + " FOR 1146 begin end; REPLACE INTO `_t_new` (`id`, `v`) VALUES (NEW.`id`, NEW.`v`);"
                                    + " END",
                            "UPDATE t SET v = 'aa' WHERE id = 1",
                            "INSERT LOW_PRIORITY IGNORE INTO `_t_new` (`id`, `v`) SELECT `id`, `v` FROM `t` LOCK IN SHARE"
                                    + " MODE /*pt-online-schema-change 4711 copy table*/",
                            "DELETE FROM t WHERE id = 2",
                            "UPDATE t SET id = 30 WHERE id = 3",
                            "INSERT INTO t VALUES (4, 'd')",
                            "ANALYZE TABLE `_t_new` /* pt-online-schema-change */",
                            "RENAME TABLE `t` TO `_t_old`, `_t_new` TO `t`",
                            "DROP TABLE IF EXISTS `_t_old`",
                            "DROP TRIGGER IF EXISTS `pt_osc_t_del`",
                            "DROP TRIGGER IF EXISTS `pt_osc_t_upd`",
                            "DROP TRIGGER IF EXISTS `pt_osc_t_ins`",
                            "INSERT INTO t VALUES (5, 'e', 6)");
            follow(voyage);
            assertThat(voyage.target().value("SELECT string_agg(id || v || n, ',' ORDER BY id) FROM shop.t"))
                    .isEqualTo("1aa5,4d5,5e6,30c5");
        }
    }

    @Test
    void anOnlineSchemaChangeWhoseCopyWasNotFollowedIsRefusedByName() throws SQLException {
        try (Voyage voyage = Voyage.begin(SHOP)) {
            ok(voyage, "snapshot", "--tables", "customer,item");
            voyage.source()
                    .execute(
                            "CREATE TABLE _customer_gho (id INT PRIMARY KEY, name VARCHAR(40), n INT)",
                            "SET foreign_key_checks = 0",
                            "RENAME TABLE customer TO _customer_del, _customer_gho TO customer");

            assertThat(held(voyage)).contains("gh-ost", "_customer_gho", "not on the target");
        }
    }
}
