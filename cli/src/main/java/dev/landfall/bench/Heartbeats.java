package dev.landfall.bench;

import dev.landfall.source.SourceDatabase;
import dev.landfall.target.TargetDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are written to the source one after the other, and looked for on the target. A heartbeat's time ends with a look at the
 * target, so it is too long by up to one pause between looks. Thread-safe.
 */
final class Heartbeats implements AutoCloseable {
    private static final Duration BETWEEN_BEATS = Duration.ofMillis(20);

    /** Far below what is measured, and a small part of a processor. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);

    private static final Duration LOOK_AFTER_STREAM = Duration.ofMillis(200);

    /** For the backlog too, which a stream has to catch up with first. */
    private static final Duration LIMIT = Duration.ofHours(1);

    private final Connection source;
    private final Connection target;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2, Heartbeats::thread);
    private final List<Long> sentAt = new ArrayList<>();
    private final List<Long> answeredAt = new ArrayList<>();
    private final List<Long> seenAt = new ArrayList<>();
    private final ScheduledFuture<?> beats;
    private final ScheduledFuture<?> looks;
    private @Nullable SQLException failure;

    private Heartbeats(Connection source, Connection target) {
        this.source = source;
        this.target = target;
        this.beats = every(BETWEEN_BEATS, this::beat);
        this.looks = every(BETWEEN_LOOKS, this::look);
    }

    /**
     * How long one took to the target.
     *
     * @param sinceSent from before its INSERT was sent: with the source's own commit, and so never too short
     * @param sinceAnswered from the source's answer; nothing for one that the target showed before that
     */
    record Seen(Duration sinceSent, Duration sinceAnswered) {}

    static Heartbeats start(SourceDatabase source, TargetDatabase target) throws SQLException {
        Connection writer = source.connect();
        try {
            return new Heartbeats(writer, target.connect());
        } catch (RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    private interface Step {
        void run() throws SQLException;
    }

    private ScheduledFuture<?> every(Duration pause, Step step) {
        return threads.scheduleWithFixedDelay(() -> tried(step), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tried(Step step) {
        try {
            step.run();
        } catch (SQLException e) {
            fail(e);
            throw new IllegalStateException(e); // ends this step's schedule
        }
    }

    private synchronized void fail(SQLException e) {
        failure = failure == null ? e : failure;
        notifyAll();
    }

    private void beat() throws SQLException {
        try (PreparedStatement insert = source.prepareStatement("INSERT INTO heartbeat (id) VALUES (?)")) {
            insert.setInt(1, send());
            insert.executeUpdate();
        }
        answered();
    }

    private synchronized void answered() {
        answeredAt.add(System.nanoTime());
    }

    private synchronized int send() {
        sentAt.add(System.nanoTime());
        return sentAt.size();
    }

    private void look() throws SQLException {
        try (PreparedStatement select = target.prepareStatement(
                        "SELECT coalesce(max(id), 0) FROM " + TargetDatabases.qualified("heartbeat"));
                ResultSet row = select.executeQuery()) {
            row.next();
            seen(row.getInt(1));
        }
    }

    private synchronized void seen(int newest) {
        long now = System.nanoTime();
        while (seenAt.size() < newest) {
            seenAt.add(now);
        }
        notifyAll();
    }

    /** How many have been sent. */
    synchronized int sent() {
        return sentAt.size();
    }

    /** Sends no more; those sent are still looked for. */
    void stop() {
        beats.cancel(false);
    }

    /**
     * Waits until as many are on the target.
     *
     * @param streams whether there is still somebody who takes them there
     * @return whether they are; when not, nobody takes them there, or not soon enough
     */
    synchronized boolean awaitSeen(int count, BooleanSupplier streams) throws InterruptedException, SQLException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (seenAt.size() < count && streams.getAsBoolean() && System.nanoTime() < end) {
            wait(LOOK_AFTER_STREAM.toMillis());
            if (failure != null) {
                throw failure;
            }
        }
        return seenAt.size() >= count;
    }

    /** Those from one index to before another, when a later one is seen already. */
    synchronized List<Seen> seen(int from, int to) {
        List<Seen> seen = new ArrayList<>();
        for (int i = from; i < to; i++) {
            seen.add(new Seen(
                    Duration.ofNanos(seenAt.get(i) - sentAt.get(i)),
                    Duration.ofNanos(Math.max(0, seenAt.get(i) - answeredAt.get(i)))));
        }
        return seen;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "bench-heartbeat");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() throws SQLException {
        stop();
        looks.cancel(false);
        threads.shutdown();
        try {
            source.close();
        } finally {
            target.close();
        }
    }
}
