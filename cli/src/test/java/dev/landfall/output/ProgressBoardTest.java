package dev.landfall.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.forecast.Outlook;
import dev.landfall.run.Progress.CopyProgress;
import dev.landfall.run.Progress.TableProgress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressBoardTest {
    private long nanos = 1_000;
    private final ProgressBoard board = new ProgressBoard(() -> nanos);

    @Test
    void theSpeedIsUnknownAtTheStart() {
        // Given
        board.phase("copy");
        board.table(new TableProgress("orders", "copy", 0, 1_000, 0));
        board.view();

        // When
        pass(Duration.ofSeconds(1));
        board.table(new TableProgress("orders", "copy", 100, 1_000, 5_000));
        ProgressView view = board.view();

        // Then
        assertThat(view.total().rowsPerSecond()).isEmpty();
        assertThat(view.total().eta()).isEmpty();
        assertThat(view.total().outlook()).isEqualTo("estimating");
        assertThat(PlainLine.of(view))
                .isEqualTo("copy 1s: 0 of 1 table copied, 100 of about 1,000 rows (10%), 5.0 kB, estimating");
    }

    @Test
    void theRatesFollowTheLastHalfMinute() {
        // Given: slow at first, then ten times as fast
        board.phase("copy");
        long rows = 0;
        for (int second = 0; second <= 100; second++) {
            rows = second < 60 ? second * 10L : 600 + (second - 60) * 100L;
            board.table(new TableProgress("orders", "copy", rows, 10_000, rows * 50));
            board.view();
            pass(Duration.ofSeconds(1));
        }

        // When
        ProgressView.Total total = board.view().total();

        // Then
        assertThat(rows).isEqualTo(4_600);
        assertThat(total.rowsPerSecond().orElseThrow()).isBetween(95.0, 100.0);
        assertThat(total.bytesPerSecond().orElseThrow()).isBetween(4_750.0, 5_000.0);
    }

    @Test
    void theForecastTellsWhatIsLeft() {
        // Given
        board.table(new TableProgress("orders", "copy", 500, 1_000, 0));
        board.table(new TableProgress("lines", "index", 10, 10, 0));
        board.view();
        pass(Duration.ofSeconds(10));
        board.table(new TableProgress("orders", "copy", 600, 1_000, 0));

        // When
        board.outlook(new Outlook(
                Duration.ofMillis(99_500),
                Map.of("orders", Duration.ofSeconds(40), "lines", Duration.ofSeconds(5)),
                List.of("materialized views")));
        ProgressView view = board.view();

        // Then
        assertThat(view.total().outlook()).isEqualTo("ETA 1m 40s");
        assertThat(view.running())
                .extracting(ProgressView.Table::outlook)
                .containsExactly("ETA 40s", "indexing, ETA 5s");
        assertThat(PlainLine.of(view)).endsWith(", ETA 1m 40s without materialized views");
        assertThat(new LiveLines(Ink.NONE, false).of(view, TerminalSize.USUAL))
                .contains("  ETA lacks materialized views");
        assertThat(ProgressJson.of(view).orElseThrow().members())
                .containsEntry("etaSeconds", 100L)
                .containsEntry("uncounted", List.of("materialized views"));
    }

    @Test
    void aForecastThatCannotTellIsNotReplacedByAGuess() {
        // Given
        board.table(new TableProgress("orders", "analyze", 1_000, 1_000, 0));

        // When
        board.outlook(Outlook.NONE);

        // Then
        assertThat(board.view().total().outlook()).isEqualTo("ETA not known");
        assertThat(board.view().running().get(0).outlook()).isEqualTo("analyzing");
    }

    @Test
    void whatAnEarlierRunHadCopiedIsNoSpeed() {
        // Given
        board.table(new TableProgress("orders", "copy", 900_000, 1_000_000, 9_000_000));
        board.view();

        // When
        pass(Duration.ofSeconds(10));
        board.table(new TableProgress("orders", "copy", 901_000, 1_000_000, 9_010_000));

        // Then
        assertThat(board.view().total().rowsPerSecond()).hasValue(100);
        assertThat(board.view().total().rows()).isEqualTo(901_000);
    }

    @Test
    void aStandstillHasNoEta() {
        // Given
        board.table(new TableProgress("orders", "copy", 100, 1_000, 0));
        board.view();

        // When
        pass(Duration.ofSeconds(40));

        // Then
        assertThat(board.view().total().eta()).isEmpty();
        assertThat(board.view().total().outlook()).isEqualTo("no rows lately");
    }

    @Test
    void anEstimateThatWasTooLowIsNeverDone() {
        // Given
        board.table(new TableProgress("orders", "copy", 0, 1_000, 0));
        board.view();

        // When
        pass(Duration.ofSeconds(5));
        board.table(new TableProgress("orders", "copy", 1_500, 1_000, 0));
        ProgressView view = board.view();

        // Then
        assertThat(view.running().get(0).share()).isEqualTo(0.99);
        assertThat(view.running().get(0).outlook()).isEqualTo("ETA not known");
        assertThat(view.total().expectedRows()).isEqualTo(1_500);
    }

    @Test
    void waitingAndCopiedTablesDoNotRun() {
        // Given
        board.table(new TableProgress("a", "waiting", 0, 1_000, 0));
        board.table(new TableProgress("b", "copied", 900, 1_000, 0));
        board.table(new TableProgress("c", "done", 10, 10, 0));
        board.table(new TableProgress("d", "index", 10, 10, 0));

        // When
        ProgressView view = board.view();

        // Then
        assertThat(view.running()).extracting(ProgressView.Table::table).containsExactly("d");
        assertThat(view.running().get(0).outlook()).isEqualTo("indexing");
        assertThat(view.total().tables()).isEqualTo(4);
        assertThat(view.total().tablesCopied()).isEqualTo(3);
        assertThat(view.total().rows()).isEqualTo(920);
        assertThat(view.total().expectedRows()).isEqualTo(1_920);
    }

    @Test
    void aPhaseBeginsItsOwnTime() {
        // Given
        pass(Duration.ofSeconds(60));

        // When
        board.phase("index");
        pass(Duration.ofSeconds(5));

        // Then
        assertThat(PlainLine.of(board.view())).isEqualTo("index 5s");
    }

    @Test
    void aStreamHasItsLagAndSpeed() {
        // Given
        board.phase("stream");
        board.stream(Samples.stream(0, 0, 50, 4_200, 0, "0-1-900"));
        board.view();

        // When
        pass(Duration.ofSeconds(10));
        board.stream(Samples.stream(120, 4_800, 3, 2_100, 0, "0-1-1020"));

        // Then
        assertThat(PlainLine.of(board.view()))
                .isEqualTo("stream 10s: 2.1s and 3 transactions behind, 120 transactions and 4,800 changes applied,"
                        + " 480 changes/s, at 0-1-1020");
    }

    @Test
    void aStreamThatIsFarBehindTellsWhenItWillHaveCaughtUp() {
        // Given
        board.phase("stream");
        board.stream(Samples.stream(0, 0, 5_000, 60_000, 0, "0-1-900"));
        board.view();

        // When
        pass(Duration.ofSeconds(10));
        board.stream(Samples.stream(3_000, 12_000, 4_000, 50_000, 0, "0-1-3900"));

        // Then
        assertThat(PlainLine.of(board.view())).contains("50s and 4,000 transactions behind, caught up in 40s,");

        // When
        pass(Duration.ofSeconds(20));
        board.stream(Samples.stream(4_000, 16_000, 9_000, 55_000, 0, "0-1-4900"));

        // Then
        assertThat(PlainLine.of(board.view())).contains("9,000 transactions behind and not catching up,");
    }

    @Test
    void aLargeTransactionShowsHowFarItIs() {
        board.phase("stream");
        board.stream(Samples.stream(7, 9, 1, 0, 1_250_000, "0-1-900"));

        assertThat(PlainLine.of(board.view()))
                .contains("1 transaction behind, now at one with 1,250,000 changes so far,");
    }

    @Test
    void aCopyTellsItsReadViewAndWhatItWaitsFor() {
        // Given
        board.phase("copy");
        board.copying(new CopyProgress(List.of("paused by migrate ctl"), Duration.ofMillis(72_345), 1_204_551L));

        // Then
        assertThat(PlainLine.of(board.view()))
                .isEqualTo("copy 0ms: held: paused by migrate ctl; read view 1m 12s old, history list 1,204,551");
        assertThat(new LiveLines(Ink.NONE, false).of(board.view(), TerminalSize.USUAL))
                .containsExactly(
                        "copy  0ms",
                        "  source    read view 1m 12s old, history list 1,204,551",
                        "  held      paused by migrate ctl");

        // When
        board.phase("index");

        // Then
        assertThat(PlainLine.of(board.view())).isEqualTo("index 0ms");
    }

    @Test
    void verdictsAddUp() {
        // When
        board.phase("verify");
        board.verdict(Samples.equal());
        board.verdict(Samples.different());
        board.verdict(Samples.unsettled());

        // Then
        assertThat(PlainLine.of(board.view()))
                .isEqualTo("verify 0ms: 3 tables and 1,204,563 rows compared, 1 different, 1 not settled");
    }

    private void pass(Duration duration) {
        nanos += duration.toNanos();
    }
}
