package dev.landfall.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.landfall.catalog.ServerInfo;
import dev.landfall.catalog.SourceCatalog;
import dev.landfall.ddl.CatalogInterpreter;
import dev.landfall.ddl.DdlParser;
import dev.landfall.ddl.Interpretation;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.Test;

class PlanSplitTest {
    private static MigrationPlan plan(String... ddl) {
        ServerInfo server = new ServerInfo(
                "11.4.5-MariaDB", 1, true, "ROW", "FULL", false, "0-1-1", 0, false, false, 0, "", "SYSTEM");
        SourceCatalog catalog =
                new SourceCatalog(server, "shop", List.of(), List.of(), List.of(), List.of(), "utf8mb4_general_ci");
        for (String statement : ddl) {
            catalog = ((Interpretation.Known) CatalogInterpreter.interpret(catalog, DdlParser.parse(statement, "shop")))
                    .catalog();
        }
        return Planner.plan(PlanBasis.of(catalog, "shop"));
    }

    private static PlanSplit split(MigrationPlan whole, String... names) throws PlanSplit.NotApartException {
        Set<String> wanted = Set.of(names);
        return PlanSplit.of(whole, table -> wanted.contains(table.name()));
    }

    private static AbstractListAssert<?, List<? extends String>, String, ObjectAssert<String>> names(
            MigrationPlan plan) {
        return assertThat(plan.tables()).extracting(TablePlan::name);
    }

    @Test
    void bothSidesKeepTheirTablesAsTheyAre() throws PlanSplit.NotApartException {
        MigrationPlan whole = plan(
                "CREATE TABLE a (id INT PRIMARY KEY, n INT, KEY n (n))",
                "CREATE TABLE b (id INT PRIMARY KEY, a INT, CONSTRAINT b_a FOREIGN KEY (a) REFERENCES a (id))",
                "CREATE TABLE c (id INT PRIMARY KEY)");

        PlanSplit split = split(whole, "a", "b");

        names(split.part()).containsExactly("a", "b");
        names(split.rest()).containsExactly("c");
        assertThat(whole.tables())
                .containsAll(split.part().tables())
                .containsAll(split.rest().tables());
        assertThat(PlanBasis.fromJson(split.part().basis().toJson()))
                .isEqualTo(split.part().basis());
    }

    @Test
    void aForeignKeyHoldsBothSidesTogether() {
        MigrationPlan whole = plan(
                "CREATE TABLE a (id INT PRIMARY KEY)",
                "CREATE TABLE b (id INT PRIMARY KEY, a INT, CONSTRAINT b_a FOREIGN KEY (a) REFERENCES a (id))",
                "CREATE TABLE c (id INT PRIMARY KEY)");

        refuses(whole, "foreign key b_a of b, which is in the group, refers to a, which is not", "b");
        refuses(whole, "foreign key b_a of b, which is not in the group, refers to a, which is in it", "a", "c");
    }

    /** Indexes and tables share their names on PostgreSQL: the whole plan has called the index t_ab_2. */
    @Test
    void nothingIsCalledOtherwiseThanTheTargetHasIt() {
        MigrationPlan whole = plan(
                "CREATE TABLE t (id INT PRIMARY KEY, a INT, KEY ab (a))", "CREATE TABLE t_ab (id INT PRIMARY KEY)");

        refuses(whole, "table t is called, typed or keyed", "t");
    }

    @Test
    void neitherSideMayBeEmpty() {
        MigrationPlan whole = plan("CREATE TABLE a (id INT PRIMARY KEY)", "CREATE TABLE b (id INT PRIMARY KEY)");

        refuses(whole, "it has all tables that are left", "a", "b");
        refuses(whole, "none of the migration's tables", "x");
    }

    private static void refuses(MigrationPlan whole, String reason, String... names) {
        assertThatExceptionOfType(PlanSplit.NotApartException.class)
                .isThrownBy(() -> split(whole, names))
                .withMessageContaining(reason);
    }
}
