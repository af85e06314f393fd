package dev.landfall.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "310200000, 310.2 MB",
        "999949, 999.9 kB",
        "999950, 1.0 MB",
        "1532616384, 1.5 GB",
        "9223372036854775807, 9223.4 PB"
    })
    void bytes(long bytes, String text) {
        assertThat(Figures.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0ms",
        "850, 850ms",
        "1000, 1s",
        "12345, 12.3s",
        "30000, 30s",
        "59949, 59.9s",
        "59950, 1m 00s",
        "72000, 1m 12s",
        "3599000, 59m 59s",
        "7500000, 2h 05m",
        "273600000, 3d 04h"
    })
    void durations(long millis, String text) {
        assertThat(Figures.duration(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @Test
    void countsAndRates() {
        assertThat(Figures.count(1_204_551)).isEqualTo("1,204,551");
        assertThat(Figures.count(1, "row")).isEqualTo("1 row");
        assertThat(Figures.count(0, "row")).isEqualTo("0 rows");
        assertThat(Figures.rate(3.456)).isEqualTo("3.5");
        assertThat(Figures.rate(51_200.4)).isEqualTo("51,200");
        assertThat(Figures.percent(0.999)).isEqualTo("99%");
    }
}
