package dev.landfall.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CutoverBenchPageTest {
    @Test
    void timesOfEachRoundThenWhoWasBusyBefore() {
        assertThat(Samples.text(new CutoverBenchPage(Samples.cutoverBench(), true)))
                .isEqualTo("""
                        FAILED: 5,000,000 rows, 2,000 transactions/s asked for, 2 rounds.

                        | round | transactions/s, 5 s before the fence | on average | writes refused, ms | fence | drain | verify | sequences | way back | hand over | seen outside | rows compared |
                        |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
                        | 1 | failed |  |  |  |  |  |  |  |  |  |  |
                        | 2 | 2,005 | 1,890 | 1,022 | 324 | 0 | 467 | 0 | 0 | 0 | 1,034 | 7,282 |

                        | processors busy, 5 s before the fence | round 1 | round 2 |
                        |---|---:|---:|
                        | source |  | 0.75 |
                        | writer |  | 0.10 |

                        ! the writer ended by itself
                        - machine: 2 processors
                        """);
    }

    @Test
    void jsonHasBothRatesAndTheProcessors() {
        assertThat(Samples.json(new CutoverBenchPage(Samples.cutoverBench(), false)))
                .contains(
                        "{\"problem\":null,\"transactionsPerSecond\":1890,\"transactionsPerSecondBeforeFence\":2005,",
                        "\"processors\":[{\"program\":\"source\",\"busy\":0.75},{\"program\":\"writer\",\"busy\":0.1}]");
    }
}
