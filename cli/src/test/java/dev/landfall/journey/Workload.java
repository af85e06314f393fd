package dev.landfall.journey;

import dev.landfall.testing.TestSourceDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/**
 * A seeded writer on the source: inserts, updates that swap unique values, key changes, deletes with re-insert, cascades over
 * two levels, rows without a key, a table that keeps its history, rollbacks. Bounded in rate; stops at {@link #close}.
 */
final class Workload implements AutoCloseable {
    static final String[] SCHEMA = {
        "CREATE TABLE account (id INT AUTO_INCREMENT PRIMARY KEY, code VARCHAR(40) NOT NULL UNIQUE, amount DECIMAL(12,2) NOT"
                + " NULL, note TEXT, changed DATETIME(6))",
        "CREATE TABLE deal (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, account_id INT NOT NULL, kind ENUM('buy','sell'),"
                + " FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE ON UPDATE CASCADE)",
        "CREATE TABLE part (id INT AUTO_INCREMENT PRIMARY KEY, deal_id BIGINT UNSIGNED, weight DOUBLE, FOREIGN KEY (deal_id)"
                + " REFERENCES deal(id) ON DELETE SET NULL ON UPDATE CASCADE)",
        "CREATE TABLE tag (name VARCHAR(30) PRIMARY KEY, uses INT UNSIGNED NOT NULL)",
        "CREATE TABLE trail (at DATETIME(3), what VARCHAR(60), doc JSON)",
        "CREATE TABLE price (id INT AUTO_INCREMENT PRIMARY KEY, amount DECIMAL(9,2) NOT NULL) WITH SYSTEM VERSIONING"
    };
    private static final long PAUSE_NANOS = 2_000_000;

    private final TestSourceDatabase source;
    private final Random random;
    private final CompletableFuture<Long> end = new CompletableFuture<>();
    private volatile boolean stopping;
    private final Thread thread;

    private Workload(TestSourceDatabase source, long seed) {
        this.source = source;
        this.random = new Random(seed);
        this.thread = new Thread(this::write, "workload");
    }

    /** Fills the tables. @param accounts rows of the largest parent; children are three and six times as many */
    static void fill(TestSourceDatabase source, int accounts) throws SQLException {
        source.execute(
                "INSERT INTO account (code, amount, note, changed) SELECT CONCAT('c', seq), seq / 7, REPEAT('n', seq % 90),"
                        + " NOW(6) FROM seq_1_to_" + accounts,
                "INSERT INTO deal (account_id, kind) SELECT 1 + seq % " + accounts + ", IF(seq % 2, 'buy', 'sell') FROM"
                        + " seq_1_to_" + 3 * accounts,
                "INSERT INTO part (deal_id, weight) SELECT 1 + seq % " + 3 * accounts + ", seq / 3 FROM seq_1_to_"
                        + 6 * accounts,
                "INSERT INTO tag SELECT CONCAT('t', seq), seq FROM seq_1_to_200",
                "INSERT INTO trail SELECT NOW(3), CONCAT('x', seq % 5), '{}' FROM seq_1_to_200",
                "INSERT INTO price (amount) SELECT seq FROM seq_1_to_" + 2 * accounts,
                "UPDATE price SET amount = amount + 0.5 WHERE id % 3 = 0",
                "DELETE FROM price WHERE id % 100 = 0");
    }

    static Workload start(TestSourceDatabase source, long seed) {
        Workload workload = new Workload(source, seed);
        workload.thread.start();
        return workload;
    }

    private void write() {
        long committed = 0;
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            while (!stopping) {
                committed += transact(connection, statement) ? 1 : 0;
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            end.complete(committed);
        } catch (SQLException | RuntimeException e) {
            end.completeExceptionally(e);
        }
    }

    private boolean transact(Connection connection, Statement statement) throws SQLException {
        try {
            int steps = 1 + random.nextInt(4);
            for (int i = 0; i < steps; i++) {
                step(statement);
            }
            if (random.nextInt(20) == 0) {
                connection.rollback();
                return false;
            }
            connection.commit();
            return true;
        } catch (SQLIntegrityConstraintViolationException e) {
            // A random key was taken already: such a transaction is one that rolls back.
            connection.rollback();
            return false;
        }
    }

    private void step(Statement statement) throws SQLException {
        int id = 1 + random.nextInt(1_500);
        int other = 1 + random.nextInt(1_500);
        String unique = "'" + Long.toString(random.nextLong(), 36) + "'";
        switch (random.nextInt(14)) {
            case 0 ->
                statement.execute("INSERT INTO account (code, amount, note, changed) VALUES (" + unique + ", " + id
                        + ".25, NULL, NOW(6))");
            case 1 -> statement.execute("UPDATE account SET amount = amount + 1, changed = NOW(6) WHERE id = " + id);
            case 2 -> {
                // Two rows swap a unique value by way of a third.
                statement.execute("UPDATE account SET code = " + unique + " WHERE code = 'c" + id + "'");
                statement.execute("UPDATE account SET code = 'c" + id + "' WHERE code = 'c" + other + "'");
                statement.execute("UPDATE account SET code = 'c" + other + "' WHERE code = " + unique);
            }
            case 3 -> statement.execute("UPDATE account SET id = id + 1000000 WHERE id = " + id);
            case 4 -> statement.execute("UPDATE account SET id = id - 1000000 WHERE id = " + (1_000_000 + other));
            case 5 -> statement.execute("DELETE FROM account WHERE id = " + id);
            case 6 -> {
                statement.execute("DELETE FROM tag WHERE name = 't" + id % 200 + "'");
                statement.execute("INSERT INTO tag VALUES ('t" + id % 200 + "', " + other + ")");
            }
            case 7 ->
                statement.execute(
                        "INSERT INTO deal (account_id, kind) SELECT id, 'buy' FROM account WHERE id = " + other);
            case 8 -> statement.execute("DELETE FROM deal WHERE id = " + 3 * id);
            case 9 -> statement.execute("UPDATE deal SET id = id + 100000 WHERE id = " + 2 * id);
            case 11 ->
                statement.execute("UPDATE price SET amount = amount + 1 WHERE id IN (" + id + ", " + other + ")");
            case 12 -> {
                statement.execute("DELETE FROM price WHERE id = " + id);
                statement.execute("INSERT INTO price VALUES (" + id + ", " + other + ")");
                statement.execute("UPDATE price SET id = id + 1000000 WHERE id = " + other);
            }
            case 10 -> statement.execute("INSERT INTO trail VALUES (NOW(3), 'x" + id % 5 + "', '{\"n\": " + id + "}')");
            default -> statement.execute("DELETE FROM trail WHERE what = 'x" + id % 5 + "' LIMIT 1");
        }
    }

    /** Stops writing. @return how many transactions were committed */
    long stop() throws InterruptedException {
        stopping = true;
        thread.join();
        try {
            return end.join();
        } catch (CompletionException e) {
            throw new AssertionError("the workload failed", e.getCause());
        }
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the workload ended", e);
        }
    }
}
