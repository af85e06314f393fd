package dev.landfall.bench;

import java.util.List;

/**
 * The result of a cutover's benchmark.
 *
 * @param facts what the figures hold for: machine, versions, settings
 */
public record CutoverBenchReport(CutoverBenchOptions options, List<CutoverRound> rounds, List<Fact> facts) {
    public CutoverBenchReport {
        rounds = List.copyOf(rounds);
        facts = List.copyOf(facts);
    }

    public boolean everythingHandedOver() {
        return rounds.stream().allMatch(CutoverRound::measured);
    }
}
