package dev.landfall.verify;

import dev.landfall.apply.ReplicatingSession;
import dev.landfall.catalog.TableDefinitions;
import dev.landfall.event.GtidSet;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.IndexPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.snapshot.ReadView;
import dev.landfall.source.SourceDatabase;
import dev.landfall.target.TargetDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes rows of the target anew, as the source has them.
 *
 * <p>No newer change is overwritten and no older one comes back, because source and target are at one position P while rows are
 * written: the source is read in a snapshot that shows P, and the target is written in a transaction that has locked the
 * position row and found P in it. The target then has every transaction up to P, so none of them is still to come; and nobody
 * applies a later one before that transaction ends, because whoever applies moves the position. The applier is held meanwhile,
 * but only so that it is found at P and does not wait for the lock; should the hold be lost, the lock still stands.
 *
 * <p>Immutable; opens sessions of its own for every transaction, and closes them. One thread at a time.
 */
public final class Repairer {
    /** Rows per moment in which nothing is applied: far less than a second. */
    private static final int ROWS = 500;
    /** unique_violation. */
    private static final String TAKEN = "23505";

    private final SourceDatabase source;
    private final TargetDatabase target;
    private final ApplierProgress applier;
    private final Duration patience;
    private final String migration;
    private final Premise premise;

    /** What a repair goes by besides the position. */
    public interface Premise {
        /**
         * Called in each transaction that writes, before it does, with the position locked.
         *
         * @throws MigrationException when it no longer holds; nothing is written then
         */
        void require(Connection target) throws SQLException;
    }

    /**
     * @param patience for the applier to reach a position
     * @param migration its name in the control schema
     * @param premise that the plan is still the one by which the rows were compared
     */
    public Repairer(
            SourceDatabase source,
            TargetDatabase target,
            ApplierProgress applier,
            Duration patience,
            String migration,
            Premise premise) {
        this.source = source;
        this.target = target;
        this.applier = applier;
        this.patience = patience;
        this.migration = migration;
        this.premise = premise;
    }

    /**
     * Each table's rows in one transaction or several: a failure leaves what was committed before it.
     *
     * @param dryRun whether to roll everything back, to see what would be done
     * @throws NotFencedException when the applier cannot be held, or the target is behind
     * @throws MigrationException {@code VERIFY-003} when the target's role may not write without triggers and foreign keys, or a
     *     row that is to be rewritten is not found on the source by its key;
     *     {@code TYPE-001} for a value that does not fit; {@code RUN-002} when the target owns the data by now; what the
     *     premise throws; and when a server fails
     */
    public RepairReceipt repair(List<TablePlan> tables, Differing differing, boolean dryRun)
            throws InterruptedException, NotFencedException {
        RepairReceipt receipt = RepairReceipt.NONE;
        Set<String> refused = new LinkedHashSet<>();
        for (TablePlan table : tables) {
            List<Explained> rows = differing.of(table.source().name());
            Optional<String> reason = rows.isEmpty() ? Optional.empty() : refusal(table);
            if (reason.isPresent()) {
                refused.add(table.source().name() + ": " + reason.get());
                continue;
            }
            int together = hasOtherKeys(table) ? Math.max(1, rows.size()) : ROWS;
            for (int from = 0; from < rows.size(); from += together) {
                RepairReceipt done = repair(table, rows.subList(from, Math.min(rows.size(), from + together)), dryRun);
                receipt = receipt.then(done);
                refused.addAll(done.refused());
            }
        }
        return receipt.then(new RepairReceipt(0, 0, 0, List.of(), new ArrayList<>(refused)));
    }

    private static Optional<String> refusal(TablePlan table) {
        if (table.rowKey().isEmpty() || !TableSql.target(table).keyFound()) {
            return Optional.of("no key by which a single row is found");
        }
        return table.source().transactional()
                ? Optional.empty()
                : Optional.of("its engine (" + table.source().engine()
                        + ") has no snapshots, so no row of it can be read as it was at a position");
    }

    /** A value of such a key may have to leave one row before another takes it: all rows leave before the first one comes. */
    private static boolean hasOtherKeys(TablePlan table) {
        return table.indexes().stream().anyMatch(IndexPlan::unique);
    }

