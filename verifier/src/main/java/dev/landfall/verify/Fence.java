package dev.landfall.verify;

import dev.landfall.event.GtidSet;
import dev.landfall.failure.MigrationException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Freezes source and target at one position.
 *
 * <p>The applier is held first; then the source's views are taken, so that their position P is never behind it; then it goes on
 * to P and stands there until the target's snapshot is taken. That nothing was applied beyond P is not believed but read: the
 * target's position commits together with its rows, so a snapshot that shows P as the position shows the rows of P.
 */
final class Fence {
    private final ApplierProgress applier;
    private final Duration patience;
    private final Function<SQLException, ? extends RuntimeException> explain;

    Fence(ApplierProgress applier, Duration patience, Function<SQLException, ? extends RuntimeException> explain) {
        this.applier = applier;
        this.patience = patience;
        this.explain = explain;
    }

    /**
     * @param pairs idle, and nobody else's until this returns
     * @return with as many of them as agreed on a position on the source: at least one
     * @throws NotFencedException when it cannot be done; no transaction is open then
     */
    Frozen raise(List<SessionPair> pairs) throws InterruptedException, NotFencedException {
        try {
            return freeze(pairs);
        } catch (NotFencedException | RuntimeException | InterruptedException e) {
            for (SessionPair pair : pairs) {
                try {
                    end(pair);
                } catch (MigrationException ending) {
                    e.addSuppressed(ending);
                }
            }
            throw e;
        }
    }

    private Frozen freeze(List<SessionPair> pairs) throws InterruptedException, NotFencedException {
        try {
            AgreedView agreed;
            GtidSet position;
            long stoodNanos;
            long arrived;
            try (ApplierHold hold = applier.hold()) {
                long held = System.nanoTime();
                agreed = AgreedView.of(pairs);
                position = position(agreed);
                stoodNanos = System.nanoTime() - held;
                hold.moveTo(position, patience);
                arrived = System.nanoTime();
                shareSnapshot(agreed.members());
                require(position, agreed.members().get(0).target().with(hold::shownBy));
            }
            Duration pause = Duration.ofNanos(stoodNanos + System.nanoTime() - arrived);
            agreed.members().forEach(Fence::mark);
            pairs.stream().filter(pair -> !agreed.members().contains(pair)).forEach(Fence::end);
            return new Frozen(position, pause, agreed.members());
        } catch (SQLException e) {
            throw explain.apply(e);
        }
    }

    private static void require(GtidSet position, Optional<GtidSet> shown) throws NotFencedException {
        if (!shown.equals(Optional.of(position))) {
            throw new NotFencedException("the target does not stand exactly at " + position + " but at "
                    + shown.map(GtidSet::toString).orElse("no position"));
        }
    }

    private static GtidSet position(AgreedView agreed) throws NotFencedException {
        Session source = agreed.members().get(0).source();
        return source.with(agreed.view()::shown)
                .orElseThrow(() -> new NotFencedException(
                        "MariaDB does not tell which transactions its snapshot shows: an event of its binary log is larger"
                                + " than max_allowed_packet"));
    }

    private static void shareSnapshot(List<SessionPair> members) {
        String snapshot = members.get(0).target().query("SELECT pg_export_snapshot()", rows -> {
            rows.next();
            return rows.getString(1);
        });
        members.subList(1, members.size())
                .forEach(member -> member.target().execute("SET TRANSACTION SNAPSHOT '" + snapshot + "'"));
    }

    /** What is read behind the mark is unlocked by going back to it; the views stay. */
    private static void mark(SessionPair pair) {
        pair.source().execute("SAVEPOINT landfall_view");
        pair.target().execute("SAVEPOINT landfall_view");
    }

    /**
     * Lets a schema change of the application, or of the applier, through that waits for a table that was read: it would wait
     * for the end of the verification otherwise, and everybody else behind it.
     */
    static void unlock(SessionPair pair) {
        unlock(pair.source());
        unlock(pair.target());
    }

    /** The same on one side; a transaction in which a statement has failed goes on then. */
    static void unlock(Session session) {
        session.execute("ROLLBACK TO SAVEPOINT landfall_view");
    }

    static void end(SessionPair pair) {
        pair.source().execute("ROLLBACK");
        pair.target().rollback();
    }
}
