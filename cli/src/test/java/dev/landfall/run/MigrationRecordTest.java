package dev.landfall.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.catalog.ServerInfo;
import dev.landfall.catalog.SourceCatalog;
import dev.landfall.ddl.CatalogInterpreter;
import dev.landfall.ddl.DdlParser;
import dev.landfall.ddl.Interpretation;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.PlanBasis;
import dev.landfall.plan.Planner;
import java.util.List;
import org.junit.jupiter.api.Test;

class MigrationRecordTest {
    private static final MigrationPlan PLAN = plan();

    @Test
    void aWholeMigrationIsCleanedUpAndBeginsAgain() {
        assertThat(record("shop", MigrationRecord.Parts.NONE).freshStart(PLAN))
                .startsWith("migrate cleanup --yes, ")
                .endsWith("then migrate snapshot");
    }

    @Test
    void aGroupIsCleanedUpByItsShortName() {
        assertThat(record("shop.sales", new MigrationRecord.Parts("shop", List.of()))
                        .freshStart(PLAN))
                .startsWith("migrate cleanup --group sales --yes, ");
    }

    /** The cleanup is refused until that of the groups, which would take the way back of those that are handed over. */
    @Test
    void whatIsLeftBesideGroupsIsNotToldToCleanUp() {
        assertThat(record("shop", new MigrationRecord.Parts(null, List.of("orders")))
                        .freshStart(PLAN))
                .contains("DROP TABLE", "under another --name")
                .doesNotContain("migrate cleanup");
    }

    private static MigrationRecord record(String name, MigrationRecord.Parts parts) {
        return new MigrationRecord(
                name, Phase.STREAMING, PLAN, "", new TableSelection(List.of(), List.of()), null, null, parts);
    }

    private static MigrationPlan plan() {
        ServerInfo server = new ServerInfo(
                "11.4.5-MariaDB", 1, true, "ROW", "FULL", false, "0-1-1", 0, false, false, 0, "", "SYSTEM");
        SourceCatalog nothing =
                new SourceCatalog(server, "shop", List.of(), List.of(), List.of(), List.of(), "utf8mb4_general_ci");
        Interpretation made = CatalogInterpreter.interpret(
                nothing, DdlParser.parse("CREATE TABLE customer (id INT PRIMARY KEY)", "shop"));
        return Planner.plan(PlanBasis.of(((Interpretation.Known) made).catalog(), "store"));
    }
}
