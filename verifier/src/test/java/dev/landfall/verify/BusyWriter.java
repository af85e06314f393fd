package dev.landfall.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes to the source without a pause, as fast as it answers: a counter row in every transaction, a flag that goes to and
 * fro, rows that come and go under the same key, and random changes in tables with and without keys. Leaves the rows alone
 * that tests make different: ids from 5000 on. Several can write side by side, each with special rows of its own.
 */
final class BusyWriter implements AutoCloseable {
    static final String[] TABLES = {
        "CREATE TABLE orders (id INT PRIMARY KEY, note VARCHAR(60), total DECIMAL(12,2))",
        "INSERT INTO orders SELECT seq, CONCAT('note ', seq), seq FROM seq_1_to_6000",
        "CREATE TABLE items (id CHAR(36) PRIMARY KEY, n INT)",
        "INSERT INTO items SELECT CONCAT('item-', seq), seq FROM seq_1_to_6000",
        "CREATE TABLE log (at_id INT, word VARCHAR(40), KEY (at_id))",
        "INSERT INTO log SELECT seq, 'word' FROM seq_1_to_6000",
        "CREATE TABLE still (id INT PRIMARY KEY, v INT)",
        "INSERT INTO still SELECT seq, seq FROM seq_1_to_6000",
        "ANALYZE TABLE orders, items, log, still"
    };

    private final ToyStream stream;
    private final Connection source;
    private final int special;
    private final Random random;
    private final Thread thread = new Thread(this::run, "busy-writer");
    private final AtomicLong written = new AtomicLong();
    private volatile boolean stop;
    private volatile Exception failure;

    /** @param number of this writer, from 0 */
    BusyWriter(MigratedDatabase database, ToyStream stream, int number) throws SQLException {
        this.stream = stream;
        this.special = 1 + 3 * number;
        this.random = new Random(number);
        this.source = database.source.connect();
        database.target.execute("CREATE INDEX IF NOT EXISTS log_at_id ON shop.log (at_id)");
        thread.start();
    }

    long transactions() {
        return written.get();
    }

    private void run() {
        try {
            while (!stop) {
                stream.write(source, transaction());
                written.incrementAndGet();
            }
        } catch (SQLException | InterruptedException e) {
            failure = e;
        }
    }

    private List<String> transaction() {
        List<String> sql = new ArrayList<>();
        long number = written.get();
        int id = 100 + random.nextInt(4800);
        sql.add("UPDATE orders SET total = " + number % 1000 + " WHERE id = " + special);
        sql.add("UPDATE orders SET note = '" + (number % 2 == 0 ? "on" : "off") + "' WHERE id = " + (special + 1));
        sql.add(
                number % 2 == 0
                        ? "DELETE FROM orders WHERE id = " + (special + 2)
                        : "INSERT INTO orders VALUES (" + (special + 2) + ", 'again', 3)");
        switch (random.nextInt(6)) {
            case 0 -> sql.add("UPDATE orders SET note = 'n" + number + "', total = total + 1 WHERE id = " + id);
            case 1 -> sql.add("DELETE FROM orders WHERE id = " + id);
            case 2 ->
                sql.add("INSERT INTO items VALUES ('" + new UUID(random.nextLong(), number) + "', " + number + ")");
            case 3 -> sql.add("UPDATE items SET n = n + 1 WHERE id = 'item-" + id + "'");
            case 4 -> sql.add("INSERT INTO log VALUES (" + id + ", 'new')");
            default -> sql.add("DELETE FROM log WHERE at_id = " + id);
        }
        return sql;
    }

    @Override
    public void close() throws SQLException {
        stop = true;
        join();
        source.close();
        if (failure != null) {
            throw new IllegalStateException("the busy writer failed", failure);
        }
    }

    private void join() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before " + thread.getName() + " ended", e);
        }
    }
}
