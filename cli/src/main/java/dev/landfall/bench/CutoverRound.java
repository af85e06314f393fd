package dev.landfall.bench;

import java.time.Duration;
import java.util.List;

/**
 * One cutover.
 *
 * @param problem why it says nothing; empty when it was measured
 * @param transactionsPerSecond that were committed on the source until its fence
 * @param writesRefused as the cutover says it
 * @param seenOutside from the writer's last commit on the source until somebody else saw that the target owns the data
 * @param rowsVerified behind the fence
 * @param steps of the cutover, with those before its fence
 */
public record CutoverRound(
        String problem,
        double transactionsPerSecond,
        Duration writesRefused,
        Duration seenOutside,
        long rowsVerified,
        List<Part> steps) {
    public CutoverRound {
        steps = List.copyOf(steps);
    }

    static CutoverRound failed(String problem) {
        return new CutoverRound(problem, 0, Duration.ZERO, Duration.ZERO, 0, List.of());
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
