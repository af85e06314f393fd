package dev.landfall.demo;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.source.SourceConfig;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * The shop's application: two sessions that run mixed transactions until they are told to stop. While the server refuses
 * writes they keep trying. Thread-safe.
 */
final class ShopWriter implements AutoCloseable {
    private static final int SESSIONS = 2;

    /** Between two transactions of a session: at most 400 a second altogether, which leaves room for the migration. */
    private static final Duration PAUSE = Duration.ofMillis(5);

    /** Far above the longest transaction and the longest wait for a lock. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final WriterClock clock = new WriterClock();
    private final ScheduledExecutorService threads;
    private final List<WriterSession> sessions;
    private final List<ScheduledFuture<?>> runs;

    private ShopWriter(SourceConfig login, long seed) {
        threads = Executors.newScheduledThreadPool(SESSIONS, ShopWriter::thread);
        sessions = LongStream.range(0, SESSIONS)
                .mapToObj(number -> new WriterSession(login, seed + number, clock))
                .toList();
        runs = sessions.stream().<ScheduledFuture<?>>map(this::schedule).toList();
    }

    /**
     * @param login of the application, with the right to read and change rows and no other
     * @param seed decides what is done in which order; which rows it meets depends on the other session as well
     */
    static ShopWriter start(SourceConfig login, long seed) {
        return new ShopWriter(login, seed);
    }

    /** @throws MigrationException when a transaction failed that must not fail */
    WriterFigures figures() {
        runs.forEach(ShopWriter::check);
        return clock.figures();
    }

    /** On which the shop's commits on the other server count as well. */
    WriterClock clock() {
        return clock;
    }

    /** Ends the sessions after their current transaction; the figures stay readable. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        sessions.forEach(WriterSession::close);
    }

    /** A fixed delay, not a fixed rate: what was held up by a lock is not made up for in a burst. */
    private ScheduledFuture<?> schedule(WriterSession session) {
        return threads.scheduleWithFixedDelay(() -> runOnce(session), 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void runOnce(WriterSession session) {
        try {
            session.runTransaction();
        } catch (SQLException e) {
            // Ends the schedule of this session; figures() reports it.
            throw new MigrationException(
                    FailureCode.SOURCE_FAILED,
                    "the demo's shop: " + e.getMessage() + " (error " + e.getErrorCode() + ").",
                    "This is a fault of the demo: please report it.",
                    e);
        }
    }

    private static void check(ScheduledFuture<?> run) {
        if (!run.isDone() || run.isCancelled()) {
            return;
        }
        try {
            run.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof MigrationException failure) {
                throw failure;
            }
            throw new IllegalStateException("the demo's shop broke down", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "shop");
        thread.setDaemon(true);
        return thread;
    }
}
