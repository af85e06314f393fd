package dev.landfall.bench;

import java.time.Duration;
import java.util.List;

/**
 * One run of a candidate.
 *
 * @param took from the first thing it did to the last
 * @param processors time on them, of the servers and the candidate
 * @param parts of that time, in order; empty where they are not known
 * @param problem why it does not count; empty when it moved everything, as far as it says itself
 */
record Attempt(Duration took, Duration processors, List<Part> parts, String problem) {
    Attempt {
        parts = List.copyOf(parts);
    }

    static Attempt finished(Duration took, List<Part> parts) {
        return new Attempt(took, Duration.ZERO, parts, "");
    }

    static Attempt failed(String problem) {
        return new Attempt(Duration.ZERO, Duration.ZERO, List.of(), problem);
    }

    Attempt withProcessors(Duration time) {
        return new Attempt(took, time, parts, problem);
    }

    boolean counts() {
        return problem.isEmpty();
    }
}
