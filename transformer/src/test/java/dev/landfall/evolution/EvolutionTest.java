package dev.landfall.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.catalog.ServerInfo;
import dev.landfall.catalog.SourceCatalog;
import dev.landfall.catalog.TableName;
import dev.landfall.ddl.CatalogInterpreter;
import dev.landfall.ddl.DdlParser;
import dev.landfall.ddl.Interpretation;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.PlanBasis;
import dev.landfall.plan.Planner;
import dev.landfall.profile.DataProfile;
import dev.landfall.profile.TableProfile;
import dev.landfall.rules.MappingRules;
import dev.landfall.target.PgType;
import dev.landfall.target.TargetFeatures;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvolutionTest {
    private static final MigrationPlan PLAN = plan(
            "CREATE TABLE p (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY)",
            "CREATE TABLE t (id INT PRIMARY KEY, a INT, b VARCHAR(20) NOT NULL DEFAULT 'x', c DECIMAL(8,2), flag TINYINT(1),"
                    + " e ENUM('one','two'), u INT UNSIGNED, p BIGINT UNSIGNED, KEY ab (a, b), UNIQUE c (c))",
            "CREATE TABLE touched (id INT PRIMARY KEY, at DATETIME ON UPDATE CURRENT_TIMESTAMP)");

    private static MigrationPlan plan(String... ddl) {
        ServerInfo server = new ServerInfo(
                "11.4.5-MariaDB", 1, true, "ROW", "FULL", false, "0-1-1", 0, false, false, 0, "", "SYSTEM");
        SourceCatalog catalog =
                new SourceCatalog(server, "shop", List.of(), List.of(), List.of(), List.of(), "utf8mb4_general_ci");
        for (String statement : ddl) {
            catalog = ((Interpretation.Known) CatalogInterpreter.interpret(catalog, DdlParser.parse(statement, "shop")))
                    .catalog();
        }
        // Every row was looked at, and every TINYINT(1) is 0 or 1.
        TableProfile seen = new TableProfile(5, true, Map.of());
        DataProfile profile = new DataProfile(Map.of("t", seen, "p", seen, "touched", seen));
        return Planner.plan(new PlanBasis(catalog, profile, MappingRules.DEFAULTS, TargetFeatures.PLAIN, "shop"));
    }

    private static Verdict verdict(String ddl) {
        return Evolution.of(PLAN, DdlParser.parse(ddl, "shop"));
    }

    /** lower_case_table_names: the server has the table, the catalog another spelling of its name. */
    @ParameterizedTest
    @ValueSource(strings = {"ALTER TABLE T DROP a", "DROP TABLE T", "RENAME TABLE T TO x", "ALTER TABLE Shop.t DROP a"})
    void anotherSpellingOfATableIsNotTakenForAnotherTable(String ddl) {
        TableName table = new TableName("shop", "t");

        assertThat(Evolution.of(PLAN, table, DdlParser.parse(ddl, "shop"))).isInstanceOf(Verdict.Refuse.class);
        assertThat(Evolution.of(PLAN, table, DdlParser.parse("ALTER TABLE t DROP a", "shop")))
                .isNotInstanceOf(Verdict.Refuse.class);
    }

    private static List<String> applied(String ddl) {
        Verdict verdict = verdict(ddl);
        assertThat(verdict).isInstanceOf(Verdict.Apply.class);
        return ((Verdict.Apply) verdict).statements();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "ADD n INT                           | alter table \"shop\".\"t\" add column \"n\" integer",
                "ADD n INT NOT NULL DEFAULT 7        | alter table \"shop\".\"t\" add column \"n\" integer default 7 not null",
                "ADD n BOOLEAN DEFAULT 1             | alter table \"shop\".\"t\" add column \"n\" smallint default 1",
                "ADD n JSON                          | alter table \"shop\".\"t\" add column \"n\" json",
                "ADD n UUID FIRST                    | alter table \"shop\".\"t\" add column \"n\" uuid",
                "DROP a, DROP KEY ab                 | drop index \"shop\".\"t_ab\"; alter table \"shop\".\"t\" drop column \"a\"",
                "MODIFY a BIGINT                     | alter table \"shop\".\"t\" alter column \"a\" type bigint",
                "MODIFY c DECIMAL(10,4)              | alter table \"shop\".\"t\" alter column \"c\" type numeric(10,4)",
                "MODIFY b VARCHAR(30) NOT NULL       | alter table \"shop\".\"t\" alter column \"b\" drop default;"
                        + " alter table \"shop\".\"t\" alter column \"b\" type character varying(30);"
                        + " alter table \"shop\".\"t\" alter column \"b\" drop default",
                "MODIFY a INT NOT NULL               | alter table \"shop\".\"t\" alter column \"a\" set not null",
                "CHANGE a aa INT                     | alter table \"shop\".\"t\" rename column \"a\" to \"aa\"",
                "RENAME KEY ab TO ba                 | alter index \"shop\".\"t_ab\" rename to \"t_ba\"",
                "DROP KEY c                          | drop index \"shop\".\"t_c\"",
                "ADD KEY (e)                         | create index \"t_e\" on \"shop\".\"t\"(\"e\" asc)",
                "ALTER b SET DEFAULT 'y'             | alter table \"shop\".\"t\" alter column \"b\" set default 'y'",
                "COMMENT 'why'                       | comment on table \"shop\".\"t\" is 'why'",
            })
    void whatIsCertainIsApplied(String clause, String statements) {
        assertThat(String.join("; ", applied("ALTER TABLE t " + clause)).replaceAll("\\s+", " "))
                .isEqualTo(statements);
    }

    @Test
    void rowsThatAreThereGetWhatTheSourceGivesThem() {
        assertThat(applied(
                        "ALTER TABLE t ADD n INT NOT NULL, ADD s VARCHAR(5) NOT NULL, ADD e2 ENUM('x','y') NOT NULL"))
                .contains(
                        "alter table \"shop\".\"t\" add column \"n\" integer default 0 not null",
                        "alter table \"shop\".\"t\" alter column \"n\" drop default",
                        "alter table \"shop\".\"t\" add column \"s\" character varying(5) default '' not null",
                        "alter table \"shop\".\"t\" add column \"e2\" text default 'x' not null");
    }

    @Test
    void aNewColumnIsDecidedWithoutALookAtTheData() {
        // When
        Verdict.Apply apply = (Verdict.Apply)
                verdict("ALTER TABLE t ADD flag2 TINYINT(1), ADD big BIGINT UNSIGNED, CHANGE flag flag3 TINYINT(1)");

        // Then
        var columns =
                apply.plan().table(new TableName("shop", "t")).orElseThrow().columns();
        assertThat(columns)
                .filteredOn(column -> column.name().equals("flag2"))
                .singleElement()
                .matches(column -> column.type().equals(PgType.SMALLINT));
        assertThat(columns)
                .filteredOn(column -> column.name().equals("flag3"))
                .singleElement()
                .matches(column -> column.type().equals(PgType.BOOLEAN));
        assertThat(columns)
                .filteredOn(column -> column.name().equals("big"))
                .singleElement()
                .matches(column -> column.type().equals(PgType.numeric(20, 0)));
    }

    @Test
    void aWiderEnumGetsAWiderCheck() {
        assertThat(applied("ALTER TABLE t MODIFY e ENUM('one','two','three')"))
                .hasSize(2)
                .first()
                .isEqualTo("alter table \"shop\".\"t\" drop constraint if exists \"t_e_check\"");
    }

    @Test
    void aTableTakesItsNamesAlong() {
        assertThat(applied("RENAME TABLE t TO s"))
                .containsExactlyInAnyOrder(
                        "alter table \"shop\".\"t\" rename to \"s\"",
                        "alter table \"shop\".\"s\" rename constraint \"t_e_check\" to \"s_e_check\"",
                        "alter table \"shop\".\"s\" rename constraint \"t_u_check\" to \"s_u_check\"",
                        "alter table \"shop\".\"s\" rename constraint \"t_p_check\" to \"s_p_check\"",
                        "alter table \"shop\".\"s\" rename constraint \"t_pkey\" to \"s_pkey\"",
                        "alter index \"shop\".\"t_ab\" rename to \"s_ab\"",
                        "alter index \"shop\".\"t_c\" rename to \"s_c\"");
    }

    @Test
    void theTriggerOfATableFollowsItsColumns() {
        assertThat(applied("ALTER TABLE touched ADD n INT"))
                .hasSize(3)
                .first()
                .isEqualTo("drop function \"shop\".\"touched_on_update\"() cascade");
    }

    @Test
    void aNewTableIsMadeWithItsKeys() {
        assertThat(applied("CREATE TABLE n (id INT AUTO_INCREMENT PRIMARY KEY, a INT, KEY (a))"))
                .hasSize(4)
                .first()
                .asString()
                .startsWith("create table \"shop\".\"n\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE t ENGINE=InnoDB",
                "ALTER TABLE t ADD COLUMN IF NOT EXISTS a INT",
                "ALTER TABLE other DROP x",
                "DROP TABLE IF EXISTS other",
                "CREATE TABLE IF NOT EXISTS t (other INT)",
                "ALTER DATABASE COMMENT 'x'",
            })
    void whatMeansNothingChangesNothing(String ddl) {
        Verdict.Apply apply = (Verdict.Apply) verdict(ddl);

        assertThat(apply.statements()).isEmpty();
        assertThat(apply.plan().basis()).isEqualTo(PLAN.basis());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE t MODIFY a SMALLINT",
                "ALTER TABLE t MODIFY a INT UNSIGNED",
                "ALTER TABLE t MODIFY a VARCHAR(20)",
                "ALTER TABLE t MODIFY b VARCHAR(5) NOT NULL DEFAULT 'x'",
                "ALTER TABLE t MODIFY b VARCHAR(30) CHARACTER SET latin1 NOT NULL DEFAULT 'x'",
                "ALTER TABLE t MODIFY c DECIMAL(8,3)",
                "ALTER TABLE t MODIFY e ENUM('two','one')",
                "ALTER TABLE t MODIFY flag INT",
                "ALTER TABLE t MODIFY id INT AUTO_INCREMENT",
            })
    void whatMayChangeRowsIsHeldWithAProposal(String ddl) {
        Verdict verdict = verdict(ddl);

        assertThat(verdict).isInstanceOf(Verdict.Hold.class);
        assertThat(((Verdict.Hold) verdict).statements()).isNotEmpty();
        assertThat(((Verdict.Hold) verdict).complete()).isTrue();
    }

    /** The binary log does not tell whether the server keeps it. */
    @ParameterizedTest
    @ValueSource(strings = {"ADD n DOUBLE DEFAULT '-0'", "ADD n FLOAT NOT NULL DEFAULT -0e0"})
    void rowsThatMayGetANegativeZeroAreHeldWithAProposal(String clause) {
        Verdict verdict = verdict("ALTER TABLE t " + clause);

        assertThat(verdict).isInstanceOf(Verdict.Hold.class);
        assertThat(((Verdict.Hold) verdict).complete()).isTrue();
        assertThat(((Verdict.Hold) verdict).statements())
                .singleElement()
                .asString()
                .contains("default '-0'");
    }

    @Test
    void aDefaultOfANegativeZeroThatNoRowHasIsFollowed() {
        assertThat(applied("ALTER TABLE t ADD n DOUBLE DEFAULT -0.0"))
                .containsExactly("alter table \"shop\".\"t\" add column \"n\" double precision default 0");
        assertThat(applied("CREATE TABLE n (d DOUBLE DEFAULT '-0')").get(0)).contains("default '-0'");
        MigrationPlan plan = plan("CREATE TABLE d (id INT PRIMARY KEY, d DOUBLE)");
        for (String clause : List.of("ALTER d SET DEFAULT '-0'", "MODIFY d DOUBLE DEFAULT -0e0")) {
            assertThat(Evolution.of(plan, DdlParser.parse("ALTER TABLE d " + clause, "shop")))
                    .isInstanceOf(Verdict.Apply.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE t ADD n DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP",
                "ALTER TABLE t ADD n DATE NOT NULL",
                "ALTER TABLE t ADD n JSON NOT NULL",
                "ALTER TABLE touched ADD n INT NOT NULL AUTO_INCREMENT UNIQUE",
            })
    void valuesThatOnlyTheSourceKnowsWantAnEdit(String ddl) {
        Verdict verdict = verdict(ddl);

        assertThat(verdict).isInstanceOf(Verdict.Hold.class);
        assertThat(((Verdict.Hold) verdict).complete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE t ADD n INT AS (a + 1)",
                "ALTER TABLE t ADD CHECK (a > 0)",
                "ALTER TABLE t RENAME TO elsewhere.t",
                "RENAME TABLE unknown TO s",
                "RENAME TABLE t TO x, p TO t, x TO p",
                "ALTER TABLE t DROP FOREIGN KEY k, ADD CONSTRAINT k FOREIGN KEY (p) REFERENCES p (id)",
                "RENAME TABLE t TO _t_old, _t_new TO t",
                "CREATE TABLE n LIKE unknown",
                "ALTER TABLE t DROP id",
                "ALTER TABLE t ADD A INT",
                "ALTER TABLE t CONVERT TO CHARACTER SET latin1",
            })
    void whatIsNotCertainIsRefused(String ddl) {
        assertThat(verdict(ddl)).isInstanceOf(Verdict.Refuse.class);
    }

    /** MariaDB logs it also when it has done nothing. */
    @Test
    void aTableThatMayHaveBeenThereIsHeld() {
        assertThat(verdict("CREATE TABLE IF NOT EXISTS n (id INT PRIMARY KEY)")).isInstanceOf(Verdict.Hold.class);
        assertThat(verdict("CREATE TABLE IF NOT EXISTS n LIKE touched")).isInstanceOf(Verdict.Hold.class);
        assertThat(verdict("CREATE TABLE n (id INT PRIMARY KEY)")).isInstanceOf(Verdict.Apply.class);
    }

    @Test
    void aToolIsCalledByItsName() {
        assertThat(((Verdict.Refuse) verdict("RENAME TABLE t TO _t_old, _t_new TO t")).reason())
                .startsWith("pt-online-schema-change")
                .contains("shop._t_new", "not on the target");
    }

    @Test
    void tablesThatReferToEachOtherAreDroppedTogether() {
        MigrationPlan plan = plan(
                "CREATE TABLE p (id INT PRIMARY KEY)",
                "CREATE TABLE c (id INT PRIMARY KEY, p INT, CONSTRAINT c_p FOREIGN KEY (p) REFERENCES p (id))");

        Verdict verdict = Evolution.of(plan, DdlParser.parse("DROP TABLE p, c", "shop"));

        assertThat(verdict).isInstanceOf(Verdict.Apply.class);
        assertThat(((Verdict.Apply) verdict).statements()).containsExactly("drop table \"shop\".\"p\", \"shop\".\"c\"");
    }

    /** The rows that the key refers to are loaded behind the statement. */
    @Test
    void aParentThatIsMadeAnewGetsItsKeyWithoutAProof() {
        MigrationPlan plan = plan(
                "CREATE TABLE p (id INT PRIMARY KEY)",
                "CREATE TABLE c (id INT PRIMARY KEY, p INT, CONSTRAINT c_p FOREIGN KEY (p) REFERENCES p (id))");

        Verdict.Apply dropped = (Verdict.Apply) Evolution.of(plan, DdlParser.parse("DROP TABLE p", "shop"));
        Verdict.Apply created = (Verdict.Apply)
                Evolution.of(dropped.plan(), DdlParser.parse("CREATE TABLE p (id INT PRIMARY KEY)", "shop"));

        assertThat(dropped.statements())
                .containsExactly(
                        "alter table \"shop\".\"c\" drop constraint if exists \"c_p\"", "drop table \"shop\".\"p\"");
        assertThat(created.statements()).anyMatch(sql -> sql.contains("\"c_p\"") && sql.endsWith("not valid"));
        assertThat(created.statements()).noneMatch(sql -> sql.contains("validate"));
    }

    @Test
    void aTableIsDroppedWithoutWhatDependsOnIt() {
        MigrationPlan plan = plan("CREATE TABLE t (id INT PRIMARY KEY)", "CREATE TABLE other (id INT PRIMARY KEY)");

        Verdict verdict = Evolution.of(plan, DdlParser.parse("DROP TABLE IF EXISTS t, unknown", "shop"));

        assertThat(verdict).isInstanceOf(Verdict.Apply.class);
        assertThat(((Verdict.Apply) verdict).statements()).containsExactly("drop table \"shop\".\"t\"");
        assertThat(((Verdict.Apply) verdict).plan().tables())
                .extracting(table -> table.source().name().name())
                .containsExactly("other");
    }
}
