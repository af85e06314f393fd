package dev.landfall.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.catalog.ServerInfo;
import dev.landfall.catalog.SourceCatalog;
import dev.landfall.ddl.CatalogInterpreter;
import dev.landfall.ddl.DdlParser;
import dev.landfall.ddl.Interpretation;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreshStartTest {
    private static MigrationPlan tables(List<String> names) {
        ServerInfo server = new ServerInfo(
                "11.4.5-MariaDB", 1, true, "ROW", "FULL", false, "0-1-1", 0, false, false, 0, "", "SYSTEM");
        SourceCatalog catalog =
                new SourceCatalog(server, "shop", List.of(), List.of(), List.of(), List.of(), "utf8mb4_general_ci");
        for (String name : names) {
            String ddl = "CREATE TABLE `" + name + "` (id INT PRIMARY KEY)";
            catalog = ((Interpretation.Known) CatalogInterpreter.interpret(catalog, DdlParser.parse(ddl, "shop")))
                    .catalog();
        }
        return Planner.plan(PlanBasis.of(catalog, "store"));
    }

    @Test
    void theTablesAreNamedAsAStatementAndTheSchemaIsLeftAlone() {
        assertThat(FreshStart.of(tables(List.of("customer", "odd\"one"))))
                .startsWith("migrate cleanup --yes, then on PostgreSQL DROP TABLE \"store\".\"customer\","
                        + " \"store\".\"odd\"\"one\" (with CASCADE")
                .endsWith("then migrate snapshot")
                .doesNotContainIgnoringCase("drop schema");
    }

    @Test
    void aGroupIsCleanedUpAloneAndCopiedUnderAnotherName() {
        assertThat(FreshStart.ofGroup(tables(List.of("customer")), "sales"))
                .startsWith("migrate cleanup --group sales --yes, then on PostgreSQL"
                        + " DROP TABLE \"store\".\"customer\" (with CASCADE")
                .endsWith("then migrate snapshot of these tables under another --name, with --tables");
    }

    /** That would be refused as long as there are groups, with the advice to clean these up. */
    @Test
    void whatIsLeftBesideGroupsIsNotCleanedUpBeforeThem() {
        assertThat(FreshStart.ofRest(tables(List.of("customer"))))
                .startsWith("let no stream of them run, on PostgreSQL DROP TABLE \"store\".\"customer\" (with CASCADE")
                .contains("then migrate snapshot of these tables under another --name, with --tables;")
                .endsWith("leave the cleanup of this migration until its groups are done")
                .doesNotContain("migrate cleanup");
    }

    @Test
    void manyTablesAreCountedAndTheirListIsNamed() {
        List<String> names = IntStream.rangeClosed(1, 100)
                .mapToObj(n -> String.format("t%03d", n))
                .toList();

        assertThat(FreshStart.of(tables(names)))
                .contains("\"store\".\"t040\" and the other 60 tables of this migration, which migrate status lists")
                .doesNotContain("t041");
    }
}
