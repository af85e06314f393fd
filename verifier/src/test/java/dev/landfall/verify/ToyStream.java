package dev.landfall.verify;

import dev.landfall.event.Gtid;
import dev.landfall.event.GtidSet;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A stream in small: whoever writes to the source hands over what it wrote with its GTID, and a thread applies whole
 * transactions to the target in GTID order, some at a time, late. Needs a source that nobody else writes to.
 */
final class ToyStream implements ApplierProgress, AutoCloseable {
    private static final int MAX_BATCH = 100;
    /** Writers wait then, unless it is paused: a backlog that grows for ever would leave nothing to test. */
    private static final int MAX_BACKLOG = 400;

    private final Connection target;
    private final Thread thread = new Thread(this::run, "toy-stream");
    private final Random random = new Random(7);
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final TreeMap<Long, List<String>> waiting = new TreeMap<>();
    private final long delayMillis;
    private Gtid last;
    private boolean paused;
    private boolean closed;
    private volatile GtidSet applied;
    private volatile Exception failure;

    ToyStream(MigratedDatabase database, long delayMillis) throws SQLException {
        this.target = database.target.connect();
        try (Statement statement = target.createStatement()) {
            statement.execute("SET search_path = " + MigratedDatabase.SCHEMA);
        }
        this.target.setAutoCommit(false);
        this.delayMillis = delayMillis;
        this.applied = GtidSet.parse(database.source.value("SELECT @@gtid_binlog_pos"));
        this.last = applied.gtids().iterator().next();
        thread.start();
    }

    /** Writes a transaction to the source that means the same in both dialects, and hands it over. */
    void write(Connection source, List<String> statements) throws SQLException, InterruptedException {
        awaitRoom();
        try (Statement statement = source.createStatement()) {
            statement.execute("START TRANSACTION");
            for (String sql : statements) {
                statement.execute(sql);
            }
            statement.execute("COMMIT");
            try (ResultSet row = statement.executeQuery("SELECT @@last_gtid")) {
                row.next();
                handOver(Gtid.parse(row.getString(1)), statements);
            }
        }
    }

    private void awaitRoom() throws InterruptedException {
        lock.lock();
        try {
            while (waiting.size() >= MAX_BACKLOG && !paused && !closed) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void handOver(Gtid gtid, List<String> statements) {
        lock.lock();
        try {
            waiting.put(gtid.sequence(), statements);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void pause(boolean pause) {
        lock.lock();
        try {
            paused = pause;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            for (Map<Long, List<String>> batch = next(); !batch.isEmpty(); batch = next()) {
                apply(batch);
            }
        } catch (SQLException | InterruptedException e) {
            failure = e;
        }
    }

    /** Everything without a gap, after a delay; empty at the end. */
    private Map<Long, List<String>> next() throws InterruptedException {
        lock.lock();
        try {
            long until = System.nanoTime() + (long) (random.nextDouble() * delayMillis * 1_000_000);
            while (!closed && (paused || !waiting.containsKey(last.sequence() + 1) || System.nanoTime() < until)) {
                changed.awaitNanos(1_000_000);
            }
            Map<Long, List<String>> batch = new TreeMap<>();
            long sequence = last.sequence() + 1;
            for (; waiting.containsKey(sequence) && batch.size() < MAX_BATCH; sequence++) {
                batch.put(sequence, waiting.remove(sequence));
            }
            changed.signalAll();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void apply(Map<Long, List<String>> batch) throws SQLException {
        try (Statement statement = target.createStatement()) {
            for (List<String> transaction : batch.values()) {
                for (String sql : transaction) {
                    statement.addBatch(sql);
                }
            }
            statement.executeBatch();
        }
        target.commit();
        last = new Gtid(last.domain(), last.server(), last.sequence() + batch.size());
        applied = applied.with(last);
    }

    @Override
    public boolean streaming() {
        return true;
    }

    @Override
    public GtidSet applied() {
        return applied;
    }

    /** Applies what is left and ends. */
    @Override
    public void close() throws SQLException {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        join();
        target.close();
        if (failure != null) {
            throw new IllegalStateException("the toy stream failed", failure);
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
