package dev.landfall.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.failure.MigrationException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamBenchReportTest {
    private static final Lag LAG =
            Lag.of(2_000, List.of(new Heartbeats.Seen(Duration.ofMillis(40), Duration.ofMillis(30))));

    private final Measurement replica = measured("replica", 30);
    private final Measurement landfall = measured(StreamBenchReport.LANDFALL, 15);

    @Test
    void ratiosAreThoseOfTheMedians() {
        StreamBenchReport report = report(LAG, replica, landfall);

        assertThat(report.landfallTimesAsFast(replica)).hasValue(2);
        assertThat(report.landfallTimesAsFast(landfall)).hasValue(1);
        assertThat(report.changesPerSecond(replica)).isEqualTo(20_000);
        assertThat(report.everythingMoved()).isTrue();
    }

    @Test
    void whoeverFailedHasNoRatioAndFailsTheWhole() {
        Measurement failed = Measurement.of("replica", List.of(Attempt.failed("sbtest1 has other values")));

        StreamBenchReport report = report(LAG, failed, landfall);

        assertThat(report.landfallTimesAsFast(failed)).isEmpty();
        assertThat(report.everythingMoved()).isFalse();
    }

    @Test
    void aLagThatCouldNotBeMeasuredFailsTheWhole() {
        assertThat(report(Lag.failed("migrate stream fell behind"), replica, landfall)
                        .everythingMoved())
                .isFalse();
    }

    @Test
    void numbersThatCannotBeMeasuredWithAreRefused() {
        assertThatThrownBy(() -> new StreamBenchOptions(0, 100, Duration.ofSeconds(1), 1))
                .isInstanceOf(MigrationException.class)
                .hasMessage("--transactions is 0; expected 1 or more.");
        assertThatThrownBy(() -> new StreamBenchOptions(1, 99, Duration.ofSeconds(1), 1))
                .hasMessage("--rows is 99; expected 100 or more.");
        assertThatThrownBy(() -> new StreamBenchOptions(1, 100, Duration.ZERO, 1))
                .hasMessage("--lag is 0; expected 1 to 3600 seconds.");
        assertThatThrownBy(() -> new StreamBenchOptions(1, 100, Duration.ofSeconds(1), 0))
                .hasMessage("--repeat is 0; expected 1 or more.");
    }

    private static StreamBenchReport report(Lag lag, Measurement... measurements) {
        StreamBenchOptions options = new StreamBenchOptions(150_000, 50_000, Duration.ofSeconds(30), 3);
        return new StreamBenchReport(4, 600_000, options, List.of(measurements), lag, List.of());
    }

    private static Measurement measured(String candidate, int seconds) {
        return Measurement.of(candidate, List.of(Attempt.finished(Duration.ofSeconds(seconds), List.of())));
    }
}
