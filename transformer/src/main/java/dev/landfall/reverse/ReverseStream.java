package dev.landfall.reverse;

import dev.landfall.failure.MigrationException;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.source.SourceDatabase;
import dev.landfall.target.TargetDatabase;
import dev.landfall.window.ReplicationSlot;
import dev.landfall.window.Window;
import dev.landfall.window.WindowLedger;
import dev.landfall.window.WindowRelations;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's changes on their way to MariaDB. One thread; closing it loses nothing that is not there again next time. */
public final class ReverseStream implements AutoCloseable {
    /** As many changes make a commit on MariaDB cheap; more would only make rows wait. */
    private static final long ENOUGH = 2_000;

    private static final Duration LOOK = Duration.ofMillis(10);

    /** Longer than a MariaDB that does not flush every commit takes to flush them all. */
    private static final Duration KEPT = Duration.ofSeconds(10);

    /** How often PostgreSQL is asked for what its log does not say. */
    private static final Duration LOOK_AROUND = Duration.ofSeconds(5);

    private final Connection control;
    private final Window window;
    private final WalFeed feed;
    private final ReverseApplier applier;
    private final Unconfirmed unconfirmed;
    private long lookedAt;

    private ReverseStream(
            Connection control, Window window, WalFeed feed, ReverseApplier applier, Unconfirmed unconfirmed) {
        this.control = control;
        this.window = window;
        this.feed = feed;
        this.applier = applier;
        this.unconfirmed = unconfirmed;
    }

    /** What one step has brought back. */
    public record Step(long transactions, long changes) {
        static final Step NOTHING = new Step(0, 0);
    }

    /**
     * Goes on where MariaDB is. The caller holds the role, so that a session that still reads is nobody's.
     *
     * @throws MigrationException {@code REVERSE-003} when the slot or the position is gone, {@code REVERSE-004} when a table or a
     *     partition is
     */
    public static ReverseStream open(SourceDatabase source, TargetDatabase target, MigrationPlan plan, Window window)
            throws SQLException, InterruptedException {
        Connection control = target.connect();
        try {
            ReplicationSlot slot = new ReplicationSlot(window.slot());
            slot.release(control);
            long confirmed = slot.requireUsable(control, window.migration());
            new WindowRelations(window.migration()).requireAll(control, window.publication());
            return open(control, source, target, plan, window, confirmed);
        } catch (SQLException | InterruptedException | RuntimeException e) {
            control.close();
            throw e;
        }
    }

    private static ReverseStream open(
            Connection control,
            SourceDatabase source,
            TargetDatabase target,
            MigrationPlan plan,
            Window window,
            long confirmed)
            throws SQLException {
        WindowLedger windows = new WindowLedger(window.migration());
        ReverseApplier applier = new ReverseApplier(source, plan, window, confirmed, windows.hasBegun(control));
        try {
            // Before the first row comes back: whoever does not find the position then must not begin anew.
            windows.begun(control);
            Unconfirmed unconfirmed = unconfirmed(applier);
            WalFeed feed = WalFeed.open(
                    target,
                    window.slot(),
                    window.publication(),
                    applier.position().lsn());
            return new ReverseStream(control, window, feed, applier, unconfirmed);
        } catch (SQLException | RuntimeException e) {
            applier.close();
            throw e;
        }
    }

    /** What an earlier one has committed and not confirmed is confirmed by this one. */
    private static Unconfirmed unconfirmed(ReverseApplier applier) throws SQLException {
        Unconfirmed unconfirmed = new Unconfirmed(applier.isDurable() ? Duration.ZERO : KEPT);
        unconfirmed.committed(
                applier.position().lsn(),
                System.nanoTime() - applier.positionAge().toNanos());
        return unconfirmed;
    }

    public ReversePosition position() {
        return applier.position();
    }

    /**
     * Applies what has arrived, or waits for the first of it.
     *
     * @param patience how long to wait while nothing arrives
     * @param stop asked within a large transaction as well, which is rolled back then
     * @throws MigrationException {@code REVERSE-001}, {@code REVERSE-002} or {@code REVERSE-004} for what cannot be applied,
     *     {@code RUN-004} when fenced out; nothing of the batch is applied then
     */
    public Step step(Duration patience, BooleanSupplier stop) throws SQLException, InterruptedException {
        lookAround();
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            confirm();
            @Nullable LogicalMessage message = feed.poll();
            if (message != null) {
                applier.take(message);
                if (applier.isWhole() && applier.changes() >= ENOUGH) {
                    return commit();
                }
            } else if (applier.isWhole() && applier.isDirty()) {
                return commit();
            } else if (applier.isWhole() && System.nanoTime() >= until) {
                return Step.NOTHING;
            } else {
                // The driver has no wait with an end to it.
                Thread.sleep(LOOK.toMillis());
            }
            if (!applier.isWhole() && stop.getAsBoolean()) {
                return Step.NOTHING;
            }
        }
    }

    private Step commit() throws SQLException {
        Step step = new Step(applier.transactions(), applier.changes());
        unconfirmed.committed(applier.commit(), System.nanoTime());
        return step;
    }

    private void confirm() throws SQLException {
        long due = unconfirmed.due(System.nanoTime());
        if (due != 0) {
            feed.confirm(due);
        }
    }

    private void lookAround() throws SQLException {
        long now = System.nanoTime();
        if (lookedAt == 0 || now - lookedAt >= LOOK_AROUND.toNanos()) {
            new WindowRelations(window.migration()).requireAll(control, window.publication());
            applier.keepAlive();
            lookedAt = now;
        }
    }

    @Override
    public void close() throws SQLException {
        try (control;
                applier) {
            confirm();
            feed.close();
        }
    }
}
