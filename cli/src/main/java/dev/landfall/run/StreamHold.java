package dev.landfall.run;

import dev.landfall.apply.PositionLedger;
import dev.landfall.event.GtidSet;
import dev.landfall.target.TargetDatabase;
import dev.landfall.throttle.StreamOrderStore;
import dev.landfall.verify.ApplierHold;
import dev.landfall.verify.NotFencedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Holds a stream that runs in any process, through the control schema. One thread. */
final class StreamHold implements ApplierHold {
    /** A stream looks twice a second, but not within a batch. */
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(15);

    /**
     * For another verification to let go of the stream, which it holds for milliseconds as a rule. Without a turn this one would prove
     * nothing, and somebody would compare everything once more; longer than this nobody can hold the stream.
     */
    private static final Duration TURN = Standstill.LONGEST;

    private static final long LOOK_AGAIN_MILLIS = 2;
    /** What is not the answer is asked for less often. */
    private static final long LOOK_AROUND_NANOS = 100_000_000L;

    private final String migration;
    private final RoleLock role;
    private final Connection control;
    private final StreamHoldStore store;
    private final long begunAt = System.nanoTime();

    private StreamHold(String migration, RoleLock role, Connection control) {
        this.migration = migration;
        this.role = role;
        this.control = control;
        this.store = new StreamHoldStore(migration);
    }

    static StreamHold begin(TargetDatabase target, String migration)
            throws SQLException, InterruptedException, NotFencedException {
        Connection control = target.connectForLong();
        try {
            RoleLock role = role(target, control, migration);
            try {
                StreamHold hold = new StreamHold(migration, role, control);
                hold.begin();
                return hold;
            } catch (SQLException | InterruptedException | NotFencedException | RuntimeException e) {
                role.close();
                throw e;
            }
        } catch (SQLException | InterruptedException | NotFencedException | RuntimeException e) {
            control.close();
            throw e;
        }
    }

    private static RoleLock role(TargetDatabase target, Connection control, String migration)
            throws SQLException, InterruptedException, NotFencedException {
        return RoleLock.await(target, migration, Role.VERIFY, TURN, () -> requireGoing(control, migration))
                .orElseThrow(() -> new NotFencedException(
                        "another verification has held the stream for " + TURN.toSeconds() + " s"));
    }

    private void begin() throws SQLException, InterruptedException, NotFencedException {
        MigrationStore.upgrade(control);
        requireGoing(control, migration);
        ask(null, FIRST_ANSWER);
    }

    private static void requireGoing(Connection control, String migration) throws SQLException, NotFencedException {
        if (new StreamOrderStore(migration).read(control).paused()) {
            throw new NotFencedException("the stream is paused by migrate ctl");
        }
        if (!RoleLock.isHeld(control, migration, Role.STREAM)) {
            throw new NotFencedException("the stream has ended meanwhile");
        }
    }

    @Override
    public void moveTo(GtidSet position, Duration patience)
            throws SQLException, InterruptedException, NotFencedException {
        ask(position, patience);
    }

    private void ask(@Nullable GtidSet place, Duration patience)
            throws SQLException, InterruptedException, NotFencedException {
        long request = store.ask(control, place);
        long deadline = System.nanoTime() + patience.toNanos();
        long lookedAt = System.nanoTime();
        while (store.find(control).filter(seen -> seen.granted() >= request).isEmpty()) {
            if (System.nanoTime() - lookedAt > LOOK_AROUND_NANOS) {
                lookedAt = System.nanoTime();
                requireGoing(control, migration);
            }
            if (System.nanoTime() > deadline) {
                throw new NotFencedException(why(place, patience));
            }
            // The answer is a row that another process writes: it can only be asked for again.
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    private String why(@Nullable GtidSet place, Duration patience) throws SQLException {
        Duration held = Duration.ofNanos(System.nanoTime() - begunAt);
        if (place != null && held.compareTo(Standstill.LONGEST) >= 0) {
            return "the stream was held for " + held.toSeconds()
                    + " s, which is the longest that it stands still, and had" + " not reached " + place + ", but "
                    + stands();
        }
        return place == null
                ? "the stream did not stand still within " + patience.toSeconds()
                        + " s: it is at work on a large batch, or was started with an end of its own (--until, --stop-at)"
                : "the stream did not reach " + place + " within " + patience.toSeconds() + " s, but " + stands()
                        + ": it is at work on a large batch, far behind, or was told to end";
    }

    private String stands() throws SQLException {
        return shownBy(control).map(GtidSet::toString).orElse("no position");
    }

    @Override
    public Optional<GtidSet> shownBy(Connection target) throws SQLException {
        return new PositionLedger(migration)
                .read(target)
                .map(at -> at.position().gtids());
    }

    @Override
    public GtidSet lockedBy(Connection target) throws SQLException {
        return TargetProgress.lockedBy(target, migration);
    }

    /** The stream goes on as soon as the role is free. */
    @Override
    public void close() throws SQLException {
        try {
            role.close();
        } finally {
            control.close();
        }
    }
}
