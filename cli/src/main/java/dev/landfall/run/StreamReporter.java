package dev.landfall.run;

import dev.landfall.apply.AppliedPosition;
import dev.landfall.apply.ApplyReceipt;
import dev.landfall.retention.BinlogForecast;
import dev.landfall.retention.CatchUp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tells how a stream gets on, and warns once of a binary log that is not kept for long enough. One thread. */
final class StreamReporter {
    private static final long PERIOD_NANOS = 500_000_000L;
    /** Changes, from which on people want to see that something moves. */
    private static final long LARGE = 100_000;
    /** Several times the period in which the source is asked. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final SourceWatch source;
    private final Progress progress;
    private final StreamTally tally;
    private final CatchUp catchUp = new CatchUp(System::nanoTime);
    private List<String> held = List.of();
    private Instant caughtUpAt;
    private BinlogForecast.Urgency warned = BinlogForecast.Urgency.NONE;
    private long reportedAt;

    /** @param caughtUpAt when everything was applied, or when the migration was begun */
    StreamReporter(SourceWatch source, Progress progress, StreamTally tally, Instant caughtUpAt) {
        this.source = source;
        this.progress = progress;
        this.tally = tally;
        this.caughtUpAt = caughtUpAt;
    }

    void applied(ApplyReceipt receipt) {
        tally.add(receipt);
    }

    /**
     * @param why nothing is applied; empty when it is
     * @param reading changes so far of a transaction that is not whole yet
     * @return how far the target is behind, as far as the source was seen
     */
    StreamLag report(AppliedPosition applied, List<String> why, long reading) {
        held = why;
        return report(applied, reading);
    }

    /** While one batch takes long. @param written how many of its changes are on their way */
    void reportLarge(AppliedPosition applied, long written) {
        if (written >= LARGE && System.nanoTime() - reportedAt >= PERIOD_NANOS) {
            report(applied, written);
        }
    }

    private StreamLag report(AppliedPosition applied, long inWork) {
        reportedAt = System.nanoTime();
        SourceWatch.Seen seen = source.latest();
        Instant now = Instant.now();
        StreamLag lag = StreamLag.of(applied, seen.log(), caughtUpAt, now);
        if (lag.isCaughtUp()) {
            caughtUpAt = seen.at();
        }
        Duration silence = Duration.between(seen.at(), now);
        StreamLag shown = silence.compareTo(FRESH) > 0 ? lag.orMore(silence) : lag;
        Optional<BinlogForecast> forecast = seen.log()
                .forecast(applied.position(), Duration.ofMillis(shown.millis()), catchUp.eta(shown.bytes()), true);
        progress.stream(new Progress.StreamProgress(
                tally.transactions(),
                tally.changes(),
                shown,
                inWork < LARGE ? 0 : inWork,
                applied.position().gtids().toString(),
                held,
                forecast.orElse(null)));
        forecast.ifPresent(this::warn);
        return shown;
    }

    /** Again only when it gets worse. */
    private void warn(BinlogForecast forecast) {
        if (forecast.urgency().compareTo(warned) > 0) {
            progress.note("Warning: " + forecast.warning());
        }
        warned = forecast.urgency();
    }
}
