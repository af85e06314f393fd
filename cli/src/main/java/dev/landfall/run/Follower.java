package dev.landfall.run;

import dev.landfall.apply.CopiedRanges;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.MigrationPlan;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A stream within this process, for as long as a cutover needs one and no other process runs it. */
public final class Follower implements AutoCloseable {
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

    @Override
    public void close() throws SQLException {
        stop.set(true);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        role.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
