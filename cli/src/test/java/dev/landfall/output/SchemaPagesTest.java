package dev.landfall.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.run.SchemaDifference;
import dev.landfall.run.SchemaReport;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaPagesTest {
    @Test
    void whatWasExecutedIsPrinted() {
        assertThat(Samples.text(new SchemaPage(new SchemaReport(List.of("CREATE SCHEMA shop"), 2))))
                .isEqualTo("CREATE SCHEMA shop;\n\nDone: 1 statement executed, 2 found done.\n");
    }

    @Test
    void differencesStandBesideThePlan() {
        assertThat(Samples.text(new SchemaDiffPage(
                        List.of(new SchemaDifference("orders.total", "numeric(10,2)", "numeric(12,2)")))))
                .isEqualTo("""
                        DIFFERENT (SCHEMA-003): 1 difference between plan and target.

                        where         planned        on the target
                        ------------------------------------------
                        orders.total  numeric(10,2)  numeric(12,2)
                        """);
    }

    @Test
    void noDifferenceIsTheSame() {
        // Given
        SchemaDiffPage page = new SchemaDiffPage(List.of());

        // Then
        assertThat(Samples.text(page)).isEqualTo("SAME: the target schema is the planned one.\n");
        assertThat(Samples.json(page)).isEqualTo("{\"same\":true,\"differences\":[]}");
    }
}
