package dev.landfall.run;

import dev.landfall.event.SourcePosition;
import dev.landfall.forecast.Outlook;
import dev.landfall.retention.BinlogForecast;
import dev.landfall.throttle.CopyState;
import dev.landfall.throttle.Hold;
import dev.landfall.throttle.ReadViewAdvice;
import dev.landfall.throttle.SourceVitals;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells how a running snapshot is with the source, and warns once of what will become a trouble. One thread at a time. */
final class SnapshotReporter {
    private final Supplier<Outlook> outlook;
    private final Progress progress;
    private @Nullable Duration eta;
    private @Nullable Long historyAtStart;
    private boolean advised;
    private BinlogForecast.Urgency warned = BinlogForecast.Urgency.NONE;

    /**
     * From where a stream will have to start.
     *
     * @param position null while it is not known
     */
    record Oldest(@Nullable SourcePosition position, Duration age) {}

    SnapshotReporter(Supplier<Outlook> outlook, Progress progress) {
        this.outlook = outlook;
        this.progress = progress;
    }

    /**
     * @param vitals null when they are not known
     * @param viewAge null while no read view is open
     */
    CopyState report(
            List<Hold> holds,
            int workers,
            @Nullable SourceVitals vitals,
            Oldest oldest,
            @Nullable Duration viewAge,
            SnapshotWatch.Doing doing) {
        Duration left = outlook.get().left();
        // While the copy is held there is none: the binary log is judged by the last one, which is too short rather
        // than too long.
        eta = left == null ? eta : left;
        CopyState state = new CopyState(
                holds.stream().map(Hold::text).toList(),
                workers,
                viewAge,
                oldest.age(),
                vitals == null ? null : vitals.historyLength(),
                eta);
        progress.copying(new Progress.CopyProgress(state.held(), viewAge, state.historyLength()));
        if (vitals != null) {
            advise(viewAge, vitals.historyLength());
            // While it follows the source the stream itself does.
            if (doing != SnapshotWatch.Doing.FOLLOW) {
                warn(vitals, oldest.position(), state);
            }
        }
        return state;
    }

    /** The read views are about to be closed because of the history list. */
    void recalled() {
        progress.note("The source's history list is longer than the limit history-length. Read views that are"
                + " open are closed as soon as the chunks in hand are copied, since it becomes no shorter before;"
                + " others are opened once it has come down to four fifths of the limit.");
    }

    private void advise(@Nullable Duration viewAge, long history) {
        if (viewAge == null) {
            historyAtStart = null;
            return;
        }
        long atStart = historyAtStart == null ? history : historyAtStart;
        historyAtStart = atStart;
        Optional<String> advice = ReadViewAdvice.of(viewAge, atStart, history);
        if (advice.isPresent() && !advised) {
            advised = true;
            progress.note(advice.get());
        }
    }

    /** Again only when it gets worse than it ever was. */
    private void warn(SourceVitals vitals, @Nullable SourcePosition oldest, CopyState state) {
        vitals.log().forecastOfCopy(oldest, state.oldestAge(), state.eta()).ifPresent(forecast -> {
            if (forecast.urgency().compareTo(warned) > 0) {
                progress.note("Warning: " + forecast.warning());
                warned = forecast.urgency();
            }
        });
    }

    /** Not what the copy waits for: it is tried again. */
    void missed(String what, Exception why) {
        System.getLogger(SnapshotReporter.class.getName())
                .log(System.Logger.Level.DEBUG, what + " the state of the copy failed", why);
    }
}
