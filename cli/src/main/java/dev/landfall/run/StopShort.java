package dev.landfall.run;

import dev.landfall.apply.TransactionApplier;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Cuts a batch short that does not end by itself once a stop was asked for: it may be waiting for somebody's lock. */
final class StopShort {
    /** What must not be cut is finished in this time; a batch may be cut, since it is rolled back and comes again. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final AtomicBoolean stopRequested;
    private final TransactionApplier applier;
    private final Progress progress;
    private long askedAt;
    private boolean asked;
    private boolean told;

    private StopShort(AtomicBoolean stopRequested, TransactionApplier applier, Progress progress) {
        this.stopRequested = stopRequested;
        this.progress = progress;
        this.applier = applier;
    }

    /** Close it before the applier. */
    static Beat watch(AtomicBoolean stopRequested, TransactionApplier applier, Progress progress) {
        return new Beat("landfall-stop", new StopShort(stopRequested, applier, progress)::look, () -> {});
    }

    private void look() {
        if (!stopRequested.get()) {
            return;
        }
        if (!asked) {
            asked = true;
            askedAt = System.nanoTime();
        }
        if (System.nanoTime() - askedAt >= GRACE.toNanos()) {
            if (!told) {
                told = true;
                progress.note("The batch under way is rolled back; the next run applies it.");
            }
            try {
                applier.cancel();
            } catch (SQLException e) {
                System.getLogger(StopShort.class.getName())
                        .log(System.Logger.Level.DEBUG, "cancelling the target's statement failed", e);
            }
        }
    }
}
