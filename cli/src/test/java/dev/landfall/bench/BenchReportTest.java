package dev.landfall.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchReportTest {
    private final Measurement floor = measured(BenchReport.FLOOR, 9, 10, 12);
    private final Measurement pgloader = measured(BenchReport.PGLOADER, 60);
    private final Measurement landfall = measured(BenchReport.LANDFALL, 14, 16, 15);

    @Test
    void ratiosAreThoseOfTheMedians() {
        BenchReport report = report(floor, pgloader, landfall);

        assertThat(report.timesTheFloor(landfall)).hasValue(1.5);
        assertThat(report.timesAsFastAsPgloader(landfall)).hasValue(4);
        assertThat(report.rowsPerSecond(landfall)).isEqualTo(100);
        assertThat(report.bytesPerSecond(landfall)).isEqualTo(2_000);
        assertThat(report.everythingMoved()).isTrue();
    }

    @Test
    void withoutPgloaderThereIsNoRatioToIt() {
        BenchReport report = report(floor, Measurement.notInstalled(BenchReport.PGLOADER, "not on the PATH"), landfall);

        assertThat(report.timesAsFastAsPgloader(landfall)).isEmpty();
        assertThat(report.timesTheFloor(landfall)).hasValue(1.5);
        assertThat(report.everythingMoved()).isTrue();
    }

    @Test
    void oneRunThatDoesNotCountIsEnoughToHaveFailed() {
        Measurement failed = Measurement.of(
                BenchReport.PGLOADER,
                List.of(
                        Attempt.finished(Duration.ofSeconds(1), List.of()),
                        Attempt.failed("docs has 0 of 10 rows"),
                        Attempt.finished(Duration.ofSeconds(1), List.of())));

        BenchReport report = report(floor, failed, landfall);

        assertThat(failed.state()).isEqualTo(Measurement.State.FAILED);
        assertThat(failed.problem()).isEqualTo("docs has 0 of 10 rows");
        assertThat(report.everythingMoved()).isFalse();
        assertThat(report.timesAsFastAsPgloader(landfall)).isEmpty();
    }

    private static BenchReport report(Measurement... measurements) {
        return new BenchReport(3, 1_500, 30_000, new BenchOptions(1_000, 3, 2), List.of(measurements), List.of());
    }

    private static Measurement measured(String candidate, int... seconds) {
        return Measurement.of(
                candidate,
                Arrays.stream(seconds)
                        .mapToObj(took -> Attempt.finished(Duration.ofSeconds(took), List.of()))
                        .toList());
    }
}
