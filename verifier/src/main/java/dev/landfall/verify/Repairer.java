package dev.landfall.verify;

import dev.landfall.apply.ReplicatingSession;
import dev.landfall.event.GtidSet;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.TablePlan;
import dev.landfall.snapshot.ReadView;
import dev.landfall.source.SourceDatabase;
import dev.landfall.target.TargetDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes rows of the target anew, as the source has them.
 *
 * <p>No newer change is overwritten and no older one comes back: the applier is held, the source is read as of a position P, and
 * the target is written only while its position row is locked and says P. Up to then the target has every transaction up to P,
 * so nothing older will be applied any more. Until the rows are committed nobody can move the position, and the applier commits
 * nothing without moving it; so every newer change comes afterwards, on top of what was written. The hold only saves the applier
 * from waiting in vain: should it be lost, the lock still stands.
 */
public final class Repairer {
    /** Rows per moment in which nothing is applied: far less than a second. */
    private static final int ROWS = 500;

    private final SourceDatabase source;
    private final TargetDatabase target;
    private final ApplierProgress applier;
    private final Duration patience;
    private final RepairTrail trail;

    /** @param migration its name in the control schema */
    public Repairer(
            SourceDatabase source,
            TargetDatabase target,
            ApplierProgress applier,
            Duration patience,
            String migration) {
        this.source = source;
        this.target = target;
        this.applier = applier;
        this.patience = patience;
        this.trail = new RepairTrail(migration);
    }

    /**
     * @param dryRun whether to roll everything back, to see what would be done
     * @throws NotFencedException when the applier cannot be held, or the target is behind; what was done before stays
     * @throws MigrationException {@code VERIFY-003} when the target's role may not write without triggers and foreign keys
     */
    public RepairReceipt repair(List<TablePlan> tables, Differing differing, boolean dryRun)
            throws InterruptedException, NotFencedException {
        RepairReceipt receipt = RepairReceipt.NONE;
        List<String> refused = new ArrayList<>();
        for (TablePlan table : tables) {
            List<Explained> rows = differing.of(table.source().name());
            TableSql sql = TableSql.target(table);
            if (!rows.isEmpty() && (table.rowKey().isEmpty() || !sql.keyFound())) {
                refused.add(table.source().name() + ": no key by which a single row is found");
                continue;
            }
            for (int from = 0; from < rows.size(); from += ROWS) {
                receipt = receipt.then(repair(table, rows.subList(from, Math.min(rows.size(), from + ROWS)), dryRun));
            }
        }
        return receipt.then(new RepairReceipt(0, 0, 0, List.of(), refused));
    }

    private RepairReceipt repair(TablePlan table, List<Explained> rows, boolean dryRun)
            throws InterruptedException, NotFencedException {
        try (ApplierHold hold = applier.hold();
                Session reading = SessionPair.openSource(source);
                Connection writing = target.connect()) {
            if (!ReplicatingSession.prepare(writing)) {
                throw new MigrationException(
                        FailureCode.REPAIR_STOPPED,
                        "The target's user may not set session_replication_role; a repair that set off triggers and"
                                + " cascades could change other rows.",
                        "As a superuser: GRANT SET ON PARAMETER session_replication_role TO the user of --target"
                                + " (PostgreSQL 15 or newer), and run it again. Nothing was changed.");
            }
            GtidSet position = position(reading);
            hold.moveTo(position, patience);
            try {
                GtidSet locked = hold.lockedBy(writing);
                if (!locked.equals(position)) {
                    throw new NotFencedException("the target does not stand at " + position + " but at " + locked);
                }
                RepairReceipt receipt = new RowRewrite(table, trail, position).run(reading, writing, rows);
                if (!dryRun) {
                    writing.commit();
                }
                return receipt;
            } finally {
                writing.rollback();
            }
        } catch (SQLException e) {
            throw target.explain(e);
        }
    }

    private static GtidSet position(Session reading) throws NotFencedException {
        ReadView view = reading.with(ReadView::begin);
        return reading.with(view::shown)
                .orElseThrow(() -> new NotFencedException("MariaDB does not tell what its snapshot shows"));
    }
}