    private RepairReceipt repair(TablePlan table, List<Explained> rows, boolean dryRun)
            throws InterruptedException, NotFencedException {
        try (ApplierHold hold = applier.hold();
                Session reading = SessionPair.openSource(source);
                Connection writing = target.connectForLong()) {
            requireReplicating(writing);
            TableDefinitions shown = reading.with(connection ->
                    TableDefinitions.of(connection, List.of(table.source().storedIn())));
            GtidSet position = position(reading);
            hold.moveTo(position, patience);
            try {
                requireAt(position, hold.lockedBy(writing));
                premise.require(writing);
                RowRewrite rewrite = new RowRewrite(table, new RepairTrail(migration, table, position), dryRun);
                RepairReceipt receipt = rewrite.run(reading, writing, rows);
                requireShown(shown, reading, table);
                requireNoneLost(rewrite.lost(), table);
                if (dryRun) {
                    writing.rollback();
                } else {
                    writing.commit();
                }
                return receipt;
            } catch (SQLException | NotFencedException | RuntimeException e) {
                rollback(writing, e);
                throw e;
            }
        } catch (SQLException e) {
            if (TAKEN.equals(e.getSQLState())) {
                return new RepairReceipt(0, 0, 0, List.of(), List.of(taken(table, e)));
            }
            throw explained(e);
        }
    }

    /** Rows go from one connection to the other; drivers stay out of this module, so their packages tell them apart. */
    private MigrationException explained(SQLException e) {
        return e.getClass().getName().startsWith("org.postgresql.") ? target.explain(e) : source.explain(e);
    }

    /** The rows that were read might be another table's, or none. */
    private static void requireShown(TableDefinitions shown, Session reading, TablePlan table) {
        if (!reading.with(connection -> shown.same(connection, table.source().storedIn()))) {
            throw new MigrationException(
                    FailureCode.VERIFY_UNSETTLED,
                    "The table " + table.source().storedIn()
                            + " was altered, truncated, renamed or replaced by another one"
                            + " while its rows were repaired.",
                    "Nothing was changed. Let the stream follow the change, then run migrate verify --repair again.");
        }
    }

    private static void requireNoneLost(List<String> lost, TablePlan table) {
        if (!lost.isEmpty()) {
            throw new MigrationException(
                    FailureCode.REPAIR_STOPPED,
                    "The source had the row " + lost.get(0) + " of "
                            + table.source().name()
                            + " when it was compared, and does not find it by its key (" + lost.size()
                            + " such rows).",
                    "None of these rows was changed. Look at the row on both sides, and write it by hand.");
        }
    }

    private static void requireReplicating(Connection writing) throws SQLException {
        if (!ReplicatingSession.prepare(writing)) {
            throw new MigrationException(
                    FailureCode.REPAIR_STOPPED,
                    "The target's user may not set session_replication_role; a repair that set off triggers and"
                            + " cascades could change other rows.",
                    "As a superuser: GRANT SET ON PARAMETER session_replication_role TO the user of --target"
                            + " (PostgreSQL 15 or newer), and run it again. Nothing was changed.");
        }
    }

    private static void requireAt(GtidSet position, GtidSet locked) throws NotFencedException {
        if (!locked.equals(position)) {
            throw new NotFencedException("the target does not stand at " + position + " but at " + locked);
        }
    }

    private static void rollback(Connection writing, Exception cause) {
        try {
            writing.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** By a row that is right, or by one that was not listed; neither is to be taken away. */
    private static String taken(TablePlan table, SQLException e) {
        return table.source().name()
                + ": none of its rows, because a row that is not among those listed has a unique value"
                + " that one of them needs; --max-diffs lists more at a time ("
                + String.valueOf(e.getMessage()).replaceAll("\\s+", " ") + ")";
    }

    private static GtidSet position(Session reading) throws NotFencedException {
        ReadView view = reading.with(ReadView::begin);
        return reading.with(view::shown)
                .orElseThrow(() -> new NotFencedException("MariaDB does not tell what its snapshot shows"));
    }
}
