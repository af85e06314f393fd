package dev.landfall.bench;

import java.time.Duration;
import java.util.List;

/**
 * One cutover.
 *
 * @param problem why it says nothing; empty when it was measured
 * @param transactionsPerSecond that were committed on the source, on average from the first to its fence
 * @param transactionsPerSecondBeforeFence the same of {@link #RECENT} before the fence alone
 * @param writesRefused as the cutover says it
 * @param seenOutside from the writer's last commit on the source until somebody else saw that the target owns the data
 * @param rowsVerified behind the fence
 * @param processors what each program took of them in the seconds before the fence
 * @param steps of the cutover, with those before its fence
 */
public record CutoverRound(
        String problem,
        double transactionsPerSecond,
        double transactionsPerSecondBeforeFence,
        Duration writesRefused,
        Duration seenOutside,
        long rowsVerified,
        List<ProcessorShare> processors,
        List<Part> steps) {
    public static final Duration RECENT = Commits.RECENT;

    public CutoverRound {
        processors = List.copyOf(processors);
        steps = List.copyOf(steps);
    }

    static CutoverRound failed(String problem) {
        return new CutoverRound(problem, 0, 0, Duration.ZERO, Duration.ZERO, 0, List.of(), List.of());
    }

    public boolean measured() {
        return problem.isEmpty();
    }

    /** Of a step; zero when it had none. */
    public Duration took(String step) {
        return steps.stream()
                .filter(part -> part.name().equals(step))
                .map(Part::took)
                .findFirst()
                .orElse(Duration.ZERO);
    }
}
