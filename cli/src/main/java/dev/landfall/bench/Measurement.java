package dev.landfall.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What all runs of one candidate gave.
 *
 * @param times one per run that counts; never empty when it was measured
 * @param processors the median of the time on them, of the servers and the candidate; zero when it was not measured
 * @param parts the median of each part
 * @param problem why it was not measured; empty when it was
 */
public record Measurement(
        String candidate, State state, List<Duration> times, Duration processors, List<Part> parts, String problem) {
    /** Whether there is a time. */
    public enum State {
        MEASURED,
        /** A run broke off, or did not move every row. */
        FAILED,
        NOT_INSTALLED
    }

    public Measurement {
        times = List.copyOf(times);
        parts = List.copyOf(parts);
    }

    /** One run that does not count is enough for the candidate to have failed. */
    static Measurement of(String candidate, List<Attempt> attempts) {
        List<Duration> times = new ArrayList<>();
        List<Duration> processors = new ArrayList<>();
        List<List<Part>> parts = new ArrayList<>();
        for (Attempt attempt : attempts) {
            if (!attempt.counts()) {
                return new Measurement(candidate, State.FAILED, List.of(), Duration.ZERO, List.of(), attempt.problem());
            }
            times.add(attempt.took());
            processors.add(attempt.processors());
            parts.add(attempt.parts());
        }
        return new Measurement(candidate, State.MEASURED, times, Medians.median(processors), Medians.parts(parts), "");
    }

    static Measurement notInstalled(String candidate, String problem) {
        return new Measurement(candidate, State.NOT_INSTALLED, List.of(), Duration.ZERO, List.of(), problem);
    }

    public boolean measured() {
        return state == State.MEASURED;
    }

    /** Only when {@link #measured}. */
    public Duration median() {
        return Medians.median(times);
    }

    public Duration min() {
        return Collections.min(times);
    }

    public Duration max() {
        return Collections.max(times);
    }
}
