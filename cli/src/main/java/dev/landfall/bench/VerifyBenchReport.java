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

    /** @return whether every candidate did what it is for */
    public boolean everythingProven() {
        return measurements.stream().allMatch(Measurement::measured);
    }

    /** What part of the snapshot's time it takes; empty when one of them was not measured. */
    public OptionalDouble partOfSnapshot(Measurement measurement) {
        Measurement snapshot = measurements.stream()
                .filter(each -> each.candidate().equals(SNAPSHOT))
                .findFirst()
                .orElseThrow();
        return measurement.measured() && snapshot.measured()
                ? OptionalDouble.of((double) measurement.median().toNanos()
                        / snapshot.median().toNanos())
                : OptionalDouble.empty();
    }

    public double rowsPerSecond(Measurement measurement) {
        return rows * 1e9 / measurement.median().toNanos();
    }
}
