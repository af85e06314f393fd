package dev.landfall.run;

import dev.landfall.forecast.Outlook;
import dev.landfall.retention.BinlogForecast;
import dev.landfall.retention.BinlogForecast.Reader;
import dev.landfall.throttle.CopyState;
import dev.landfall.throttle.Hold;
import dev.landfall.throttle.ReadViewAdvice;
import dev.landfall.throttle.SourceVitals;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells how a running copy is with the source, and warns once of what will become a trouble. One thread at a time. */
final class CopyReporter {
    private final Supplier<Outlook> outlook;
    private final Progress progress;
    private final Duration oldestAtStart;
    private final long startedAt = System.nanoTime();
    private @Nullable Duration eta;
    private @Nullable Long historyAtStart;
    private boolean advised;
    private BinlogForecast.Urgency warned = BinlogForecast.Urgency.NONE;

    /** @param oldestAtStart age of the snapshot's oldest position now */
    CopyReporter(Supplier<Outlook> outlook, Progress progress, Duration oldestAtStart) {
        this.outlook = outlook;
        this.progress = progress;
        this.oldestAtStart = oldestAtStart;
    }

    /** @param vitals null when they are not known */
    CopyState report(List<Hold> holds, int workers, @Nullable SourceVitals vitals) {
        Duration age = Duration.ofNanos(System.nanoTime() - startedAt);
        Duration left = outlook.get().left();
        // While the copy is held there is none: the binary log is judged by the last one, which is too short rather
        // than too long.
        eta = left == null ? eta : left;
        CopyState state = new CopyState(
                holds.stream().map(Hold::text).toList(),
                workers,
                age,
                oldestAtStart.plus(age),
                vitals == null ? null : vitals.historyLength(),
                eta);
        progress.copying(new Progress.CopyProgress(state.held(), age, state.historyLength()));
        if (vitals != null) {
            advise(age, vitals.historyLength());
            warn(vitals, state);
        }
        return state;
    }

    private void advise(Duration age, long history) {
        long atStart = historyAtStart == null ? history : historyAtStart;
        historyAtStart = atStart;
        Optional<String> advice = ReadViewAdvice.of(age, atStart, history);
        if (advice.isPresent() && !advised) {
            advised = true;
            progress.note(advice.get());
        }
    }

    /** Again only when it gets worse. */
    private void warn(SourceVitals vitals, CopyState state) {
        BinlogForecast.of(vitals.binlog(), Reader.COPY, state.oldestAge(), state.eta(), null)
                .ifPresent(forecast -> {
                    if (forecast.urgency().compareTo(warned) > 0) {
                        progress.note("Warning: " + forecast.warning());
                    }
                    warned = forecast.urgency();
                });
    }

    /** Not what the copy waits for: it is tried again. */
    void missed(String what, Exception why) {
        System.getLogger(CopyReporter.class.getName())
                .log(System.Logger.Level.DEBUG, what + " the state of the copy failed", why);
    }
}
