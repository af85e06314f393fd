package dev.landfall.cutover;

import dev.landfall.apply.PositionLedger;
import dev.landfall.catalog.CatalogReader;
import dev.landfall.check.CheckResult;
import dev.landfall.check.WayBackChecks;
import dev.landfall.config.MigrationConfig;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.reverse.ReverseLedger;
import dev.landfall.run.MigrationRecord;
import dev.landfall.run.MigrationStore;
import dev.landfall.run.Progress;
import dev.landfall.run.Servers;
import dev.landfall.verify.ProofLedger;
import dev.landfall.window.TargetGuard;
import dev.landfall.window.WayBack;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a cutover does for the way back: looks whether there can be one, makes it, opens it with the hand-over. One thread. */
final class WayBackStep {
    /** The slot waits for transactions that are under way; writes still flow on the source meanwhile. */
    private static final Duration SLOT = Duration.ofMinutes(2);

    /** From here on TIMESTAMP goes on to 2106. */
    private static final int LONG_TIMESTAMPS = 1105;

    private final Servers servers;
    private final MigrationConfig config;
    private final CutoverOptions options;
    private final MigrationPlan plan;
    private final Connection source;
    private final WayBack way;
    private final Progress progress;
    private @Nullable QuietTables quiet;
    /** Or nobody has tried, and an earlier cutover may have left something. */
    private boolean installed = true;

    WayBackStep(
            Servers servers,
            MigrationConfig config,
            CutoverOptions options,
            MigrationPlan plan,
            Connection source,
            Progress progress) {
        this.servers = servers;
        this.config = config;
        this.options = options;
        this.plan = plan;
        this.source = source;
        this.way = new WayBack(config.name(), plan);
        this.progress = progress;
    }

    /** @throws MigrationException {@code CUTOVER-004} when there could be none and nobody has agreed to that */
    void require(Connection control) throws SQLException {
        if (options.oneWay()) {
            return;
        }
        List<CheckResult> against =
                WayBackChecks.run(source, control, plan, config.source().user(), sourceVersion()).stream()
                        .filter(result -> result.outcome() == CheckResult.Outcome.FAILED)
                        .toList();
        if (!against.isEmpty()) {
            throw new MigrationException(
                    FailureCode.NO_WAY_BACK,
                    "The cutover was not begun: there would be no way back.\n"
                            + String.join(
                                    "\n",
                                    against.stream().map(CheckResult::seen).toList()),
                    String.join(
                            "\n",
                            against.stream().map(CheckResult::advice).distinct().toList()));
        }
    }

    private String sourceVersion() throws SQLException {
        return CatalogReader.serverInfo(source).version();
    }

    /** Before the fence: a slot can take long, and so can the first look at a database that is not there yet. */
    void prepare(Connection control) throws SQLException, InterruptedException {
        MigrationStore.upgrade(control);
        // What an earlier way back has left, by a cutover that ended in front of its fence.
        way.close(control);
        if (options.oneWay()) {
            return;
        }
        try {
            install();
            way.prepare(control, servers.target().config().database(), SLOT);
        } catch (SQLException e) {
            undo(control, e);
            throw new MigrationException(
                    FailureCode.NO_WAY_BACK,
                    "The cutover was not begun: the way back cannot be made (" + e.getMessage() + ").",
                    "PostgreSQL makes a replication slot when every transaction that is under way has ended: look for long ones"
                            + " in pg_stat_activity. Or cut over without a way back: migrate cutover --one-way.",
                    e);
        }
    }

    /** @throws MigrationException when another group is at it: a wait that ends by itself, and no reason to go without a way back */
    private void install() throws SQLException {
        try {
            ReverseLedger.install(source);
        } catch (MigrationException e) {
            installed = false;
            throw e;
        }
    }

    /** What it fails with goes with the cause, and does not stand for it. */
    private void undo(Connection control, SQLException cause) {
        try {
            undo(control);
        } catch (SQLException | RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    /** In front of the fence, for {@link #equip} behind it. */
    void quieten() throws SQLException {
        if (!options.oneWay()) {
            quiet = QuietTables.of(servers.target(), plan, progress);
        }
    }

    private void letGo() {
        QuietTables held = quiet;
        quiet = null;
        if (held != null) {
            held.close();
        }
    }

    /** While nothing moves. */
    void equip(Connection control, MigrationRecord record, Deadline deadline) throws SQLException {
        if (options.oneWay()) {
            return;
        }
        letGo();
        inOne(control, deadline, () -> way.equip(control, lastTimestamp(), () -> deadline.limitTarget(control)));
    }

    private String lastTimestamp() throws SQLException {
        return WayBackChecks.version(sourceVersion()) >= LONG_TIMESTAMPS
                ? "2106-02-07 06:28:15.999999"
                : "2038-01-19 03:14:07.999999";
    }

    interface Decision {
        void take() throws SQLException;
    }

    /** Together with the decision: PostgreSQL takes writes, and from here on they come back. */
    void handOver(Connection control, MigrationRecord record, Deadline deadline, Decision decision)
            throws SQLException {
        inOne(control, deadline, () -> {
            new TargetGuard(record.plan()).lower(control);
            deadline.limitTarget(control);
            // From here on nobody compares what changes. In front of the position, as a stream's batch locks them.
            new ProofLedger(config.name()).end(control);
            // A stream that does not know yet is refused with its next commit. In the order in which others lock.
            new PositionLedger(config.name()).fence(control);
            if (!options.oneWay()) {
                way.open(control, options.reverseWindow());
            }
            deadline.check("the hand-over");
            deadline.limitTarget(control);
            decision.take();
        });
    }

    private static void inOne(Connection control, Deadline deadline, Decision work) throws SQLException {
        control.setAutoCommit(false);
        try {
            deadline.limitTarget(control);
            work.take();
            control.commit();
        } finally {
            if (!control.isClosed()) {
                control.rollback();
                control.setAutoCommit(true);
            }
        }
    }

    /** A cutover that is undone leaves no slot, for which PostgreSQL would keep its log. */
    void undo(Connection control) throws SQLException {
        try {
            letGo();
            way.close(control);
            if (installed) {
                ReverseLedger.remove(source, config.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
