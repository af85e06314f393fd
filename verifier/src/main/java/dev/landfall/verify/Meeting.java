package dev.landfall.verify;

import dev.landfall.failure.MigrationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import org.jspecify.annotations.Nullable;

/** Where all workers of a verification come together, so that their sessions are frozen at once. Thread-safe. */
final class Meeting {
    private final Fence fence;
    private final CyclicBarrier barrier;
    private final List<SessionPair> present = new ArrayList<>();
    private @Nullable Frozen frozen;
    private String refused = "";
    private @Nullable RuntimeException failure;

    Meeting(int workers, Fence fence) {
        this.fence = fence;
        this.barrier = new CyclicBarrier(workers, this::raise);
    }

    /**
     * Waits for all workers; the last one freezes everybody's sessions.
     *
     * @return empty when that could not be done
     * @throws MigrationException what went wrong with a server, in every worker
     */
    Optional<Frozen> join(SessionPair sessions) throws InterruptedException {
        synchronized (this) {
            present.add(sessions);
        }
        try {
            barrier.await();
        } catch (BrokenBarrierException e) {
            throw new InterruptedException("another worker has failed before the views were frozen");
        }
        synchronized (this) {
            if (failure != null) {
                throw failure;
            }
            return Optional.ofNullable(frozen);
        }
    }

    private synchronized void raise() {
        try {
            frozen = fence.raise(present);
        } catch (NotFencedException e) {
            refused = e.reason();
        } catch (RuntimeException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = Crew.failure(e);
        }
    }

    synchronized Fencing fencing() {
        Frozen views = frozen;
        return views == null ? Fencing.refused(refused) : new Fencing(views.pause(), "");
    }

    synchronized Optional<Frozen> frozen() {
        return Optional.ofNullable(frozen);
    }
}
