package dev.landfall.bench;

import java.time.Duration;
import java.util.List;

/**
 * How long changes took from the source to the target while the source was written to at full speed.
 *
 * @param transactionsPerSecond of the writer
 * @param heartbeats how many were measured; none when there is a problem
 * @param problem why there are no figures; empty when there are
 */
public record Lag(
        double transactionsPerSecond,
        int heartbeats,
        Duration p50,
        Duration p95,
        Duration p99,
        Duration max,
        String problem) {
    static Lag of(double transactionsPerSecond, List<Duration> lags) {
        return new Lag(
                transactionsPerSecond,
                lags.size(),
                Medians.percentile(lags, 50),
                Medians.percentile(lags, 95),
                Medians.percentile(lags, 99),
                Medians.percentile(lags, 100),
                "");
    }

    static Lag failed(String problem) {
        return new Lag(0, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, problem);
    }

    public boolean measured() {
        return problem.isEmpty();
    }
}
