package dev.landfall.run;

import dev.landfall.event.GtidSet;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Lets a running stream stand still for a verification, between two batches. Whoever asks proves by the position that its view
 * of the target shows where the stream stood; nothing depends on this being right. One thread.
 */
final class Standstill {
    /** Somebody who hangs with the role in his hands does not stop the stream for longer; counted from his first request. */
    static final Duration LONGEST = Duration.ofSeconds(60);
    /** The pause is of milliseconds, and while it lasts the target has nothing else to do. */
    private static final long LOOK_AGAIN_MILLIS = 2;
    /** As often as the stream looks for what it is told by others. */
    private static final long HEED_NANOS = 500_000_000L;

    private final StreamHoldStore store;
    private final Connection control;
    private final Progress progress;
    private final Duration longest;
    private long latest = -1;
    private long first;
    private long since;
    private long overstayed = -1;

    /** @param control stays the caller's; @param longest for one who asks, see {@link #LONGEST} */
    Standstill(String migration, Connection control, Progress progress, Duration longest) {
        this.store = new StreamHoldStore(migration);
        this.control = control;
        this.progress = progress;
        this.longest = longest;
    }

    /** How the stream goes on to the place where it is to stand. */
    interface Stepping {
        /** @return whether there is more to come */
        boolean step(GtidSet until) throws SQLException, InterruptedException;
    }

    /** What the stream is told by others than verifications. */
    interface Heeding {
        /** @return whether it may still stand still for one */
        boolean allows() throws SQLException;
    }

    /**
     * Returns when nobody wants the stream to stand still any more.
     *
     * @param stop asks for an end as well
     * @param heeding asked now and then; when it allows it no more, the standstill is over
     * @param stepping applies what is before the place; when that finds an end of its own, the standstill is over
     */
    void keep(Position applied, BooleanSupplier stop, Heeding heeding, Stepping stepping)
            throws SQLException, InterruptedException {
        long heededAt = System.nanoTime();
        for (Optional<StreamHoldStore.Request> wanted = wanted();
                wanted.isPresent() && !stop.getAsBoolean();
                wanted = wanted()) {
            if (System.nanoTime() - heededAt >= HEED_NANOS) {
                heededAt = System.nanoTime();
                if (!heeding.allows()) {
                    return;
                }
            }
            StreamHoldStore.Request request = wanted.get();
            GtidSet place = request.standAt();
            if (place != null && !applied.now().contains(place)) {
                if (!stepping.step(place)) {
                    return;
                }
            } else {
                if (request.granted() != request.number()) {
                    store.grant(control, request.number());
                }
                // The next request is a row that another process writes: it can only be asked for again.
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
            }
        }
    }

    /** Where the target is. */
    interface Position {
        GtidSet now();
    }

    private Optional<StreamHoldStore.Request> wanted() throws SQLException {
        Optional<StreamHoldStore.Request> request = store.find(control);
        request.ifPresent(this::count);
        if (request.isEmpty() || first == overstayed) {
            return Optional.empty();
        }
        if (System.nanoTime() - since > longest.toNanos()) {
            overstayed = first;
            progress.note("Warning: a verification has held the stream for " + longest.toSeconds()
                    + " s; the stream goes on.");
            return Optional.empty();
        }
        return request;
    }

    /** Whoever begins asks the stream to stand where it is, and only then for a place. */
    private void count(StreamHoldStore.Request request) {
        if (request.number() != latest) {
            if (latest < 0 || request.standAt() == null) {
                first = request.number();
                since = System.nanoTime();
            }
            latest = request.number();
        }
    }
}
