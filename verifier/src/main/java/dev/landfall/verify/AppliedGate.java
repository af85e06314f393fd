package dev.landfall.verify;

import dev.landfall.event.GtidSet;
import dev.landfall.failure.MigrationException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lets readers of the target wait until it has a position. Thread-safe; one of those that wait asks for all. */
final class AppliedGate {
    /** Between two questions: short beside the applier's own batches, and no load. */
    private static final long POLL_NANOS = Duration.ofMillis(10).toNanos();

    private final ApplierProgress applier;
    private final Duration patience;
    private final Function<SQLException, MigrationException> explain;
    private final Lock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private GtidSet applied = GtidSet.EMPTY;
    private boolean asking;
    private String gaveUp = "";

    AppliedGate(ApplierProgress applier, Duration patience, Function<SQLException, MigrationException> explain) {
        this.applier = applier;
        this.patience = patience;
        this.explain = explain;
    }

    /**
     * Returns as soon as the target has every transaction of {@code position}.
     *
     * @throws TargetLagsException when it does not get there within the patience; from then on at once, for every
     *     position that the target does not already have
     */
    void await(GtidSet position) throws InterruptedException, TargetLagsException {
        long deadline = System.nanoTime() + patience.toNanos();
        lock.lock();
        try {
            while (!applied.contains(position)) {
                if (!gaveUp.isEmpty()) {
                    throw new TargetLagsException(gaveUp);
                }
                if (!asking) {
                    ask(position, deadline);
                }
                if (!applied.contains(position) && gaveUp.isEmpty()) {
                    moved.awaitNanos(POLL_NANOS);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** For people: {@code 60}, {@code 0.5}. */
    static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString();
    }

    /** Whether the target has every transaction of {@code position}; null is a position that is not known yet. */
    boolean reached(@Nullable GtidSet position) {
        if (position == null) {
            return false;
        }
        lock.lock();
        try {
            if (!applied.contains(position) && !asking) {
                ask(position, Long.MAX_VALUE);
            }
            return applied.contains(position);
        } finally {
            lock.unlock();
        }
    }

    /** Asks without the lock, so that others may see what is known meanwhile. */
    private void ask(GtidSet position, long deadline) {
        boolean late = System.nanoTime() > deadline;
        asking = true;
        lock.unlock();
        GtidSet answer = GtidSet.EMPTY;
        boolean streaming = true;
        try {
            answer = applier.applied();
            streaming = !late || applier.streaming();
        } catch (SQLException e) {
            throw explain.apply(e);
        } finally {
            lock.lock();
            asking = false;
            moved.signalAll();
        }
        applied = applied.union(answer);
        if (late && !applied.contains(position)) {
            gaveUp = "the target did not reach " + position + " within " + seconds(patience) + " s: it is at " + applied
                    + (streaming ? "" : ", and no stream is running");
        }
    }
}
