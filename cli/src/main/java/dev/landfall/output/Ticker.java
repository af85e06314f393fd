package dev.landfall.output;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Calls something regularly until closed; does not keep the process alive. */
final class Ticker implements AutoCloseable {
    private final ScheduledExecutorService executor;
    private final ScheduledFuture<?> ticks;

    Ticker(Duration period, Runnable action) {
        executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
        });
        ticks = executor.scheduleWithFixedDelay(action, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        ticks.cancel(false);
        executor.shutdown();
    }
}
