package dev.landfall.verify;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The workers of one verification: starts them, and ends all of them when one fails or the caller is interrupted. */
final class Crew {
    private static final long CANCEL_EVERY_MILLIS = 100;

    private final int workers;
    private final Supplier<SessionPair> open;
    private final List<SessionPair> opened = new CopyOnWriteArrayList<>();

    /** @param open called once by each worker, in its thread */
    Crew(int workers, Supplier<SessionPair> open) {
        this.workers = workers;
        this.open = open;
    }

    /** What a worker does with its sessions. */
    interface Job {
        void run(SessionPair sessions) throws InterruptedException;
    }

    /**
     * Returns when every worker has done its job and all sessions are closed.
     *
     * @param stop called before the workers are told to end, so that none takes up more work
     */
    void work(Job job, Runnable stop) throws InterruptedException {
        AtomicInteger number = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(workers, work -> {
            Thread thread = new Thread(work, "landfall-verify-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        try {
            CompletionService<Boolean> done = new ExecutorCompletionService<>(threads);
            for (int i = 0; i < workers; i++) {
                done.submit(() -> work(job));
            }
            for (int i = 0; i < workers; i++) {
                done.take().get();
            }
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            stop.run();
            threads.shutdownNow();
            awaitEnd(threads);
            opened.forEach(SessionPair::close);
        }
    }

    private boolean work(Job job) throws InterruptedException {
        SessionPair sessions = open.get();
        opened.add(sessions);
        job.run(sessions);
        return true;
    }

    static RuntimeException failure(@Nullable Throwable cause) {
        return cause instanceof MigrationException known
                ? known
                : new MigrationException(
                        FailureCode.INTERNAL,
                        "The verification failed: " + cause,
                        "Run it again with -v and report it.",
                        cause);
    }

    /** A thread that waits for a server does not hear an interrupt: its statement has to be cancelled, again and again. */
    private void awaitEnd(ExecutorService threads) {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = ended(threads);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            if (!ended) {
                opened.forEach(SessionPair::cancel);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean ended(ExecutorService threads) throws InterruptedException {
        if (!threads.awaitTermination(CANCEL_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
            return false;
        }
        boolean ended = true;
        for (SessionPair sessions : opened) {
            ended &= sessions.awaitIdle(CANCEL_EVERY_MILLIS);
        }
        return ended;
    }
}
