package dev.landfall.run;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Does something every second on a thread of its own, which does not keep the process alive. */
final class Beat implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    /** A server that does not answer is not waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ScheduledExecutorService executor;
    private final ScheduledFuture<?> beats;
    private final Runnable end;

    /**
     * @param action throws nothing; the first time is at once
     * @param end closes what the action uses, on its thread
     */
    Beat(String name, Runnable action, Runnable end) {
        this.end = end;
        this.executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        this.beats = executor.scheduleWithFixedDelay(action, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        beats.cancel(false);
        executor.execute(end);
        executor.shutdown();
        try {
            if (!executor.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                System.getLogger(Beat.class.getName())
                        .log(System.Logger.Level.DEBUG, "a server has not answered until the end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
