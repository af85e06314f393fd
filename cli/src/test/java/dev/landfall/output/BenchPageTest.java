package dev.landfall.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BenchPageTest {
    @Test
    void candidatesThenPartsThenWhatTheFiguresHoldFor() {
        assertThat(Samples.text(new BenchPage(Samples.bench(), false))).isEqualTo("""
                        MEASURED: 3 tables, 4,100,000 rows, 1.2 GB, 2 workers, 3 rounds.

                        candidate        seconds    min - max   CPU   rows/s  MB/s  time / floor's  speed / pgloader's
                        ----------------------------------------------------------------------------------------------
                        floor               20.0  19.0 - 21.5  33.0  205,000    60            1.00
                        pgloader   not installed
                        landfall            25.0  25.0 - 25.0  48.0  164,000    48            1.25

                        part            seconds
                        -----------------------
                        floor: read        12.0
                        floor: load         8.0
                        landfall: copy     24.0

                        ! pgloader: pgloader is not on the PATH.
                        machine: 2 processors
                        """);
    }

    @Test
    void markdownHasTheSameTables() {
        assertThat(Samples.text(new BenchPage(Samples.bench(), true)))
                .contains(
                        """
                        | candidate | seconds | min - max | CPU | rows/s | MB/s | time / floor's | speed / pgloader's |
                        |---|---:|---:|---:|---:|---:|---:|---:|
                        | floor | 20.0 | 19.0 - 21.5 | 33.0 | 205,000 | 60 | 1.00 |  |
                        | pgloader | not installed |  |  |  |  |  |  |
                        | landfall | 25.0 | 25.0 - 25.0 | 48.0 | 164,000 | 48 | 1.25 |  |
                        """, "| part | seconds |\n|---|---:|\n| floor: read | 12.0 |\n", "\n- machine: 2 processors\n");
    }

    @Test
    void jsonLeavesOutNoRun() {
        assertThat(Samples.json(new BenchPage(Samples.bench(), false)))
                .startsWith("{\"rows\":4100000,\"bytes\":1200000000,\"workers\":2,\"rounds\":3,\"candidates\":["
                        + "{\"candidate\":\"floor\",\"state\":\"measured\",\"problem\":null,"
                        + "\"tookMillis\":[19000,20000,21500],\"medianMillis\":20000,\"processorMillis\":33000,\"rowsPerSecond\":205000,"
                        + "\"bytesPerSecond\":60000000,\"timesTheFloor\":1.0,\"timesAsFastAsPgloader\":null,"
                        + "\"parts\":[{\"part\":\"read\",\"medianMillis\":12000},{\"part\":\"load\",\"medianMillis\":8000}]},"
                        + "{\"candidate\":\"pgloader\",\"state\":\"not-installed\",\"problem\":\"pgloader is not on the"
                        + " PATH.\",\"tookMillis\":[],\"parts\":[]}");
    }
}
