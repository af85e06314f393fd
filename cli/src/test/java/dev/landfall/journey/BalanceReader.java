package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.testing.TestTargetDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Reads the target all the time, each time by one statement, and compares what it sees with what {@link Transfers} keeps. */
final class BalanceReader implements AutoCloseable {
    private static final String LOOK = "SELECT (SELECT sum(amount) FROM shop.vault)"
            + " + (SELECT coalesce(sum(amount), 0) FROM shop.deposit), (SELECT transfers FROM shop.counter),"
            + " (SELECT count(*) FROM shop.receipt), (SELECT coalesce(max(transfer), 0) FROM shop.receipt)";
    private static final long PAUSE_NANOS = 3_000_000;

    private final TestTargetDatabase target;
    private final CompletableFuture<Integer> end = new CompletableFuture<>();
    private volatile long lastTransfer;
    private final AtomicInteger moments = new AtomicInteger();
    private volatile boolean stopping;
    private final Thread thread;

    private BalanceReader(TestTargetDatabase target) {
        this.target = target;
        this.thread = new Thread(this::read, "balance-reader");
    }

    static BalanceReader start(TestTargetDatabase target) {
        BalanceReader reader = new BalanceReader(target);
        reader.thread.start();
        return reader;
    }

    private void read() {
        try (Connection connection = target.connect();
                Statement statement = connection.createStatement()) {
            while (!stopping) {
                long before = lastTransfer;
                look(statement);
                if (lastTransfer > before) {
                    moments.incrementAndGet();
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            end.complete(moments.get());
        } catch (SQLException | RuntimeException | AssertionError e) {
            end.completeExceptionally(e);
        }
    }

    private void look(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(LOOK)) {
            row.next();
            long transfer = row.getLong(2);
            assertThat(row.getLong(1)).as("total after transfer %s", transfer).isEqualTo(Transfers.TOTAL);
            assertThat(transfer).as("the counter").isGreaterThanOrEqualTo(lastTransfer);
            assertThat(row.getLong(3)).as("receipts").isEqualTo(transfer);
            assertThat(row.getLong(4)).as("last receipt").isEqualTo(transfer);
            lastTransfer = transfer;
        }
    }

    /** @throws AssertionError when it has seen something that the source never had */
    long lastTransfer() {
        failIfItFailed();
        return lastTransfer;
    }

    /** At how many moments something new was there, until now. */
    int moments() {
        failIfItFailed();
        return moments.get();
    }

    /** @return at how many moments something new was there */
    int stop() throws InterruptedException {
        stopping = true;
        thread.join();
        failIfItFailed();
        return end.join();
    }

    private void failIfItFailed() {
        if (end.isCompletedExceptionally()) {
            try {
                end.join();
            } catch (CompletionException e) {
                throw new AssertionError("the reader failed", e.getCause());
            }
        }
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
