package dev.landfall.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.throttle.BinlogForecast.Urgency;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinlogForecastTest {
    @ParameterizedTest
    @CsvSource({
        // hours: retention, age, ETA
        "100, 0, 49, NONE",
        "100, 0, 50, NONE",
        "100, 0, 51, SOON",
        "100, 60, 21, SOON",
        "100, 60, 19, NONE",
        "100, 80, 1, NONE",
        "100, 81, 1, NOW",
        "100, 200, 1, NOW",
        "100, 79, , NONE",
        "100, 81, , NOW",
    })
    void itIsUrgentEarlyEnough(long retention, long age, @Nullable Long eta, Urgency urgency) {
        assertThat(forecast(retention, age, eta, 0).urgency()).isEqualTo(urgency);
    }

    @Test
    void theWarningSaysWhenAndWhatToDo() {
        assertThat(forecast(24, 20, 3L, 0).warning())
                .isEqualTo("The source may purge the binary log that the stream has to start from in 4h 00m"
                        + " (binlog_expire_logs_seconds is 86400), and the copy needs about 3h 00m more. To keep it, run on the"
                        + " source: SET GLOBAL binlog_expire_logs_seconds = 172800.");
    }

    @Test
    void aCopyThatTakesDaysNeedsDays() {
        assertThat(forecast(24, 20, 30L, 0).warning()).endsWith("binlog_expire_logs_seconds = 396000.");
        assertThat(forecast(24, 20, 5_000L, 0).warning()).endsWith("binlog_expire_logs_seconds = 8553600.");
    }

    @Test
    void aLimitOfSizeIsMentioned() {
        assertThat(forecast(24, 30, null, 10_000_000_000L).warning())
                .startsWith("The source may purge the binary log that the stream has to start from any moment ")
                .endsWith(
                        " It is purged earlier where the binary log grows beyond max_binlog_total_size (10.0 GB): SET GLOBAL"
                                + " max_binlog_total_size = 0.");
    }

    @Test
    void aSourceThatKeepsAllIsNoNews() {
        assertThat(BinlogForecast.of(new SourceVitals(1, Duration.ZERO, 0), Duration.ofDays(400), null))
                .isEmpty();
    }

    private static BinlogForecast forecast(long retention, long age, @Nullable Long eta, long totalBytes) {
        return new BinlogForecast(
                Duration.ofHours(retention),
                Duration.ofHours(age),
                eta == null ? null : Duration.ofHours(eta),
                totalBytes);
    }
}
