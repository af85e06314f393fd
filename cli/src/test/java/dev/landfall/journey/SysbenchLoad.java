package dev.landfall.journey;

import dev.landfall.testing.TestSourceDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** Writers that do what sysbench's oltp_write_only does, as fast as the source lets them. */
final class SysbenchLoad implements AutoCloseable {
    private static final int TABLES = 4;
    private static final int WRITERS = 4;
    private static final int ROWS = 20_000;
    private static final int END_SECONDS = 60;

    private final AtomicBoolean stop = new AtomicBoolean();
    private final List<CompletableFuture<Long>> writers = new ArrayList<>();

    private SysbenchLoad() {}

    static String[] schema() {
        return IntStream.range(0, TABLES)
                .boxed()
                .flatMap(table -> List.of(
                        "CREATE TABLE sbtest" + table
                                + " (id INT PRIMARY KEY, k INT NOT NULL, c CHAR(120) NOT NULL, pad"
                                + " CHAR(60) NOT NULL, KEY k (k))",
                        "INSERT INTO sbtest" + table
                                + " SELECT seq, seq, REPEAT('c', 119), REPEAT('p', 59) FROM seq_1_to_" + ROWS)
                        .stream())
                .toArray(String[]::new);
    }

    static SysbenchLoad start(TestSourceDatabase source, long seed) {
        SysbenchLoad load = new SysbenchLoad();
        for (int writer = 0; writer < WRITERS; writer++) {
            // No two write to one row: a deadlock would end a writer.
            int share = writer;
            load.writers.add(CompletableFuture.supplyAsync(
                    () -> load.write(source, share, new Random(seed + share)),
                    work -> new Thread(work, "sysbench-load").start()));
        }
        return load;
    }

    private long write(TestSourceDatabase source, int share, Random random) {
        long committed = 0;
        try (Connection connection = source.connect()) {
            connection.setAutoCommit(false);
            while (!stop.get()) {
                transact(connection, share, random);
                connection.commit();
                committed++;
            }
            return committed;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void transact(Connection connection, int share, Random random) throws SQLException {
        String table = "sbtest" + random.nextInt(TABLES);
        execute(connection, "UPDATE " + table + " SET k = k + 1 WHERE id = ?", row(share, random));
        execute(
                connection,
                "UPDATE " + table + " SET c = REVERSE(CONCAT(k, SUBSTR(c, 8))) WHERE id = ?",
                row(share, random));
        int replaced = row(share, random);
        execute(connection, "DELETE FROM " + table + " WHERE id = ?", replaced);
        execute(
                connection,
                "INSERT INTO " + table + " SELECT ?, " + random.nextInt(ROWS) + ", REPEAT('i', 119), REPEAT('q', 59)",
                replaced);
    }

    private static int row(int share, Random random) {
        return 1 + share + WRITERS * random.nextInt(ROWS / WRITERS);
    }

    private static void execute(Connection connection, String sql, int id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, id);
            statement.executeUpdate();
        }
    }

    /** Ends the writers. @return how many transactions they have committed */
    long stop() throws Exception {
        stop.set(true);
        long committed = 0;
        for (CompletableFuture<Long> writer : writers) {
            committed += writer.get(END_SECONDS, TimeUnit.SECONDS);
        }
        return committed;
    }

    @Override
    public void close() {
        stop.set(true);
    }
}
