package dev.landfall.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Runs tasks on a few threads, each with a resource of its own; the first failure stops the others. */
public final class Workers {
    private Workers() {}

    /** Opens what a worker needs, once per worker. */
    public interface Opener<R extends AutoCloseable> {
        R open(int worker) throws Exception;
    }

    public interface Task<T, R> {
        void run(T task, R resource) throws Exception;
    }

    /** What there is to do. Thread-safe. */
    interface Tasks<T> {
        /** The next one for this worker, waiting until there is one; null when there will be none. */
        @Nullable
        T take(int worker) throws InterruptedException;

        /** A task that was taken has succeeded. */
        default void done(T task) {}

        /** No more is to be taken. */
        void clear();
    }

    /**
     * @param tasks taken in this order
     * @throws Exception as the other
     */
    public static <T, R extends AutoCloseable> void run(
            String name, int workers, List<T> tasks, Opener<R> opener, Task<T, R> work) throws Exception {
        int count = Math.max(1, Math.min(workers, tasks.size()));
        Queue<T> queue = new ConcurrentLinkedQueue<>(tasks);
        run(
                name,
                count,
                new Tasks<T>() {
                    @Override
                    public @Nullable T take(int worker) {
                        return queue.poll();
                    }

                    @Override
                    public void clear() {
                        queue.clear();
                    }
                },
                opener,
                work);
    }

    /**
     * @throws InterruptedException when the calling thread is interrupted; the workers are interrupted and awaited first
     * @throws Exception the first failure of any worker
     */
    static <T, R extends AutoCloseable> void run(
            String name, int count, Tasks<T> tasks, Opener<R> opener, Task<T, R> work) throws Exception {
        ExecutorService executor =
                Executors.newFixedThreadPool(count, runnable -> new Thread(runnable, "landfall-" + name));
        ExecutorCompletionService<Object> completion = new ExecutorCompletionService<>(executor);
        List<Future<Object>> futures = new ArrayList<>();
        for (int worker = 0; worker < count; worker++) {
            int number = worker;
            futures.add(completion.submit(() -> {
                drain(tasks, number, opener.open(number), work);
                return name;
            }));
        }
        executor.shutdown();
        try {
            for (int done = 0; done < count; done++) {
                completion.take().get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        } finally {
            tasks.clear();
            futures.forEach(future -> future.cancel(true));
            awaitEnd(executor);
        }
    }

    private static <T, R extends AutoCloseable> void drain(Tasks<T> tasks, int worker, R resource, Task<T, R> work)
            throws Exception {
        try (resource) {
            for (T task = tasks.take(worker); task != null; task = tasks.take(worker)) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedException();
                }
                work.run(task, resource);
                tasks.done(task);
            }
        }
    }

    private static void awaitEnd(ExecutorService executor) {
        boolean interrupted = false;
        while (!executor.isTerminated()) {
            try {
                executor.awaitTermination(1, java.util.concurrent.TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
