package dev.landfall.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cutover.CutoverReceipt;
import dev.landfall.cutover.FinalCutoverReceipt;
import dev.landfall.run.CleanupReport;
import dev.landfall.run.PolicyEffects;
import dev.landfall.run.StreamReceipt;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndingPagesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "STOPPED     | STOPPED as asked.                                      | stopped",
                "REACHED     | REACHED the position that it was to run to.            | reached",
                "HANDED_OVER | HANDED OVER: PostgreSQL owns the data now, there is nothing left to follow. | handed-over"
            })
    void aStreamSaysWhyItEnded(StreamReceipt.End end, String sentence, String json) {
        // Given
        StreamPage page = new StreamPage(new StreamReceipt(end, "0-1-980", 1_200, 4_800, Duration.ofMillis(62_000)));

        // Then
        assertThat(Samples.text(page))
                .isEqualTo(sentence + "\nApplied 1,200 transactions with 4,800 changes in 1m 02s; the target is at"
                        + " source position 0-1-980.\n");
        assertThat(Samples.json(page))
                .isEqualTo("{\"end\":\"" + json + "\",\"position\":\"0-1-980\",\"transactions\":1200,"
                        + "\"changes\":4800,\"tookMillis\":62000}");
    }

    @Test
    void aCutoverSaysWhoOwnsTheData() {
        assertThat(Samples.text(new CutoverPage(cutover(true), true, PolicyEffects.NONE)))
                .isEqualTo("""
                        HANDED OVER: PostgreSQL owns the data. Point the application to it.
                        Writes were refused for 2.3s.
                        1,204,551 rows compared, all equal, at source position 0-1-980.
                        Those had changed since all rows were proven equal, while writes flowed.
                        The source had stood still for 300ms before the drain, and was at the same position right before the hand-over.
                        Ended: session 17 batch@10.0.0.7:4711, idle for 40s
                        COMMIT refused: session 18 shop@10.0.0.8:4712, transaction open for 2m 03s (14 row(s) changed), running for 3.2s: UPDATE orders SET total = 0
                        The way back is open: migrate reverse keeps MariaDB up to date, migrate rollback
                        returns to it, migrate cutover --final gives it up.

                        step    took
                        ------------
                        fence   45ms
                        drain  900ms
                        ------------
                        total  945ms
                        """);
    }

    @Test
    void aRehearsalHandsNothingOver() {
        assertThat(Samples.text(new CutoverPage(cutover(false), true, PolicyEffects.NONE)))
                .startsWith("REHEARSED: nothing was handed over, MariaDB takes writes as before.\n"
                        + "A cutover would refuse writes for about 2.3s.\n")
                .contains("Not held back by read_only: session 17 batch@10.0.0.7:4711, idle for 40s\n"
                        + "COMMIT would be refused: session 18 ")
                .contains("\nWhat would make it longer:\n  - A cutover would not begin.\n");
    }

    @Test
    void aCleanupThatIsNotConfirmedRemovesNothing() {
        assertThat(Samples.text(new CleanupPage(new CleanupReport(false, List.of("the schema landfall"), List.of()))))
                .isEqualTo("NOTHING REMOVED YET; would be removed:\n  the schema landfall\n");
        assertThat(Samples.text(new CleanupPage(new CleanupReport(true, List.of("the schema landfall"), List.of()))))
                .isEqualTo("REMOVED:\n  the schema landfall\n");
        assertThat(Samples.text(new CleanupPage(new CleanupReport(true, List.of(), List.of()))))
                .isEqualTo("CLEAN: there is nothing to remove.\n");
    }

    @Test
    void whatCouldNotBeRemovedIsNamed() {
        assertThat(Samples.text(new CleanupPage(
                        new CleanupReport(true, List.of("the schema landfall"), List.of("a database")))))
                .isEqualTo("REMOVED:\n  the schema landfall\nNOT REMOVED:\n  a database\n");
        assertThat(Samples.text(new FinalCutoverPage(new FinalCutoverReceipt(true, "a database"))))
                .contains("FINAL: PostgreSQL owns the data for good", "NOT REMOVED: a database\n");
    }

    @Test
    void anAbortSaysWhoseTheDataIs() {
        assertThat(Samples.text(new RollbackAbortedPage(true)))
                .isEqualTo("ABORTED: PostgreSQL owns the data and takes writes again.\n");
        assertThat(Samples.text(new RollbackAbortedPage(false))).contains("PostgreSQL owns the data and takes writes");
    }

    private static CutoverReceipt cutover(boolean handedOver) {
        return new CutoverReceipt(
                handedOver,
                "0-1-980",
                Duration.ofMillis(2_345),
                1_204_551,
                false,
                List.of(
                        new CutoverReceipt.Step("fence", Duration.ofMillis(45)),
                        new CutoverReceipt.Step("drain", Duration.ofMillis(900))),
                Samples.fence(handedOver ? List.of() : List.of("A cutover would not begin.")));
    }
}
