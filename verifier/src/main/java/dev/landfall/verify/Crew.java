package dev.landfall.verify;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The workers of one verification: starts them, and ends all of them when one fails or the caller is interrupted. */
final class Crew {
    private static final Logger LOG = LoggerFactory.getLogger(Crew.class);
    private static final long CANCEL_EVERY_MILLIS = 100;

    private final WorkQueue queue;
    private final Verdicts verdicts;
    private final VerifyOptions options;

    Crew(WorkQueue queue, Verdicts verdicts, VerifyOptions options) {
        this.queue = queue;
        this.verdicts = verdicts;
        this.options = options;
    }

    /** Returns when all work is done. Sessions are open before the first worker begins, and closed when it returns. */
    void work(Supplier<Frames> open) throws InterruptedException {
        List<Frames> all = new ArrayList<>();
        try {
            for (int i = 0; i < options.workers(); i++) {
                all.add(open.get());
            }
            runAll(all);
        } finally {
            all.forEach(frames -> frames.sessions().close());
        }
    }

    private void runAll(List<Frames> all) throws InterruptedException {
        AtomicInteger number = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(all.size(), work -> {
            Thread thread = new Thread(work, "landfall-verify-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        try {
            CompletionService<Boolean> done = new ExecutorCompletionService<>(threads);
            all.forEach(frames -> done.submit(() -> run(frames)));
            for (int i = 0; i < all.size(); i++) {
                done.take().get();
            }
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            queue.stop();
            threads.shutdownNow();
            awaitEnd(threads, all);
        }
    }

    private boolean run(Frames frames) throws InterruptedException {
        try (Worker worker = new Worker(queue, verdicts, frames, options)) {
            worker.run();
            return true;
        }
    }

    private static RuntimeException failure(@Nullable Throwable cause) {
        return cause instanceof MigrationException known
                ? known
                : new MigrationException(
                        FailureCode.INTERNAL,
                        "The verification failed: " + cause,
                        "Run it again with -v and report it.",
                        cause);
    }

    /** A thread that waits for a server does not hear an interrupt: its statement has to be cancelled, again and again. */
    private static void awaitEnd(ExecutorService threads, List<Frames> all) {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = ended(threads, all);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            if (!ended) {
                all.forEach(Crew::cancel);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean ended(ExecutorService threads, List<Frames> all) throws InterruptedException {
        boolean ended = threads.awaitTermination(CANCEL_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        for (Frames frames : all) {
            ended &= frames.sessions().awaitIdle(CANCEL_EVERY_MILLIS);
        }
        return ended;
    }

    private static void cancel(Frames frames) {
        try {
            frames.sessions().cancel();
        } catch (MigrationException e) {
            LOG.atDebug().setCause(e).log("a statement could not be cancelled, or had just ended");
        }
    }
}
