package dev.landfall.run;

import dev.landfall.config.MigrationConfig;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A way back within this process, for as long as a rollback needs one and no other process runs it. */
public final class ReverseFollower implements AutoCloseable {
    /** A server that says nothing any more does not keep the rollback from saying how it has ended. */
    private static final Duration END = Duration.ofSeconds(10);

    private final AtomicBoolean stop = new AtomicBoolean();
    private final CompletableFuture<ReverseReceipt> end = new CompletableFuture<>();
    private final Thread thread;

    private ReverseFollower(Servers servers, MigrationConfig config) {
        ReverseRun run = new ReverseRun(servers, config, Progress.NONE, stop);
        this.thread = new Thread(
                () -> {
                    try {
                        end.complete(run.once(false));
                    } catch (SQLException e) {
                        end.completeExceptionally(servers.explain(e));
                    } catch (InterruptedException | RuntimeException e) {
                        end.completeExceptionally(e);
                    }
                },
                "landfall-reverse");
        thread.setDaemon(true);
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

    /** Waits for its end, but not for a server that hangs: what it has not committed there ends with this process. */
    @Override
    public void close() {
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
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
