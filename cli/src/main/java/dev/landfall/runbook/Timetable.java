package dev.landfall.runbook;

import dev.landfall.cutover.CutoverTimes;
import dev.landfall.cutover.RollbackTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long the next cutover may take, by the latest rehearsals and cutovers; and the next rollback, by the latest.
 *
 * @param runs the latest first
 * @param rollback null when none was timed
 */
public record Timetable(List<CutoverTimes.Kept> runs, RollbackTimes.@Nullable Kept rollback) {
    /** What the fence takes at least, where only rehearsals were timed. */
    private static final Duration FENCE = Duration.ofMillis(300);

    public Timetable {
        runs = List.copyOf(runs);
    }

    /** When a step was timed last. @param rehearsal or a cutover */
    public record Measured(Duration took, Instant at, boolean rehearsal) {}

    public Optional<CutoverTimes.Kept> latestCutover() {
        return runs.stream().filter(CutoverTimes.Kept::handedOver).findFirst();
    }

    public Optional<CutoverTimes.Kept> latestRehearsal() {
        return runs.stream().filter(run -> !run.handedOver()).findFirst();
    }

    /** The latest time of a step; a rehearsal does not have all of them. */
    public Optional<Measured> took(TimedStep step) {
        for (CutoverTimes.Kept run : runs) {
            for (var timed : run.steps()) {
                if (timed.name().equals(step.text())) {
                    return Optional.of(new Measured(timed.took(), run.endedAt(), !run.handedOver()));
                }
            }
        }
        return Optional.empty();
    }

    /** How long writes may be refused, at least; empty when nothing was timed. */
    public Optional<Duration> refused() {
        return total(EnumSet.copyOf(
                Arrays.stream(TimedStep.values()).filter(TimedStep::refusing).toList()));
    }

    /** All steps together, at least; empty when nothing was timed. */
    public Optional<Duration> total() {
        return total(EnumSet.allOf(TimedStep.class));
    }

    private Optional<Duration> total(EnumSet<TimedStep> steps) {
        if (runs.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(steps.stream()
                .map(step -> took(step).map(Measured::took).orElse(step == TimedStep.FENCE ? FENCE : Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus));
    }
}
