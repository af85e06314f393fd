package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.testing.TestMariaDb;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Equal rows are not enough: what verify says of the schema around them. */
class SchemaParityIT {
    @Test
    void whatIsMissingSwitchedOffOrBehindIsTold() throws SQLException {
        try (TestMariaDb server = TestMariaDb.startPrivate();
                Voyage voyage = Voyage.on(
                        server,
                        "CREATE TABLE item (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20),"
                                + " changed TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,"
                                + " KEY by_name (name))",
                        "INSERT INTO item (name) VALUES ('a'), ('b')",
                        "CREATE TABLE other (id INT PRIMARY KEY)")) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            Voyage.Ended planned = voyage.run("verify");
            assertThat(planned.exitCode()).as(planned.toString()).isZero();
            assertThat(planned.out()).contains("Schema: as planned.");

            String index = voyage.target()
                    .value("SELECT indexname FROM pg_indexes WHERE schemaname = 'shop' AND indexname LIKE '%by_name%'");
            String made = voyage.target()
                    .value("SELECT indexdef FROM pg_indexes WHERE schemaname = 'shop' AND indexname = '" + index + "'");
            voyage.target().execute("DROP INDEX shop." + index);
            voyage.target().execute("ALTER TABLE shop.item DISABLE TRIGGER USER");
            Voyage.Ended different = voyage.run("verify");
            assertThat(different.exitCode()).as(different.toString()).isEqualTo(1);
            assertThat(different.out())
                    .contains("Schema: DIFFERENT (SCHEMA-003), 2 differences.", index, "missing", "disabled");
            Voyage.Ended closed = voyage.run("cutover", "--one-way");
            assertThat(closed.exitCode()).as(closed.toString()).isEqualTo(1);
            assertThat(closed.err())
                    .contains("CUTOVER-001", "not the planned one", index + " is missing", "--allow-schema");
            assertThat(voyage.run("status").out()).contains("the target schema is not the planned one");
            Voyage.Ended allowed = voyage.run("cutover", "--rehearse", "--one-way", "--allow-schema-differences");
            assertThat(allowed.exitCode()).as(allowed.toString()).isZero();
            Voyage.Ended others = voyage.run("verify", "--tables", "other");
            assertThat(others.exitCode()).as(others.toString()).isZero();

            voyage.target().execute(made);
            voyage.target().execute("ALTER TABLE shop.item ENABLE TRIGGER USER");
            assertThat(voyage.run("verify").exitCode()).isZero();
            Voyage.Ended cutover = voyage.run("cutover", "--one-way");
            assertThat(cutover.exitCode()).as(cutover.toString()).isZero();
            assertThat(voyage.run("verify").out()).contains("Schema: the target's own since the hand-over");

            voyage.target().execute("ALTER TABLE shop.item ALTER COLUMN id RESTART WITH 2");
            Voyage.Ended behind = voyage.run("verify");
            assertThat(behind.exitCode()).as(behind.toString()).isEqualTo(1);
            assertThat(behind.out()).contains("shop.item.id", "next value above 2", "next value 2");
        }
    }

    @Test
    void aTableOrAColumnThatIsNotThereIsToldAndTheOthersAreCompared() throws SQLException {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE item (id INT PRIMARY KEY, price DECIMAL(8,2))",
                "CREATE TABLE lost (id INT PRIMARY KEY)",
                "CREATE TABLE other (id INT PRIMARY KEY, v INT)",
                "INSERT INTO item VALUES (1, 2.5)",
                "INSERT INTO other VALUES (1, 1)")) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            asPlanned(voyage);
            voyage.target()
                    .execute(
                            "DROP TABLE shop.lost",
                            "ALTER TABLE shop.item DROP COLUMN price",
                            "UPDATE shop.other SET v = 2");

            Voyage.Ended verify = voyage.run("verify");
            assertThat(verify.exitCode()).as(verify.toString()).isEqualTo(1);
            assertThat(verify.out())
                    .contains(
                            "DIFFERENT (VERIFY-001): 1 row in 1 of 3 tables, 2 could not be read on the target;",
                            "Schema: DIFFERENT (SCHEMA-003)")
                    .containsPattern("shop.item.price +numeric\\(8,2\\) +missing")
                    .containsPattern("shop.lost +table lost +missing");
            assertThat(verify.err())
                    .contains(
                            ": not compared: shop.item.price is missing on the target",
                            ": not compared: shop.lost is missing on the target");

            voyage.target().execute("UPDATE shop.other SET v = 1");
            Voyage.Ended equal = voyage.run("verify", "--output", "json");
            assertThat(equal.exitCode()).as(equal.toString()).isEqualTo(1);
            assertThat(equal.out())
                    .contains("\"code\":\"SCHEMA-003\",\"verdict\":\"unread\"", "\"verdict\":\"equal\"")
                    .doesNotContain("\"code\":\"VERIFY");

            Voyage.Ended continuous = voyage.run("verify", "--continuous");
            assertThat(continuous.exitCode()).as(continuous.toString()).isEqualTo(1);
            assertThat(continuous.err())
                    .contains("SCHEMA-003", "Not all tables can be compared", "shop.lost", "shop.item.price");

            Voyage.Ended nothing = voyage.run("verify", "--tables", "lost,item");
            assertThat(nothing.exitCode()).as(nothing.toString()).isEqualTo(1);
            assertThat(nothing.err())
                    .contains("SCHEMA-003", "None of the tables can be compared", "shop.lost", "shop.item.price");
        }
    }

    @Test
    void aRepairLeavesOutWhatIsNotThereAndMendsTheOthers() throws SQLException {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE item (id INT PRIMARY KEY, price DECIMAL(8,2))",
                "CREATE TABLE lost (id INT PRIMARY KEY)",
                "CREATE TABLE other (id INT PRIMARY KEY, v INT)",
                "INSERT INTO item VALUES (1, 2.5)",
                "INSERT INTO other VALUES (1, 1)")) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            asPlanned(voyage);
            voyage.target()
                    .execute(
                            "DROP TABLE shop.lost",
                            "ALTER TABLE shop.item DROP COLUMN price",
                            "UPDATE shop.other SET v = 2");
            String[] leftOut = {
                ": not compared: shop.item.price is missing on the target",
                ": not compared: shop.lost is missing on the target"
            };

            Voyage.Ended dryRun = voyage.run("verify", "--repair=dry-run");
            assertThat(dryRun.exitCode()).as(dryRun.toString()).isEqualTo(1);
            assertThat(dryRun.err()).contains(leftOut);
            assertThat(dryRun.out()).contains("Nothing was changed", "Schema: DIFFERENT (SCHEMA-003)");
            assertThat(voyage.target().value("SELECT v FROM shop.other")).isEqualTo("2");

            Voyage.Ended repair = voyage.run("verify", "--repair");
            assertThat(repair.exitCode()).as(repair.toString()).isEqualTo(1);
            assertThat(repair.err()).contains(leftOut);
            assertThat(repair.out())
                    .startsWith(
                            "NOT PROVEN (SCHEMA-003): 2 of 3 tables could not be read on the target; the other one is equal;")
                    .contains("Repaired in 1 pass", "Schema: DIFFERENT (SCHEMA-003)");
            assertThat(voyage.target().value("SELECT v FROM shop.other")).isEqualTo("1");

            Voyage.Ended nothing = voyage.run("verify", "--repair", "--tables", "lost,item");
            assertThat(nothing.exitCode()).as(nothing.toString()).isEqualTo(1);
            assertThat(nothing.err()).contains("SCHEMA-003", "None of the tables can be compared");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bigint",
                "text",
                "numeric",
                "boolean USING true",
                "timestamp USING now()",
                "uuid USING gen_random_uuid()"
            })
    void aColumnOfAnotherTypeIsToldWhateverItsValues(String type) throws SQLException {
        try (Voyage voyage =
                Voyage.begin("CREATE TABLE other (id INT PRIMARY KEY, v INT)", "INSERT INTO other VALUES (1, 1)")) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            voyage.target().execute("ALTER TABLE shop.other ALTER v TYPE " + type);

            Voyage.Ended verify = voyage.run("verify");
            assertThat(verify.exitCode()).as(verify.toString()).isEqualTo(1);
            assertThat(verify.out())
                    .contains("Schema: DIFFERENT (SCHEMA-003)")
                    .containsPattern("shop.other.v +integer +" + type.split(" ")[0]);
        }
    }

    @Test
    void whatHasThePlannedNameAndIsSomethingElseIsTold() throws SQLException {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE item (id INT PRIMARY KEY, `Code` INT NOT NULL, size INT NOT NULL, changed TIMESTAMP NOT NULL"
                        + " DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, label VARCHAR(20) CHARACTER SET utf8mb4"
                        + " COLLATE utf8mb4_general_ci, UNIQUE by_code (`Code`), KEY by_size (size DESC, `Code`), UNIQUE by_label"
                        + " (label))",
                "CREATE TABLE line (item INT, no INT, PRIMARY KEY (item, no),"
                        + " CONSTRAINT of_item FOREIGN KEY (item) REFERENCES item (id) ON DELETE CASCADE)",
                "CREATE TABLE day (d DATE NOT NULL, KEY (d)) PARTITION BY RANGE COLUMNS (d)"
                        + " (PARTITION p0 VALUES LESS THAN ('2024-01-01'), PARTITION p1 VALUES LESS THAN (MAXVALUE))",
                "INSERT INTO item (id, `Code`, size) VALUES (1, 1, 1)",
                "INSERT INTO line VALUES (1, 1)")) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            asPlanned(voyage);

            String code = "CREATE UNIQUE INDEX item_by_code ON shop.item (code)";
            told(
                    voyage,
                    replaced("item_by_code", "CREATE INDEX item_by_code ON shop.item (code)"),
                    replaced("item_by_code", code),
                    "unique index item_by_code (\"code\")",
                    "index (\"code\")");
            told(
                    voyage,
                    replaced("item_by_code", "CREATE UNIQUE INDEX item_by_code ON shop.item (code) WHERE code > 5"),
                    replaced("item_by_code", code),
                    "unique index item_by_code (\"code\")",
                    "partial unique index (\"code\")");
            told(
                    voyage,
                    replaced("item_by_code", "CREATE UNIQUE INDEX item_by_code ON shop.line (item)"),
                    replaced("item_by_code", code),
                    "unique index item_by_code",
                    "not of this table");
            told(
                    voyage,
                    replaced("item_by_size", "CREATE INDEX item_by_size ON shop.item (code, (size + 1))"),
                    replaced("item_by_size", "CREATE INDEX item_by_size ON shop.item (size, code)"),
                    "index item_by_size (\"size\", \"code\")",
                    "index (\"code\", (size + 1))");
            told(
                    voyage,
                    replaced("item_by_label", "CREATE INDEX item_by_label ON shop.item (lower(label))"),
                    replaced("item_by_label", "CREATE UNIQUE INDEX item_by_label ON shop.item (lower(label))"),
                    "unique index item_by_label",
                    "index (lower(label");
            told(
                    voyage,
                    "ALTER TABLE shop.line DROP CONSTRAINT line_pkey, ADD CONSTRAINT line_pkey PRIMARY KEY (no)",
                    "ALTER TABLE shop.line DROP CONSTRAINT line_pkey, ADD CONSTRAINT line_pkey PRIMARY KEY (item, no)",
                    "primary key line_pkey (\"item\", \"no\")",
                    "primary key (\"no\")");
            String reference = "ALTER TABLE shop.line DROP CONSTRAINT of_item, ADD CONSTRAINT of_item FOREIGN KEY ";
            told(
                    voyage,
                    reference + "(item) REFERENCES shop.item (id)",
                    reference + "(item) REFERENCES shop.item (id) ON DELETE CASCADE",
                    "(\"id\") on delete cascade on update no action",
                    "delete no action on update no action");
            told(
                    voyage,
                    reference + "(no) REFERENCES shop.item (code) ON DELETE CASCADE",
                    reference + "(item) REFERENCES shop.item (id) ON DELETE CASCADE NOT VALID",
                    "foreign key of_item (\"item\")",
                    "foreign key (\"no\") references \"shop\".\"item\" (\"code\")");
            told(
                    voyage,
                    "ALTER TABLE shop.item ENABLE REPLICA TRIGGER item_on_update",
                    "ALTER TABLE shop.item ENABLE ALWAYS TRIGGER item_on_update",
                    "trigger item_on_update",
                    "enabled for replicas only");
            told(
                    voyage,
                    "ALTER TABLE shop.day DETACH PARTITION shop.day_p0",
                    "ALTER TABLE shop.day ATTACH PARTITION shop.day_p0 FOR VALUES FROM (MINVALUE) TO ('2024-01-01')",
                    "partition day_p0",
                    "not of this table");
        }
    }

    @Test
    void expressionsAreComparedAsPostgresSpellsThem() throws SQLException {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE item (id INT PRIMARY KEY, color ENUM('red', 'blue') NOT NULL DEFAULT 'red', size INT NOT NULL DEFAULT"
                        + " 3, twice INT AS (size * 2) STORED, name VARCHAR(20) DEFAULT 'it''s (a) name', made DATETIME(3) DEFAULT"
                        + " CURRENT_TIMESTAMP(3), CONSTRAINT positive CHECK (size > 0 AND id <> 99))",
                "CREATE TABLE plain (id INT PRIMARY KEY)",
                "CREATE VIEW large AS SELECT id, size + 1 AS more FROM item WHERE size > 2 AND id <> 7",
                "CREATE TABLE day (d DATE NOT NULL DEFAULT '2024-02-29', KEY (d)) PARTITION BY RANGE COLUMNS (d)"
                        + " (PARTITION p0 VALUES LESS THAN ('2024-01-01'), PARTITION p1 VALUES LESS THAN (MAXVALUE))",
                "INSERT INTO item (id) VALUES (1)")) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            asPlanned(voyage);
            voyage.target().execute("ALTER TABLE shop.item ADD CONSTRAINT own CHECK (size < 1000)");
            asPlanned(voyage);

            String size = "ALTER TABLE shop.item ALTER COLUMN size ";
            told(voyage, size + "SET DEFAULT 4", size + "SET DEFAULT 3", "default of size 3", "4");
            told(voyage, size + "DROP DEFAULT", size + "SET DEFAULT 3", "default of size 3", "missing");
            String id = "ALTER TABLE shop.item ALTER COLUMN id ";
            told(voyage, id + "SET DEFAULT 7", id + "DROP DEFAULT", "no default of id", "7");
            String plain = "ALTER TABLE shop.plain ALTER COLUMN id ";
            told(voyage, plain + "SET DEFAULT 7", plain + "DROP DEFAULT", "no default of id", "7");
            String name = "ALTER TABLE shop.item ALTER COLUMN name SET DEFAULT ";
            told(voyage, name + "'it''s a name'", name + "'it''s (a) name'", "default of name", "'it''s a name'");
            String check = "ALTER TABLE shop.item DROP CONSTRAINT positive, ADD CONSTRAINT positive CHECK ";
            told(
                    voyage,
                    check + "(size > 1 AND id <> 99)",
                    check + "((size > 0::bigint) AND (id <> 99))",
                    "check positive",
                    "(size > 1)");
            String colors = voyage.target()
                    .value("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'item_color_check'");
            told(
                    voyage,
                    "ALTER TABLE shop.item DROP CONSTRAINT item_color_check",
                    "ALTER TABLE shop.item ADD CONSTRAINT item_color_check " + colors,
                    "check item_color_check",
                    "missing");
            String view = "CREATE OR REPLACE VIEW shop.large AS ";
            String before = voyage.target().value("SELECT pg_get_viewdef('shop.large'::regclass)");
            told(voyage, view + String.valueOf(before).replace("> 2", "> 3"), view + before, "definition", "size > 3");
            assertThat(voyage.target().value("SELECT count(*) FROM pg_class WHERE relname LIKE 'landfall_scratch%'"))
                    .isEqualTo("0");
        }
    }

    /** MariaDB takes a column that the groups do not determine for granted, PostgreSQL does not. */
    @Test
    void aViewThatPostgresDoesNotTakeIsMissingUntilSomebodyMakesOne() throws SQLException {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE item (id INT PRIMARY KEY, kind INT, price INT)",
                "INSERT INTO item VALUES (1, 1, 10), (2, 1, 20)",
                "CREATE VIEW by_kind AS SELECT kind, price, COUNT(*) AS n FROM item GROUP BY kind",
                "CREATE VIEW of_view AS SELECT n FROM by_kind")) {
            Voyage.Ended snapshot = voyage.run("snapshot");
            assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();
            assertThat(snapshot.out()).contains("The view by_kind could not be created", "The view of_view could not");
            Voyage.Ended missing = voyage.run("verify");
            assertThat(missing.exitCode()).as(missing.toString()).isEqualTo(1);
            assertThat(missing.out())
                    .contains("Schema: DIFFERENT (SCHEMA-003), 2 differences.", "view by_kind", "view of_view");
            Voyage.Ended status = voyage.run("status");
            assertThat(status.exitCode()).as(status.toString()).isLessThan(2);
            Voyage.Ended diff = voyage.run("schema", "diff");
            assertThat(diff.exitCode()).as(diff.toString()).isEqualTo(1);
            assertThat(diff.out()).contains("view by_kind", "view of_view");

            voyage.target()
                    .execute(
                            "CREATE VIEW shop.by_kind AS SELECT kind, min(price) AS price, count(*) AS n FROM shop.item GROUP BY"
                                    + " kind",
                            "CREATE VIEW shop.of_view AS SELECT n FROM shop.by_kind");
            asPlanned(voyage);
        }
    }

    /** As a dump of the target writes it, or a change of a column's type there: with other parentheses and casts. */
    @Test
    void aCheckThatWasMadeAnewFromItsOwnTextIsThePlannedOne() throws SQLException {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE ranged (id INT PRIMARY KEY, a INT, b INT, v VARCHAR(20) COLLATE utf8mb4_bin,"
                        + " CONSTRAINT bounds CHECK (a BETWEEN 1 AND 5 AND b > 0 AND (NULLIF(v, '') <> 'x' OR a IN (1, 2) OR b < 9)))",
                "INSERT INTO ranged VALUES (1, 2, 3, 'v')")) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            asPlanned(voyage);
            String made = voyage.target()
                    .value("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'bounds'");
            voyage.target().execute("ALTER TABLE shop.ranged DROP CONSTRAINT bounds, ADD CONSTRAINT bounds " + made);
            String again = voyage.target()
                    .value("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'bounds'");
            assertThat(again).isNotEqualTo(made);
            asPlanned(voyage);
            voyage.target()
                    .execute(
                            "ALTER TABLE shop.ranged ALTER v TYPE text, ALTER a TYPE bigint",
                            "ALTER TABLE shop.ranged ALTER v TYPE varchar(20), ALTER a TYPE integer");
            asPlanned(voyage);
        }
    }

    private static String replaced(String index, String made) {
        return "DROP INDEX shop." + index + "; " + made;
    }

    private static void told(Voyage voyage, String change, String back, String expected, String seen)
            throws SQLException {
        voyage.target().execute(change);
        Voyage.Ended different = voyage.run("verify");
        assertThat(different.exitCode()).as(different.toString()).isEqualTo(1);
        assertThat(different.out()).contains("Schema: DIFFERENT (SCHEMA-003), 1 difference.");
        assertThat(different.out().replaceAll("\\s+(-- +)?", " ")).contains(expected, seen);
        voyage.target().execute(back);
        asPlanned(voyage);
    }

    private static void asPlanned(Voyage voyage) {
        Voyage.Ended ended = voyage.run("verify");
        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        assertThat(ended.out()).contains("Schema: as planned.");
    }
}
