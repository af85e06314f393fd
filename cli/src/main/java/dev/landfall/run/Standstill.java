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
    /** Somebody who hangs with the role in his hands does not stop the stream for longer. */
    private static final Duration LONGEST = Duration.ofSeconds(60);
    /** The pause is of milliseconds, and while it lasts the target has nothing else to do. */
    private static final long LOOK_AGAIN_MILLIS = 2;

    private final StreamHoldStore store;
    private final Connection control;
    private final Progress progress;
    private long since;
    private long overstayed;

    /** @param control stays the caller's */
    Standstill(String migration, Connection control, Progress progress) {
        this.store = new StreamHoldStore(migration);
        this.control = control;
        this.progress = progress;
    }

    /** How the stream goes on to the place where it is to stand. */
    interface Stepping {
        /** @return whether there is more to come */
        boolean step(GtidSet until) throws SQLException, InterruptedException;
    }

    /**
     * Returns when nobody wants the stream to stand still any more.
     *
     * @param stop asks for an end as well
     * @param stepping applies what is before the place; when that finds an end of its own, the standstill is over
     */
    void keep(Position applied, BooleanSupplier stop, Stepping stepping) throws SQLException, InterruptedException {
        since = System.nanoTime();
        for (Optional<StreamHoldStore.Request> wanted = wanted();
                wanted.isPresent() && !stop.getAsBoolean();
                wanted = wanted()) {
            StreamHoldStore.Request request = wanted.get();
            GtidSet place = request.standAt();
            if (place != null && !applied.now().contains(place)) {
                if (!stepping.step(place)) {
                    return;
                }
                since = System.nanoTime();
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
        Optional<StreamHoldStore.Request> request = store.find(control).filter(asked -> asked.number() != overstayed);
        if (request.isPresent() && System.nanoTime() - since > LONGEST.toNanos()) {
            overstayed = request.get().number();
            progress.note("Warning: a verification has held the stream for " + LONGEST.toSeconds()
                    + " s; the stream goes on.");
            return Optional.empty();
        }
        return request;
    }
}
