package dev.landfall.run;

import dev.landfall.apply.CopiedRanges;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.MigrationPlan;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A stream within this process, for as long as a cutover needs one and no other process runs it. */
public final class Follower implements AutoCloseable {
    /**
     * A stream that is told to stop ends within seconds, unless a server hangs ({@link StopShort}): then it must not keep a cutover from
     * saying how it has ended.
     */
    private static final Duration END = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

    private final RoleLock role;
    private final AtomicBoolean stop;
    private final CompletableFuture<StreamReceipt> end = new CompletableFuture<>();
    private final Thread thread;

    private Follower(RoleLock role, StreamLoop loop, Servers servers, AtomicBoolean stop) {
        this.role = role;
        this.stop = stop;
        this.thread = new Thread(
                () -> {
                    try {
                        end.complete(loop.run(null));
                    } catch (SQLException e) {
                        end.completeExceptionally(servers.explain(e));
                    } catch (InterruptedException | RuntimeException e) {
                        end.completeExceptionally(e);
                    }
                },
                "landfall-stream");
        thread.setDaemon(true);
    }

    public static Follower start(Servers servers, String migration, MigrationPlan plan, Progress progress)
            throws SQLException {
        RoleLock role = RoleLock.acquire(servers.target(), migration, Role.STREAM);
        AtomicBoolean stop = new AtomicBoolean();
        Servers named = servers.streaming(migration);
        Follower follower = new Follower(
                role,
                new StreamLoop(named, migration, plan, CopiedRanges.NONE, progress, stop, null, null),
                named,
                stop);
        follower.thread.start();
        return follower;
    }

    /** @throws MigrationException what ended the stream, if it has ended by a failure */
    public void check() {
        if (end.isCompletedExceptionally()) {
            try {
                end.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof MigrationException cause
                        ? cause
                        : new IllegalStateException(e.getCause());
            }
        }
    }

    /**
     * Waits for its end, but not for a server that hangs: what it has not committed there is rolled back, and the role stays taken until
     * it ends, at the latest with this process.
     */
    @Override
    public void close() throws SQLException {
        stop.set(true);
        long until = System.nanoTime() + END.toNanos();
        boolean interrupted = false;
        for (long left = END.toMillis(); thread.isAlive() && left > 0; left = (until - System.nanoTime()) / 1_000_000) {
            try {
                thread.join(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (thread.isAlive()) {
            LOG.warn(
                    "the stream of this process does not end within {} s, because a server does not answer: it ends with the"
                            + " process",
                    END.toSeconds());
            // Also when it has ended by now.
            CompletableFuture<StreamReceipt> unused = end.whenComplete((receipt, failure) -> giveRoleBack());
        } else {
            role.close();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void giveRoleBack() {
        try {
            role.close();
        } catch (SQLException e) {
            LOG.atDebug().setCause(e).log("the role of a stream that has ended late was lost");
        }
    }
}
