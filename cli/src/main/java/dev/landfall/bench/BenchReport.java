package dev.landfall.bench;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The result of a snapshot's benchmark.
 *
 * @param tables how many the data has
 * @param bytes of all rows in PostgreSQL's binary format
 * @param facts what the figures hold for: machine, versions, settings
 */
public record BenchReport(
        int tables, long rows, long bytes, BenchOptions options, List<Measurement> measurements, List<Fact> facts) {
    static final String FLOOR = "floor";
    static final String PGLOADER = "pgloader";
    static final String LANDFALL = "landfall";

    public BenchReport {
        measurements = List.copyOf(measurements);
        facts = List.copyOf(facts);
    }

    public boolean everythingMoved() {
        return measurements.stream().noneMatch(measurement -> measurement.state() == Measurement.State.FAILED);
    }

    /** How many times as long as the floor it takes; empty when one of them was not measured. */
    public OptionalDouble timesTheFloor(Measurement measurement) {
        return ratio(measurement, named(FLOOR));
    }

    /** How many times as fast as pgloader it is; empty when one of them was not measured. */
    public OptionalDouble timesAsFastAsPgloader(Measurement measurement) {
        return ratio(named(PGLOADER), measurement);
    }

    public double rowsPerSecond(Measurement measurement) {
        return rows / seconds(measurement.median());
    }

    public double bytesPerSecond(Measurement measurement) {
        return bytes / seconds(measurement.median());
    }

    private Measurement named(String candidate) {
        return measurements.stream()
                .filter(measurement -> measurement.candidate().equals(candidate))
                .findFirst()
                .orElseThrow();
    }

    private static OptionalDouble ratio(Measurement dividend, Measurement divisor) {
        return dividend.measured() && divisor.measured()
                ? OptionalDouble.of(seconds(dividend.median()) / seconds(divisor.median()))
                : OptionalDouble.empty();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
