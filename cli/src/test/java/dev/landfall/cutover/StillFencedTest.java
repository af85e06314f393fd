package dev.landfall.cutover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.run.Phase;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StillFencedTest {
    @ParameterizedTest
    @CsvSource({"HY000, 1205", "42000, 1142", "42000, 1227", ", 0"})
    void whatKeepsTablesClosedHasToBeLookedAt(String state, int error) throws SQLException {
        MigrationException said =
                StillFenced.explain("shop.sales", Phase.FENCED, new SQLException("somebody uses orders", state, error));

        assertThat(said.code()).isEqualTo(FailureCode.CUTOVER_UNCLEAR);
        assertThat(said).hasMessageContaining("phase fenced").hasMessageContaining("somebody uses orders");
        assertThat(said.advice()).contains("MariaDB owns the data", "migrate cutover --rehearse");
    }

    /** A source that is being restarted: the next run finds it and goes on. */
    @ParameterizedTest
    @CsvSource({"08000, 0", "08S01, 1053", "70100, 1927"})
    void aLostConnectionKeepsItsOwnWords(String state, int error) {
        SQLException lost = new SQLException("connection lost", state, error);

        assertThatThrownBy(() -> StillFenced.explain("shop.sales", Phase.FENCED, lost))
                .isSameAs(lost);
    }
}
