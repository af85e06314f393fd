package dev.landfall.bench;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The result of a stream's benchmark.
 *
 * @param tables how many the backlog's changes are in
 * @param changes rows that the backlog changes
 * @param facts what the figures hold for: machine, versions, settings
 */
public record StreamBenchReport(
        int tables,
        long changes,
        StreamBenchOptions options,
        List<Measurement> measurements,
        Lag lag,
        List<Fact> facts) {
    static final String LANDFALL = BenchReport.LANDFALL;

    public StreamBenchReport {
        measurements = List.copyOf(measurements);
        facts = List.copyOf(facts);
    }

    public boolean everythingMoved() {
        return lag.measured() && measurements.stream().allMatch(Measurement::measured);
    }

    public double changesPerSecond(Measurement measurement) {
        return changes / seconds(measurement.median());
    }

    /** How many times as fast landfall is as this one; empty when one of them was not measured. */
    public OptionalDouble landfallTimesAsFast(Measurement measurement) {
        Measurement landfall = measurements.stream()
                .filter(candidate -> candidate.candidate().equals(LANDFALL))
                .findFirst()
                .orElseThrow();
        return landfall.measured() && measurement.measured()
                ? OptionalDouble.of(seconds(measurement.median()) / seconds(landfall.median()))
                : OptionalDouble.empty();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
