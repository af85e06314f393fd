package dev.landfall.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.catalog.ColumnDefault;
import dev.landfall.catalog.ForeignKey;
import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.SourceIndex;
import dev.landfall.catalog.TableName;
import dev.landfall.ddl.SchemaStatement.AlterTable;
import dev.landfall.ddl.SchemaStatement.Renaming;
import dev.landfall.ddl.TableClause.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DdlParserTest {
    private static final TableName T = new TableName("shop", "t");

    private static SchemaStatement parse(String sql) {
        return DdlParser.parse(sql, "shop");
    }

    private static ColumnDefinition column(String definition) {
        AlterTable alter = (AlterTable) parse("ALTER TABLE t ADD c " + definition);
        return ((TableClause.AddColumn) alter.clauses().get(0)).column();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "INT                       | int(11)",
                "integer unsigned          | int(10) unsigned",
                "TINYINT(1)                | tinyint(1)",
                "BOOLEAN                   | tinyint(1)",
                "BIGINT UNSIGNED           | bigint(20) unsigned",
                "DECIMAL                   | decimal(10,0)",
                "NUMERIC(8, 3) UNSIGNED    | decimal(8,3) unsigned",
                "DOUBLE PRECISION          | double",
                "FLOAT(7,2)                | float(7,2)",
                "VARCHAR(20)               | varchar(20)",
                "CHAR                      | char(1)",
                "DATETIME(0)               | datetime",
                "TIMESTAMP(3) NULL         | timestamp(3)",
                "YEAR                      | year(4)",
                "ENUM('a','it''s')         | enum('a','it''s')",
                "SET(\"x\", 'y')           | set('x','y')",
                "JSON                      | longtext",
                "UUID                      | uuid",
                "INET6                     | inet6",
                "VECTOR(3)                 | vector(3)",
            })
    void typesArePrintedAsTheServerDoes(String type, String declaration) {
        assertThat(column(type).declaration()).isEqualTo(declaration);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "INT DEFAULT -5                  | -5",
                "DECIMAL(5,2) DEFAULT +1.50      | 1.50",
                "BOOLEAN DEFAULT TRUE            | 1",
                "VARCHAR(9) DEFAULT 'it''s \"so\"' | it's \"so\"",
                "VARCHAR(9) DEFAULT \"it's\"     | it's",
                "BIT(3) DEFAULT b'101'           | b'101'",
            })
    void constantDefaultsAreRead(String definition, String text) {
        assertThat(column(definition).defaultValue()).isEqualTo(new ColumnDefault.Literal(text));
    }

    @Test
    void everyAttributeOfAColumnIsRead() {
        assertThat(column(
                        "VARCHAR(9) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL DEFAULT 'x' UNIQUE KEY COMMENT 'c'"
                                + " INVISIBLE"))
                .isEqualTo(new ColumnDefinition(
                        "c",
                        new MariaDbType.VarcharType(9),
                        "varchar(9)",
                        "latin1",
                        "latin1_bin",
                        false,
                        new ColumnDefault.Literal("x"),
                        false,
                        false,
                        true,
                        false,
                        "c"));
        assertThat(column("DATETIME(3) DEFAULT NOW(3) ON UPDATE CURRENT_TIMESTAMP(3)"))
                .matches(ColumnDefinition::updatedToNow)
                .extracting(ColumnDefinition::defaultValue)
                .isEqualTo(new ColumnDefault.CurrentTimestamp(3));
    }

    @Test
    void theClausesOfOneStatementComeInTheirOrder() {
        // When
        SchemaStatement statement = parse("/* why */ ALTER ONLINE TABLE `shop`.`t` WAIT 5 DROP COLUMN IF EXISTS a,"
                + " RENAME COLUMN b TO `c d`, ADD KEY (x(5), y DESC), ALGORITHM=INPLACE, LOCK = NONE, DROP PRIMARY KEY,"
                + " RENAME INDEX i TO j, ALTER z DROP DEFAULT, COMMENT = 'x', RENAME TO other.u -- so");

        // Then
        assertThat(statement)
                .isEqualTo(new AlterTable(
                        T,
                        false,
                        List.of(
                                new TableClause.DropColumn("a", true),
                                new TableClause.RenameColumn("b", "c d", false),
                                new TableClause.AddIndex(
                                        new IndexDefinition(
                                                "",
                                                IndexDefinition.Kind.PLAIN,
                                                List.of(
                                                        new SourceIndex.Part("x", 5, false),
                                                        new SourceIndex.Part("y", null, true)),
                                                ""),
                                        false),
                                new TableClause.DropPrimaryKey(),
                                new TableClause.RenameIndex("i", "j", false),
                                new TableClause.SetDefault("z", new ColumnDefault.None()),
                                new TableClause.Comment("x"),
                                new TableClause.RenameTo(new TableName("other", "u")))));
    }

    @Test
    void placesAndForeignKeysAreRead() {
        AlterTable alter = (AlterTable) parse("ALTER TABLE t MODIFY a INT FIRST, CHANGE COLUMN b c INT AFTER a, ADD"
                + " CONSTRAINT fk FOREIGN KEY (c, d) REFERENCES p (x, y) ON DELETE SET NULL ON UPDATE CASCADE");

        assertThat(alter.clauses().subList(0, 2))
                .extracting(clause -> ((TableClause.ModifyColumn) clause).place())
                .containsExactly(Place.FIRST, Place.after("a"));
        assertThat(alter.clauses().get(2))
                .isEqualTo(new TableClause.AddForeignKey(
                        "fk",
                        List.of("c", "d"),
                        new TableName("shop", "p"),
                        List.of("x", "y"),
                        ForeignKey.Action.SET_NULL,
                        ForeignKey.Action.CASCADE));
    }

    @Test
    void tablesAreRenamedDroppedAndCopied() {
        assertThat(parse("RENAME TABLE t TO _t_old, `_t_new` NOWAIT TO t"))
                .isEqualTo(new SchemaStatement.RenameTables(List.of(
                        new Renaming(T, new TableName("shop", "_t_old")),
                        new Renaming(new TableName("shop", "_t_new"), T))));
        assertThat(parse("DROP TABLE IF EXISTS t, a.b /* generated by server */"))
                .isEqualTo(new SchemaStatement.DropTables(List.of(T, new TableName("a", "b")), true));
        assertThat(parse("CREATE TABLE u (LIKE t)"))
                .isEqualTo(new SchemaStatement.CreateLike(new TableName("shop", "u"), false, false, T));
        assertThat(parse("ALTER DATABASE CHARACTER SET latin1"))
                .isEqualTo(new SchemaStatement.AlterDatabase("shop", true, null));
    }

    @Test
    void commentsOfMySqlAreNotForMariaDb() {
        assertThat(parse("CREATE INDEX i ON t (a) /*!80000 INVISIBLE */")).isEqualTo(parse("CREATE INDEX i ON t (a)"));
        assertThat(parse("ALTER TABLE t ADD /*!50503 c INT */")).isEqualTo(parse("ALTER TABLE t ADD c INT"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE t ADD c INT AS (a + 1)",
                "ALTER TABLE t ADD c INT CHECK (c > 0)",
                "ALTER TABLE t ADD c INT REFERENCES p (id)",
                "ALTER TABLE t ADD c INT DEFAULT (RAND())",
                "ALTER TABLE t ADD c UUID DEFAULT UUID()",
                "ALTER TABLE t ADD c VARCHAR(9) DEFAULT 'a\\nb'",
                "ALTER TABLE t ADD c VARCHAR(9) CHARACTER SET utf8",
                "ALTER TABLE t ADD c REAL",
                "ALTER TABLE t ADD c INT(5) ZEROFILL",
                "ALTER TABLE t ADD c SERIAL",
                "ALTER TABLE t ADD c TEXT COMPRESSED",
                "ALTER TABLE t ADD CONSTRAINT x CHECK (a > 0)",
                "ALTER TABLE t DROP CONSTRAINT x",
                "ALTER TABLE t ADD PARTITION (PARTITION p VALUES LESS THAN (5))",
                "ALTER TABLE t DROP PARTITION p",
                "ALTER TABLE t ADD SYSTEM VERSIONING",
                "ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4",
                "ALTER TABLE t ENGINE=MyISAM",
                "ALTER TABLE t ORDER BY a",
                "ALTER TABLE t ADD c INT /*M!110400 NOT NULL */",
                "ALTER IGNORE TABLE t ADD UNIQUE (a)",
                "CREATE TABLE u AS SELECT * FROM t",
                "CREATE TABLE u (a INT) SELECT * FROM t",
                "CREATE OR REPLACE INDEX i ON t (a)",
                "RENAME TABLE IF EXISTS t TO u",
                "SET STATEMENT sql_mode='' FOR ALTER TABLE t ADD c INT",
                "ALTER TABLE t ADD",
                "ALTER TABLE t ADD c",
                "DROP DATABASE shop",
                "ANYTHING",
                "",
            })
    void whatMayMeanSomethingElseIsNotUnderstood(@Nullable String sql) {
        assertThat(parse(sql == null ? "" : sql)).isInstanceOf(SchemaStatement.NotUnderstood.class);
    }
}
