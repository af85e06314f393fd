package dev.landfall.throttle;

import dev.landfall.setting.Durations;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What to do about a read view that makes the source keep too much. */
public final class ReadViewAdvice {
    private static final long MUCH = 1_000_000;
    private static final Duration LONG = Duration.ofHours(1);

    private ReadViewAdvice() {}

    /** Empty while nothing is wrong. @param atStart the history list when the copy began */
    public static Optional<String> of(Duration age, long atStart, long now) {
        long grown = now - atStart;
        if (grown <= MUCH && age.compareTo(LONG) <= 0) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "The snapshot's read view is %s old, and the source's history list is %,d long (%,d when the copy began):"
                        + " the source keeps every former row until the copy ends, and its queries become slower. Fewer tables"
                        + " at a time or smaller chunks do not help. More workers do (snapshot.workers, after stopping and"
                        + " starting again, which also takes a new view), a limit for it (migrate ctl history-length=N takes"
                        + " a new view whenever it is exceeded), and copying from a replica.",
                Durations.text(age),
                now,
                atStart));
    }
}
