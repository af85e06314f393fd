package dev.landfall.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.output.ProgressView.Compared;
import dev.landfall.output.ProgressView.Stream;
import dev.landfall.output.ProgressView.Table;
import dev.landfall.output.ProgressView.Total;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class LiveLinesTest {
    private static final Duration TOOK = Duration.ofSeconds(72);
    private static final Table ORDERS = new Table(
            "orders",
            "copy",
            620_000,
            1_000_000,
            130_200_000,
            OptionalDouble.of(51_200),
            Optional.of(Duration.ofSeconds(8)));
    private static final Table CUSTOMERS =
            new Table("customers", "copy", 45, 4_551, 9_000, OptionalDouble.empty(), Optional.empty());
    private static final Total TOTAL = new Total(
            12,
            3,
            1_204_551,
            2_700_000,
            310_200_000,
            OptionalDouble.of(98_000),
            OptionalDouble.of(21_000_000),
            Optional.of(Duration.ofSeconds(75)),
            List.of());

    private final LiveLines lines = new LiveLines(Ink.NONE, false);

    @Test
    void aTerminalOf80ColumnsShowsWhatMatters() {
        assertThat(lines.of(copying(List.of(ORDERS, CUSTOMERS)), new TerminalSize(24, 80)))
                .containsExactly(
                        "copy  1m 12s",
                        "  orders       #######....  62%    620,000            51,200 rows/s      ETA 8s",
                        "  customers    ...........   0%         45                           estimating",
                        "  3/12 tables  #####......  44%  1,204,551  310.2 MB  98,000 rows/s  ETA 1m 15s")
                .allMatch(line -> line.length() < 80);
    }

    @Test
    void aWideOneShowsExpectationsAndBytes() {
        assertThat(lines.of(copying(List.of(ORDERS)), new TerminalSize(24, 160)))
                .containsExactly(
                        "copy  1m 12s",
                        "  orders       ###############.........  62%    620,000 of ~1,000,000 rows             130.2 MB  51,200"
                                + " rows/s      ETA 8s",
                        "  3/12 tables  ###########.............  44%  1,204,551 of ~2,700,000 rows  310.2 MB, 21.0 MB/s  98,000"
                                + " rows/s  ETA 1m 15s");
    }

    @Test
    void moreTablesThanLinesAreCounted() {
        // Given
        List<Table> many = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            many.add(ORDERS);
        }

        // When
        List<String> shown = lines.of(copying(many), new TerminalSize(12, 80));

        // Then
        assertThat(shown).hasSize(5);
        assertThat(shown.get(3)).isEqualTo("  and 28 more tables");
    }

    @Test
    void aLongNameKeepsItsEnd() {
        // Given
        Table table = new Table(
                "a_table_with_a_rather_long_name_indeed", "index", 5, 5, 5, OptionalDouble.empty(), Optional.empty());

        // Then
        assertThat(lines.of(copying(List.of(table)), TerminalSize.USUAL).get(1))
                .startsWith("  .._a_rather_long_name_indeed  ")
                .endsWith("indexing");
    }

    @Test
    void aStreamShowsLagSpeedAndPosition() {
        // Given
        Stream stream = new Stream(
                Samples.stream(1_200, 4_800, 0, 0, 0, "0-1-977"),
                OptionalDouble.of(480),
                OptionalDouble.of(120),
                OptionalDouble.empty());

        // Then
        assertThat(lines.of(new ProgressView("stream", TOOK, List.of(), null, stream, null, null), TerminalSize.USUAL))
                .containsExactly(
                        "stream  1m 12s",
                        "  lag       caught up",
                        "  speed     480 changes/s, 120 transactions/s",
                        "  applied   1,200 transactions, 4,800 changes; at 0-1-977");
    }

    @Test
    void aVerificationShowsWhatIsCompared() {
        assertThat(lines.of(
                        new ProgressView("verify", TOOK, List.of(), null, null, new Compared(3, 45_000, 0, 0), null),
                        TerminalSize.USUAL))
                .containsExactly("verify  1m 12s", "  so far    3 tables and 45,000 rows compared, all equal");
    }

    @Test
    void barsAreFinerWhereTheTerminalCanShowThem() {
        assertThat(new LiveLines(Ink.NONE, true)
                        .of(copying(List.of(ORDERS)), TerminalSize.USUAL)
                        .get(1))
                .contains("\u2501\u2501\u2500\u2500");
    }

    @Test
    void aPageIsCutToTheScreen() {
        assertThat(lines.of(new StatusPage(Samples.status(true, "streaming")), new TerminalSize(6, 80)))
                .hasSize(4);
    }

    private static ProgressView copying(List<Table> running) {
        return new ProgressView("copy", TOOK, running, TOTAL, null, null, null);
    }
}
