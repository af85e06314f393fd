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

/** Runs tasks on a few threads, each with a resource of its own; the first failure stops the others. */
final class Workers {
    private Workers() {}

    /** Opens what a worker needs, once per worker. */
    interface Opener<R extends AutoCloseable> {
        R open(int worker) throws Exception;
    }

    interface Task<T, R> {
        void run(T task, R resource) throws Exception;
    }

    /**
     * @param tasks taken in this order
     * @throws InterruptedException when the calling thread is interrupted; the workers are interrupted and awaited first
     * @throws Exception the first failure of any worker
     */
    static <T, R extends AutoCloseable> void run(
            String name, int workers, List<T> tasks, Opener<R> opener, Task<T, R> work) throws Exception {
        int count = Math.max(1, Math.min(workers, tasks.size()));
        Queue<T> queue = new ConcurrentLinkedQueue<>(tasks);
        ExecutorService executor =
                Executors.newFixedThreadPool(count, runnable -> new Thread(runnable, "landfall-" + name));
        ExecutorCompletionService<Object> completion = new ExecutorCompletionService<>(executor);
        List<Future<Object>> futures = new ArrayList<>();
        for (int worker = 0; worker < count; worker++) {
            int number = worker;
            futures.add(completion.submit(() -> {
                drain(queue, opener.open(number), work);
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
            queue.clear();
            futures.forEach(future -> future.cancel(true));
            awaitEnd(executor);
        }
    }

    private static <T, R extends AutoCloseable> void drain(Queue<T> queue, R resource, Task<T, R> work)
            throws Exception {
        try (resource) {
            for (T task = queue.poll(); task != null; task = queue.poll()) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedException();
                }
                work.run(task, resource);
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
