package dev.landfall.window;

import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.MigrationPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Opens and closes the way back of one migration on PostgreSQL. Each step can be repeated; none needs the one before to be whole. */
public final class WayBack {
    private static final Duration LOCKS = Duration.ofSeconds(10);

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

    /**
     * From here on PostgreSQL may be written to; in the transaction of the hand-over.
     *
     * @param length after which the window is over, by PostgreSQL's clock; zero for a window without an end
     */
    public void open(Connection control, Duration length) throws SQLException {
        ledger.open(control, length);
    }

    /**
     * Removes everything but the guard. Waits for readers some seconds only, because whoever comes behind waits as well.
     *
     * @param control in autocommit
     * @return false when there was no way back
     * @throws SQLException also when a reader holds on to a table: the slot is gone then, and it can be called again
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
        try (Statement statement = control.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = " + LOCKS.toMillis());
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
