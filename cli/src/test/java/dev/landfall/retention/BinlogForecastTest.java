package dev.landfall.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.retention.BinlogForecast.Reader;
import dev.landfall.retention.BinlogForecast.Urgency;
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
        assertThat(BinlogForecast.of(keeping(0, 0, 0, 0), Reader.COPY, Duration.ofDays(400), null, null))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // hours: retention, lag, ETA
        "240, 0, , NONE",
        "240, 79, , NONE",
        "240, 81, , SOON",
        "240, 10, 114, NONE",
        "240, 10, 116, SOON",
        "240, 193, , NOW",
        "240, 300, , NOW",
    })
    void aStreamThatIsFarBehindIsUrgentBeforeItsLogIsGone(
            long retention, long lag, @Nullable Long eta, Urgency urgency) {
        assertThat(stream(keeping(retention, 0, 0, 0), lag, eta, null).urgency())
                .isEqualTo(urgency);
    }

    @Test
    void aStreamIsToldWhatItNeeds() {
        assertThat(stream(keeping(24, 0, 0, 0), 20, 3L, null).warning())
                .isEqualTo("The source may purge the binary log that the stream still needs in 4h 00m"
                        + " (binlog_expire_logs_seconds is 86400), and the stream needs about 3h 00m to catch up. To keep it,"
                        + " run on the source: SET GLOBAL binlog_expire_logs_seconds = 172800.");
    }

    @Test
    void aSizeThatIsReachedFirstCounts() {
        BinlogForecast forecast = stream(keeping(24, 10_000_000_000L, 0, 0), 6, null, 2L);

        assertThat(forecast.left()).isEqualTo(Duration.ofHours(2));
        assertThat(forecast.urgency()).isEqualTo(Urgency.SOON);
        assertThat(forecast.warning())
                .isEqualTo("The source may purge the binary log that the stream still needs in 2h 00m"
                        + " (max_binlog_total_size is 10.0 GB). To keep it, run on the source: SET GLOBAL"
                        + " max_binlog_total_size = 0.");
        assertThat(stream(keeping(0, 10_000_000_000L, 0, 0), 6, null, 1L).urgency())
                .isEqualTo(Urgency.NOW);
    }

    @Test
    void aSourceThatWaitsForReplicasPurgesNothingNow() {
        BinlogForecast forecast = stream(keeping(24, 0, 1, 0), 30, null, null);

        assertThat(forecast.urgency()).isEqualTo(Urgency.SOON);
        assertThat(forecast.warning())
                .contains(" It waits with that while fewer than 1 reader(s) of its binary log are connected"
                        + " (slave_connections_needed_for_purge).");
        assertThat(stream(keeping(24, 0, 1, 1), 30, null, null).urgency()).isEqualTo(Urgency.NOW);
    }

    private static BinlogKeeping keeping(long retention, long totalBytes, int needed, int connected) {
        return new BinlogKeeping(Duration.ofHours(retention), totalBytes, needed, connected);
    }

    private static BinlogForecast forecast(long retention, long age, @Nullable Long eta, long totalBytes) {
        return new BinlogForecast(
                keeping(retention, totalBytes, 0, 0), Reader.COPY, Duration.ofHours(age), hours(eta), null);
    }

    private static BinlogForecast stream(
            BinlogKeeping keeping, long lag, @Nullable Long eta, @Nullable Long untilFull) {
        return new BinlogForecast(keeping, Reader.STREAM, Duration.ofHours(lag), hours(eta), hours(untilFull));
    }

    private static @Nullable Duration hours(@Nullable Long hours) {
        return hours == null ? null : Duration.ofHours(hours);
    }
}
