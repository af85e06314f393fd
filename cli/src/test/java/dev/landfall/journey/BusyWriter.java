package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Executes one statement over and over, and counts what was committed and what was refused. Any other failure ends it, and shows. */
final class BusyWriter implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(60);
    /** Leaves the machine to those that are tested. */
    static final Duration PAUSE = Duration.ofMillis(5);

    private final AtomicLong written = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final CompletableFuture<Void> end;
    private volatile boolean stopped;

    /** Opens a session of its own. */
    interface Sessions {
        Connection connect() throws SQLException;
    }

    private BusyWriter(Sessions sessions, String statement) {
        this.end = CompletableFuture.runAsync(
                () -> run(sessions, statement), work -> new Thread(work, "busy writer").start());
    }

    static BusyWriter of(Sessions sessions, String statement) {
        return new BusyWriter(sessions, statement);
    }

    private void run(Sessions sessions, String sql) {
        try (Connection connection = sessions.connect();
                Statement statement = connection.createStatement()) {
            while (!stopped) {
                try {
                    statement.execute(sql);
                    written.incrementAndGet();
                } catch (SQLException e) {
                    if (!String.valueOf(e.getMessage()).contains("takes no writes")) {
                        throw e;
                    }
                    refused.incrementAndGet();
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    long written() {
        return written.get();
    }

    long refused() {
        return refused.get();
    }

    /** Waits for another write to be taken. */
    void goesOn() {
        long before = written.get();
        await().atMost(LONG).until(() -> end.isDone() || written.get() > before);
        assertThat(end).isNotDone();
    }

    /** Waits for the last one; what it has failed with is thrown. */
    void stop() {
        stopped = true;
        end.join();
    }

    @Override
    public void close() {
        stopped = true;
    }
}
