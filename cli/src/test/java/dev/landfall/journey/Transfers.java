package dev.landfall.journey;

import dev.landfall.testing.TestSourceDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/**
 * Moves amounts between two tables of the source, one transaction after another, and numbers them: after each of them the
 * total is {@link #TOTAL}, and there is a receipt for every number. Deposits also go with their owner, by a cascade that is
 * not in the binary log. Bounded in count; stops at {@link #close}.
 */
final class Transfers implements AutoCloseable {
    static final long TOTAL = 20_000;
    static final String[] SCHEMA = {
        "CREATE TABLE vault (id INT PRIMARY KEY, amount INT NOT NULL)",
        "CREATE TABLE owner (id INT PRIMARY KEY)",
        "CREATE TABLE deposit (id INT AUTO_INCREMENT PRIMARY KEY, owner_id INT NOT NULL, amount INT NOT NULL,"
                + " FOREIGN KEY (owner_id) REFERENCES owner (id) ON DELETE CASCADE)",
        "CREATE TABLE counter (id INT PRIMARY KEY, transfers INT NOT NULL)",
        "CREATE TABLE receipt (transfer INT)",
        "INSERT INTO vault SELECT seq, 1000 FROM seq_1_to_20",
        "INSERT INTO owner SELECT seq FROM seq_1_to_10",
        "INSERT INTO counter VALUES (1, 0)"
    };
    /** More than a test takes the time for: it stops when the test does, or this ends it. */
    private static final int MOST = 100_000;

    private static final long PAUSE_NANOS = 2_000_000;

    private final TestSourceDatabase source;
    private final Random random;
    private final CompletableFuture<Long> end = new CompletableFuture<>();
    private volatile boolean stopping;
    private final Thread thread;

    private Transfers(TestSourceDatabase source, long seed) {
        this.source = source;
        this.random = new Random(seed);
        this.thread = new Thread(this::write, "transfers");
    }

    static Transfers start(TestSourceDatabase source, long seed) {
        Transfers transfers = new Transfers(source, seed);
        transfers.thread.start();
        return transfers;
    }

    private void write() {
        long written = 0;
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            while (!stopping && written < MOST) {
                transfer(statement);
                written++;
                statement.execute("UPDATE counter SET transfers = " + written);
                statement.execute("INSERT INTO receipt VALUES (" + written + ")");
                connection.commit();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            end.complete(written);
        } catch (SQLException | RuntimeException e) {
            end.completeExceptionally(e);
        }
    }

    private void transfer(Statement statement) throws SQLException {
        int vault = 1 + random.nextInt(20);
        int owner = 1 + random.nextInt(10);
        int amount = 1 + random.nextInt(50);
        if (random.nextInt(8) == 0) {
            statement.execute("UPDATE vault SET amount = amount + (SELECT coalesce(sum(amount), 0) FROM deposit"
                    + " WHERE owner_id = " + owner + ") WHERE id = " + vault);
            statement.execute("DELETE FROM owner WHERE id = " + owner);
            statement.execute("INSERT INTO owner VALUES (" + owner + ")");
        } else {
            statement.execute("INSERT INTO deposit (owner_id, amount) VALUES (" + owner + ", " + amount + ")");
            statement.execute("UPDATE vault SET amount = amount - " + amount + " WHERE id = " + vault);
        }
    }

    /** Stops writing. @return the number of the last transfer */
    long stop() throws InterruptedException {
        stopping = true;
        thread.join();
        try {
            return end.join();
        } catch (CompletionException e) {
            throw new AssertionError("the transfers failed", e.getCause());
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
