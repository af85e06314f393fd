package dev.landfall.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.catalog.ServerInfo;
import dev.landfall.catalog.SourceCatalog;
import dev.landfall.catalog.TableName;
import dev.landfall.ddl.CatalogInterpreter;
import dev.landfall.ddl.DdlParser;
import dev.landfall.ddl.Interpretation;
import dev.landfall.event.RowImage;
import dev.landfall.plan.PlanBasis;
import dev.landfall.plan.Planner;
import dev.landfall.plan.TablePlan;
import dev.landfall.transform.LossLog;
import dev.landfall.transform.RowTransformer;
import dev.landfall.transform.TargetRow;
import dev.landfall.transform.Transformed;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableStatementsTest {
    /** Each text stays prepared on the connection, and sends what waits of another one. */
    @Test
    void withoutAKeyTheTextIsOneWhateverZerosTheRowsHold() {
        TablePlan table = table("CREATE TABLE t (d DOUBLE, f FLOAT, n INT)");
        TableStatements statements = new TableStatements(table);
        Set<String> updates = new HashSet<>();
        Set<String> deletes = new HashSet<>();
        for (Double d : new @Nullable Double[] {0.0, -0.0, 1.5, null}) {
            for (Float f : new @Nullable Float[] {0f, -0f, 1.5f, null}) {
                TargetRow row = row(table, d, f, 1L);

                updates.add(statements.update(row, row));
                deletes.add(statements.delete(row));
            }
        }
        assertThat(updates).hasSize(1);
        assertThat(deletes).hasSize(1);
    }

    /** An order would read all rows of the table for each change. */
    @Test
    void withoutAKeyTheSearchEndsWithTheVeryRow() {
        TablePlan table = table("CREATE TABLE t (d DOUBLE, f FLOAT, n INT)");
        TargetRow row = row(table, -0.0, 0f, 1L);

        String delete = new TableStatements(table).delete(row);

        assertThat(delete).doesNotContain("ORDER BY");
        assertThat(new TableStatements(table).deleteParameters(row))
                .containsExactly(-0.0, 0f, -0.0, 0f, 1L)
                .hasSize((int) delete.chars().filter(c -> c == '?').count());
    }

    @Test
    void onlyFloatingColumnsOfATableWithoutAKeyCostAnything() {
        TablePlan whole = table("CREATE TABLE t (n INT, m DECIMAL(5,2))");
        TablePlan keyed = table("CREATE TABLE t (id INT PRIMARY KEY, d DOUBLE)");

        assertThat(new TableStatements(whole).delete(row(whole, 1L, null)))
                .isEqualTo(
                        "DELETE FROM \"shop\".\"t\" WHERE ctid = (SELECT ctid FROM \"shop\".\"t\" WHERE \"n\" IS NOT"
                                + " DISTINCT FROM CAST(? AS integer) AND \"m\" IS NOT DISTINCT FROM CAST(? AS numeric) LIMIT 1)");
        assertThat(new TableStatements(keyed).delete(row(keyed, 1L, -0.0)))
                .isEqualTo("DELETE FROM \"shop\".\"t\" WHERE \"id\" = CAST(? AS integer)");
    }

    private static TargetRow row(TablePlan table, @Nullable Object... values) {
        return ((Transformed.Fit) new RowTransformer(table).transform(new RowImage(values), new LossLog())).row();
    }

    private static TablePlan table(String ddl) {
        ServerInfo server = new ServerInfo(
                "11.4.5-MariaDB", 1, true, "ROW", "FULL", false, "0-1-1", 0, false, false, 0, "", "SYSTEM");
        SourceCatalog empty =
                new SourceCatalog(server, "shop", List.of(), List.of(), List.of(), List.of(), "utf8mb4_general_ci");
        Interpretation made = CatalogInterpreter.interpret(empty, DdlParser.parse(ddl, "shop"));
        PlanBasis basis = PlanBasis.of(((Interpretation.Known) made).catalog(), "shop");
        return Planner.plan(basis).table(new TableName("shop", "t")).orElseThrow();
    }
}
