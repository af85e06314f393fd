package dev.landfall.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.bench.StreamBenchReport;
import org.junit.jupiter.api.Test;

class StreamBenchPageTest {
    private final StreamBenchReport report = Samples.streamBench();

    @Test
    void candidatesThenTheLagThenWhatTheFiguresHoldFor() {
        assertThat(Samples.text(new StreamBenchPage(report, false))).isEqualTo("""
                        FAILED: 4 tables, 150,000 transactions, 600,000 row changes, 3 rounds.

                        candidate  seconds    min - max   CPU  row changes/s  landfall's speed / its
                        ----------------------------------------------------------------------------
                        decode        12.0  12.0 - 12.0  20.0         50,000                    0.80
                        replica     failed
                        landfall      15.0  14.0 - 17.0  26.0         40,000                    1.00

                        lag at 2,346 transactions/s  ms since sent  ms since answered
                        -------------------------------------------------------------
                        median                                  42                 38
                        95th percentile                         90                 80
                        99th percentile                        180                150
                        longest                              1,234              1,200

                        ! replica: not everything arrived: sbtest2 has other values
                        machine: 2 processors
                        """);
    }

    @Test
    void markdownHasTheSameTables() {
        assertThat(Samples.text(new StreamBenchPage(report, true)))
                .contains(
                        """
                        | candidate | seconds | min - max | CPU | row changes/s | landfall's speed / its |
                        |---|---:|---:|---:|---:|---:|
                        | decode | 12.0 | 12.0 - 12.0 | 20.0 | 50,000 | 0.80 |
                        | replica | failed |  |  |  |  |
                        """,
                        "| lag at 2,346 transactions/s | ms since sent | ms since answered |\n|---|---:|---:|\n"
                                + "| median | 42 | 38 |\n",
                        "\n- machine: 2 processors\n");
    }

    @Test
    void jsonLeavesOutNoRun() {
        assertThat(Samples.json(new StreamBenchPage(report, false)))
                .startsWith("{\"transactions\":150000,\"rowChanges\":600000,\"rounds\":3,\"candidates\":["
                        + "{\"candidate\":\"decode\",\"state\":\"measured\",\"problem\":null,\"tookMillis\":[12000],"
                        + "\"medianMillis\":12000,\"processorMillis\":20000,\"rowChangesPerSecond\":50000,"
                        + "\"landfallTimesAsFast\":0.8},"
                        + "{\"candidate\":\"replica\",\"state\":\"failed\",\"problem\":\"not everything arrived: sbtest2"
                        + " has other values\",\"tookMillis\":[]},")
                .endsWith("\"lag\":{\"problem\":null,\"heartbeats\":1500,\"p50Millis\":42,\"p95Millis\":90,"
                        + "\"p99Millis\":180,\"maxMillis\":1234,"
                        + "\"sinceAnswered\":{\"p50Millis\":38,\"p95Millis\":80,\"p99Millis\":150,\"maxMillis\":1200},"
                        + "\"transactionsPerSecond\":2346},"
                        + "\"facts\":[{\"name\":\"machine\",\"value\":\"2 processors\"}]}");
    }
}
