package dev.landfall.run;

import dev.landfall.apply.CopiedRanges;
import dev.landfall.apply.PositionLedger;
import dev.landfall.config.MigrationConfig;
import dev.landfall.event.GtidSet;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.target.OpenSessions;
import dev.landfall.throttle.StreamOrderStore;
import dev.landfall.throttle.StreamOrders;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Follows the source from where the target is, as the only stream of its migration. */
public final class StreamRun {
    private final Servers servers;
    private final MigrationConfig config;
    private final String migration;
    private final Progress progress;
    private final AtomicBoolean stopRequested;

    /** Whether orders are those to this run: they hold on when the target was away in between. */
    private boolean begun;

    /** Tables that this run knows to be none of its own. */
    private List<String> gone = List.of();

    public StreamRun(Servers servers, MigrationConfig config, Progress progress, AtomicBoolean stopRequested) {
        this.servers = servers;
        this.config = config;
        this.migration = config.name();
        this.progress = progress;
        this.stopRequested = stopRequested;
    }

    /** @param accepted a schema change that somebody has looked at; null for none */
    public StreamReceipt run(StreamUntil until, @Nullable AcceptedDdl accepted)
            throws SQLException, InterruptedException {
        Outage outage = new Outage(
                Side.TARGET,
                servers::targetStartedAt,
                progress,
                stopRequested,
                System::nanoTime,
                length -> TimeUnit.NANOSECONDS.sleep(length.toNanos()));
        GtidSet goal = until.caughtUp() ? SourceHead.position(servers.source()) : until.position();
        StreamTally tally = new StreamTally();
        while (true) {
            try {
                return follow(goal, until.position(), accepted, tally);
            } catch (SQLException | MigrationException e) {
                if (isSmaller(e)) {
                    progress.note("Tables were taken out of migration " + migration
                            + ", to be cut over by themselves: the stream goes on with the others.");
                } else if (!outage.isOver(e instanceof SQLException sql ? servers.explain(sql) : e)) {
                    throw e;
                }
            }
        }
    }

    /** A position that is passed can be ended at no more, and what came behind it would be taken for not there. */
    private void requireAhead(Connection control, @Nullable GtidSet stopAt) throws SQLException {
        Optional<GtidSet> applied = new PositionLedger(migration)
                .read(control)
                .map(at -> at.position().gtids());
        if (stopAt != null && applied.isPresent() && StreamOrders.isPast(applied.get(), stopAt)) {
            throw new MigrationException(
                    FailureCode.WRONG_PHASE,
                    "The target is past " + stopAt + " already: it is at " + applied.get() + ".",
                    "Nothing was changed. Name a position that is ahead of it.");
        }
    }

    /** Taking tables out fences the stream that still applies them. */
    private boolean isSmaller(Exception failure) throws SQLException {
        if (!(failure instanceof MigrationException known) || known.code() != FailureCode.FENCED_OUT) {
            return false;
        }
        try (Connection control = servers.target().connect()) {
            return !Records.existing(control, migration).parts().gone().equals(gone);
        }
    }

    @SuppressWarnings("try") // the role is held by being open, and the pulse is felt
    private StreamReceipt follow(
            @Nullable GtidSet goal, @Nullable GtidSet stopAt, @Nullable AcceptedDdl accepted, StreamTally tally)
            throws SQLException, InterruptedException {
        OpenSessions sessions = new OpenSessions();
        Servers own = servers.among(sessions);
        try (Beat pulse = TargetPulse.watch(servers.target(), sessions, progress);
                RoleLock role = RoleLock.acquire(own.target(), migration, Role.STREAM);
                Connection control = own.target().connect()) {
            Servers named = own.streaming(migration);
            LeftoverSessions.end(control, named.target());
            MigrationRecord record = Records.afterSnapshot(control, migration);
            gone = record.parts().gone();
            MigrationStore.upgrade(control);
            RuleDrift.report(record, config, progress);
            StreamOrderStore orders = new StreamOrderStore(migration);
            if (!begun) {
                requireAhead(control, stopAt);
                orders.begin(control);
                begun = true;
            }
            SchemaStep schema = new SchemaStep(named, record, accepted, progress, stopRequested);
            return new StreamLoop(
                            named, migration, record.plan(), CopiedRanges.NONE, progress, stopRequested, schema, orders)
                    .run(goal, tally);
        }
    }
}
