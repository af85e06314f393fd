package dev.landfall.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Runs the candidates in turn, so that whatever slows the machine down for a while meets all of them. */
final class Rounds {
    private final Consumer<String> progress;

    Rounds(Consumer<String> progress) {
        this.progress = progress;
    }

    /** One measurement per candidate, in their order. */
    List<Measurement> run(List<Candidate> candidates, int rounds) throws Exception {
        Map<String, List<Attempt>> attempts = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            for (Candidate candidate : candidates) {
                Attempt attempt = run(candidate);
                attempts.computeIfAbsent(candidate.name(), name -> new ArrayList<>())
                        .add(attempt);
                progress.accept("round " + round + " of " + rounds + ": " + candidate.name() + " "
                        + (attempt.counts() ? seconds(attempt) : "failed: " + attempt.problem()));
            }
        }
        return attempts.entrySet().stream()
                .map(all -> Measurement.of(all.getKey(), all.getValue()))
                .toList();
    }

    private static Attempt run(Candidate candidate) throws Exception {
        try (Trial trial = candidate.prepare()) {
            Duration before = ProcessorTime.used();
            Attempt attempt = trial.run();
            attempt = attempt.withProcessors(ProcessorTime.used().minus(before));
            String missing = attempt.counts() ? trial.missing() : "";
            return missing.isEmpty() ? attempt : Attempt.failed("not everything arrived: " + missing);
        }
    }

    private static String seconds(Attempt attempt) {
        return String.format(Locale.ROOT, "%.1f s", attempt.took().toMillis() / 1000.0);
    }
}
