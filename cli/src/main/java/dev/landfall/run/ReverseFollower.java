package dev.landfall.run;

import dev.landfall.config.MigrationConfig;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A way back within this process, for as long as a rollback needs one and no other process runs it. */
public final class ReverseFollower implements AutoCloseable {
    private final AtomicBoolean stop = new AtomicBoolean();
    private final CompletableFuture<ReverseReceipt> end = new CompletableFuture<>();
    private final Thread thread;

    private ReverseFollower(Servers servers, MigrationConfig config) {
        ReverseRun run = new ReverseRun(servers, config, Progress.NONE, stop);
        this.thread = new Thread(
                () -> {
                    try {
                        end.complete(run.run(false));
                    } catch (SQLException e) {
                        end.completeExceptionally(servers.explain(e));
                    } catch (InterruptedException | RuntimeException e) {
                        end.completeExceptionally(e);
                    }
                },
                "landfall-reverse");
    }

    public static ReverseFollower start(Servers servers, MigrationConfig config) {
        ReverseFollower follower = new ReverseFollower(servers, config);
        follower.thread.start();
        return follower;
    }

    /**
     * @throws MigrationException what ended it; that another process runs the way back is no failure: its position is seen just
     *     as well
     */
    public void check() {
        if (!end.isCompletedExceptionally()) {
            return;
        }
        try {
            end.join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof MigrationException cause)) {
                throw new IllegalStateException(e.getCause());
            }
            if (cause.code() != FailureCode.ALREADY_RUNNING) {
                throw cause;
            }
        }
    }

    @Override
    public void close() {
        stop.set(true);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
