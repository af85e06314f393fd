package dev.landfall.window;

import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.MigrationPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Opens and closes the way back of one migration on PostgreSQL. Each step can be repeated; none needs the one before to be whole. */
public final class WayBack {
    private final String migration;
    private final MigrationPlan plan;
    private final WindowLedger ledger;

    public WayBack(String migration, MigrationPlan plan) {
        this.migration = migration;
        this.plan = plan;
        this.ledger = new WindowLedger(migration);
    }

    /** Columns, as {@code table.column}, that get a check while there is a way back: PostgreSQL's type has more values than MariaDB's. */
    public static List<String> narrowerColumns(MigrationPlan plan) {
        return plan.tables().stream()
                .flatMap(table -> table.columns().stream()
                        .filter(ColumnPlan::written)
                        .filter(column ->
                                !FitCondition.of(plan, table, column, "", false).isEmpty())
                        .map(column -> table.name() + "." + column.name()))
                .toList();
    }

    /**
     * Makes the slot, while writes still flow on the source: PostgreSQL makes it when every transaction has ended that is writing
     * anywhere on its server, and that may take long. What it decodes in front of the hand-over is passed over.
     *
     * @param control in autocommit
     * @throws SQLException also when {@code patience} is over
     */
    public void prepare(Connection control, String database, Duration patience)
            throws SQLException, InterruptedException {
        ReplicationSlot slot = ReplicationSlot.of(database, migration);
        ledger.begin(control, UUID.randomUUID().toString(), slot.name());
        slot.drop(control);
        slot.create(control, patience);
    }

    /** Publication, identities and checks; in the caller's transaction. @param lastTimestamp see {@link Equipment} */
    public void equip(Connection control, String lastTimestamp, Patience patience) throws SQLException {
        Window window = ledger.read(control).orElseThrow();
        new Equipment(migration, plan).add(control, window.publication(), lastTimestamp, patience);
    }

    /** From here on PostgreSQL may be written to; in the transaction of the hand-over. */
    public void open(Connection control) throws SQLException {
        ledger.open(control);
    }

    /**
     * Removes everything but the guard. @param control in autocommit; waits for readers as long as its {@code lock_timeout} says
     *
     * @return false when there was no way back
     */
    public boolean close(Connection control) throws SQLException, InterruptedException {
        Optional<Window> window = ledger.read(control);
        if (window.isEmpty()) {
            return false;
        }
        // Before its slot is gone, so that who reads from it knows why.
        ledger.shut(control);
        // Then the slot: as long as it is there, PostgreSQL keeps its log.
        new ReplicationSlot(window.get().slot()).drop(control);
        control.setAutoCommit(false);
        try {
            new Equipment(migration, plan).remove(control, window.get().publication());
            ledger.delete(control);
            control.commit();
        } finally {
            control.rollback();
            control.setAutoCommit(true);
        }
        return true;
    }
}
