package dev.landfall.bench;

import dev.landfall.verify.Method;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The result of a verification's benchmark.
 *
 * @param tables how many the data has
 * @param facts what the figures hold for: machine, versions, settings
 */
public record VerifyBenchReport(
        int tables, long rows, BenchOptions options, List<Measurement> measurements, List<Fact> facts) {
    private static final String SNAPSHOT = BenchReport.LANDFALL;

    public VerifyBenchReport {
        measurements = List.copyOf(measurements);
        facts = List.copyOf(facts);
    }

    static String verify(Method method) {
        return "verify by " + method.text();
    }

    static String withBadRows(String clean) {
        return clean + ", " + BadRows.COUNT + " bad rows";
    }

    /** @return whether every candidate did what it is for */
    public boolean everythingProven() {
        return measurements.stream().allMatch(Measurement::measured);
    }

    /** What part of the snapshot's time it takes; empty when one of them was not measured. */
    public OptionalDouble partOfSnapshot(Measurement measurement) {
        return ratio(measurement, measurement(SNAPSHOT));
    }

    /**
     * How many times as long as a pass by the same method that finds nothing one takes that finds bad rows; empty for all others,
     * and when one of them was not measured.
     */
    public OptionalDouble timesClean(Measurement measurement) {
        return measurements.stream()
                .filter(clean -> withBadRows(clean.candidate()).equals(measurement.candidate()))
                .findFirst()
                .map(clean -> ratio(measurement, clean))
                .orElse(OptionalDouble.empty());
    }

    private Measurement measurement(String candidate) {
        return measurements.stream()
                .filter(each -> each.candidate().equals(candidate))
                .findFirst()
                .orElseThrow();
    }

    private static OptionalDouble ratio(Measurement one, Measurement other) {
        return one.measured() && other.measured()
                ? OptionalDouble.of(
                        (double) one.median().toNanos() / other.median().toNanos())
                : OptionalDouble.empty();
    }

    public double rowsPerSecond(Measurement measurement) {
        return rows * 1e9 / measurement.median().toNanos();
    }
}
