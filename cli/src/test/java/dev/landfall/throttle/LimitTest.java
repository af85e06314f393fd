package dev.landfall.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitTest {
    @ParameterizedTest
    @CsvSource({
        "rows-per-second, 50000, 50000, '50,000'",
        "bytes-per-second, 20MB, 20000000, 20.0 MB",
        "threads-running, 40, 40, 40",
        "replica-lag, 30s, 30000, 30s",
        "replica-lag, 1500ms, 1500, 1.5s",
        "target-replica-lag, 2h, 7200000, 2h 00m",
        "wal-per-second, 16MiB, 16777216, 16.8 MB",
        "max-share, 25%, 25, 25%",
        "max-share, 100%, 100, 100%"
    })
    void aValueIsWrittenAsItIsRead(String word, String text, long value, String shown) {
        Limit limit = Limit.ofWord(word).orElseThrow();
        assertThat(limit.parse(text)).hasValue(value);
        assertThat(limit.exact(value)).isEqualTo(text);
        assertThat(limit.shown(value)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "threads-running, 0",
        "threads-running, -1",
        "bytes-per-second, 20",
        "replica-lag, 0s",
        "replica-lag, 5",
        "max-share, 0%",
        "max-share, 101%",
        "max-share, 25",
        "max-share, 0.5%"
    })
    void nothingElseIsAValue(String word, String text) {
        assertThat(Limit.ofWord(word).orElseThrow().parse(text)).isEmpty();
    }

    @Test
    void aReplicaIsAHostAndAPort() {
        assertThat(Replica.parse("db2.example.com:3306")).contains(new Replica("db2.example.com", 3306));
        assertThat(Replica.parse("[fd00::1]:3306")).contains(new Replica("[fd00::1]", 3306));
        assertThat(Replica.parse("db2")).isEmpty();
        assertThat(Replica.parse("db2:0")).isEmpty();
        assertThat(Replica.parse("u@db2:3306")).isEmpty();
    }
}
