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
