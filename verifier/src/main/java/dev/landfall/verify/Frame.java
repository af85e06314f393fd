package dev.landfall.verify;

import dev.landfall.event.GtidSet;
import dev.landfall.snapshot.ReadView;
import dev.landfall.sql.SqlFile;
import org.jspecify.annotations.Nullable;

/**
 * Two transactions, one per server, that each see one frozen moment, the target's no earlier than the source's. Only what
 * was committed in between can make them differ while both are right. Confined to its pair's thread.
 */
final class Frame implements AutoCloseable {
    private final SessionPair sessions;
    private final long openedAt = System.nanoTime();
    private final ReadView source;
    private final GtidSet after;
    private @Nullable GtidSet visible;

    private Frame(SessionPair sessions, ReadView source, GtidSet after) {
        this.sessions = sessions;
        this.source = source;
        this.after = after;
    }

    /** Of sessions that are frozen at a position already. */
    static Frame frozen(SessionPair sessions, GtidSet position) {
        return new Frame(sessions, new ReadView("", 0, position, true), position);
    }

    /** For a target that nobody writes to: both moments are now. */
    static Frame now(SessionPair sessions) throws InterruptedException {
        ReadView source = sessions.source().with(ReadView::begin);
        startTarget(sessions);
        return new Frame(sessions, source, source.logged());
    }

    /** For a target that follows the source: its moment is the first at which it has everything that the source's shows. */
    static Frame aligned(SessionPair sessions, AppliedGate gate) throws InterruptedException, TargetLagsException {
        ReadView source = sessions.source().with(ReadView::begin);
        gate.await(source.logged());
        startTarget(sessions);
        return new Frame(sessions, source, position(sessions.source()));
    }

    /** PostgreSQL takes the transaction's snapshot with its first query. */
    private static void startTarget(SessionPair sessions) {
        sessions.target().execute("SELECT 1");
    }

    static GtidSet position(Session source) {
        return source.query(SqlFile.load("verify/source_position.sql"), rows -> {
            rows.next();
            return GtidSet.parse(rows.getString(1));
        });
    }

    /** No transaction of the target's moment is missing from it. */
    GtidSet upperBound() {
        return after;
    }

    long ageNanos() {
        return System.nanoTime() - openedAt;
    }

    /**
     * Whether both moments are the same position, so that each difference is one. The source logged nothing while the
     * frame was opened, and its snapshot shows all that it had logged: a transaction becomes visible only after it is in
     * the binary log, much later where the source waits for a semi-synchronous replica in between.
     */
    boolean exact() {
        return !after.isEmpty() && source.logged().equals(after) && shows(after);
    }

    /** Whether the source's moment includes every transaction of a position. */
    boolean shows(GtidSet position) {
        GtidSet shown = visible;
        if (shown == null) {
            shown = sessions.source().with(source::shown).orElse(GtidSet.EMPTY);
            visible = shown;
        }
        return shown.contains(position);
    }

    /** Lets both snapshots go. */
    @Override
    public void close() {
        sessions.source().execute("ROLLBACK");
        sessions.target().rollback();
    }
}
