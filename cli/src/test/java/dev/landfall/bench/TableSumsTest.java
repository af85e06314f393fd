package dev.landfall.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.bench.TableSums.Sum;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableSumsTest {
    private final TableSums source = new TableSums(Map.of("sbtest1", new Sum(10, "77"), "sbtest2", new Sum(10, "88")));

    @Test
    void equalTablesDoNotDiffer() {
        assertThat(source.differing(new TableSums(source.byTable()))).isEmpty();
    }

    @Test
    void missingRowsAndOtherValuesAreTold() {
        assertThat(source.differing(new TableSums(Map.of("sbtest2", new Sum(10, "89")))))
                .isEqualTo("sbtest1 has 0 of 10 rows, sbtest2 has other values");
    }
}
