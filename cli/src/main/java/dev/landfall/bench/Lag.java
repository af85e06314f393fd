package dev.landfall.bench;

import java.time.Duration;
import java.util.List;

/**
 * How long changes took from the source to the target while the source was written to at full speed.
 *
 * @param transactionsPerSecond of the writer
 * @param heartbeats how many were measured; none when there is a problem
 * @param sinceSent from before they were sent: with the source's commit, and so never too short
 * @param sinceAnswered from when the source had said that they are committed: the commit lies between the two
 * @param problem why there are no figures; empty when there are
 */
public record Lag(
        double transactionsPerSecond, int heartbeats, Spread sinceSent, Spread sinceAnswered, String problem) {
    /** Of durations, from the middle up. */
    public record Spread(Duration p50, Duration p95, Duration p99, Duration max) {
        private static final Spread NONE = new Spread(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

        static Spread of(List<Duration> durations) {
            return new Spread(
                    Medians.percentile(durations, 50),
                    Medians.percentile(durations, 95),
                    Medians.percentile(durations, 99),
                    Medians.percentile(durations, 100));
        }
    }

    static Lag of(double transactionsPerSecond, List<Heartbeats.Seen> heartbeats) {
        return new Lag(
                transactionsPerSecond,
                heartbeats.size(),
                Spread.of(heartbeats.stream().map(Heartbeats.Seen::sinceSent).toList()),
                Spread.of(
                        heartbeats.stream().map(Heartbeats.Seen::sinceAnswered).toList()),
                "");
    }

    static Lag failed(String problem) {
        return new Lag(0, 0, Spread.NONE, Spread.NONE, problem);
    }

    public boolean measured() {
        return problem.isEmpty();
    }
}
