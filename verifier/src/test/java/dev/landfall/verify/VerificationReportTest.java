package dev.landfall.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.catalog.TableName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerificationReportTest {
    /** Nobody is to look for rows that differ where none is known to. */
    @Test
    void whatIsNotSettledIsNotSaidToDiffer() {
        TableVerdict unsettled = table(0, "it was altered meanwhile");
        TableVerdict different = table(7, "");

        assertThat(unsettled(List.of(table(0, ""), unsettled, unsettled)).found())
                .isEqualTo("2 table(s) did not settle, so that parity is not proven");
        assertThat(different(List.of(table(0, ""), different)).found()).isEqualTo("7 row(s) differ");
        assertThat(different(List.of(different, unsettled)).found())
                .isEqualTo("7 row(s) differ, and 1 table(s) did not settle, so that parity is not proven");
    }

    @Test
    void theFirstRowsThatDifferAreNamed() {
        RowDifference changed = RowDifference.changed(
                "id=5",
                List.of(
                        new RowDifference.ColumnDifference("price", "1", "2", Cause.OTHER),
                        new RowDifference.ColumnDifference("name", "a", "b", Cause.OTHER)));
        RowDifference missing = new RowDifference(RowDifference.Kind.MISSING, "id=6", Cause.OTHER, List.of());
        RowDifference extra = new RowDifference(RowDifference.Kind.EXTRA, "id=7", Cause.OTHER, List.of());

        assertThat(different(List.of(table(2, List.of(changed, missing)), table(0, "")))
                        .found())
                .isEqualTo(
                        "2 row(s) differ (item id=5 in price, name; item id=6 missing on the target; convergent at 0-1-1)");
        assertThat(different(List.of(table(9, List.of(changed, missing)), table(2, List.of(extra, changed))))
                        .found())
                .isEqualTo("11 row(s) differ (item id=5 in price, name; item id=6 missing on the target;"
                        + " item id=7 on the target only; ...; convergent at 0-1-1)");
    }

    private static TableVerdict table(long differing, List<RowDifference> differences) {
        return new TableVerdict(new TableName("shop", "item"), 10, 10, differing, differences, "", Duration.ZERO);
    }

    private static VerificationReport unsettled(List<TableVerdict> tables) {
        return new VerificationReport.Unsettled(
                Strength.CONVERGENT, Instant.EPOCH, Duration.ZERO, "0-1-1", tables, Fencing.NONE);
    }

    private static VerificationReport different(List<TableVerdict> tables) {
        return new VerificationReport.WithDifferences(
                Strength.CONVERGENT, Instant.EPOCH, Duration.ZERO, "0-1-1", tables, Fencing.NONE);
    }

    private static TableVerdict table(long differing, String unsettled) {
        return new TableVerdict(new TableName("shop", "item"), 10, 10, differing, List.of(), unsettled, Duration.ZERO);
    }
}
