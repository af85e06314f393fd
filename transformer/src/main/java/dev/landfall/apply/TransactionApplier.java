package dev.landfall.apply;

import dev.landfall.event.ChangeEvent;
import dev.landfall.event.SourceTransaction;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.MigrationPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Applies whole source transactions, in order, and moves the position in the same PostgreSQL transaction: whatever happens,
 * each is there exactly once, and no reader sees half of one. One thread; closes its connection.
 */
public final class TransactionApplier implements AutoCloseable {
    private final Connection connection;
    private final PositionLedger positions;
    private final StatementBatch batch;
    private final EventLedger ledger;
    private final ChangeWriter writer;
    private final boolean replicaRole;
    private AppliedPosition position;

    /**
     * @param connection owned by the applier from here on
     * @param copied what the copy holds already; {@link CopiedRanges#NONE} once the target is at one position
     * @throws MigrationException {@code RUN-002} when the migration has no position yet
     */
    public TransactionApplier(Connection connection, MigrationPlan plan, String migration, CopiedRanges copied)
            throws SQLException {
        this.connection = connection;
        this.positions = new PositionLedger(migration);
        this.batch = new StatementBatch(connection);
        this.ledger = new EventLedger(migration);
        this.writer = new ChangeWriter(plan, migration, batch, copied, ledger);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            // The position commits with the rows: a crash of PostgreSQL loses both or neither, and the stream repeats
            // them.
            statement.execute("SET synchronous_commit = off");
        }
        connection.commit();
        this.replicaRole = ReplicatingSession.prepare(connection);
        this.position = positions.read(connection).orElseThrow(() -> noPosition(migration));
        connection.commit();
    }

    public AppliedPosition position() {
        return position;
    }

    /** Whether triggers and foreign keys of the target are off for replicated rows; otherwise keys are only deferred. */
    public boolean replicaRole() {
        return replicaRole;
    }

    /**
     * Applies all of them, or those before the first schema change.
     *
     * @throws MigrationException {@code STREAM-001} at a schema change (everything before it is applied), {@code STREAM-004}
     *     when a row is not found, {@code TYPE-001} for a value that does not fit, {@code RUN-004} when fenced out; nothing
     *     of the batch is applied except before a schema change
     * @throws SQLException when PostgreSQL fails; nothing of the batch is applied unless the connection was lost during the
     *     commit itself, which a new applier finds out by reading the position
     */
    public ApplyReceipt apply(List<SourceTransaction> transactions) throws SQLException {
        Optional<SourceTransaction> schemaChange =
                transactions.stream().filter(TransactionApplier::changesSchema).findFirst();
        List<SourceTransaction> applicable = schemaChange.isEmpty()
                ? transactions
                : transactions.subList(0, transactions.indexOf(schemaChange.get()));
        ApplyReceipt receipt = applyAll(applicable);
        if (schemaChange.isPresent()) {
            throw stopAt(schemaChange.get());
        }
        return receipt;
    }

    private ApplyReceipt applyAll(List<SourceTransaction> transactions) throws SQLException {
        if (transactions.isEmpty()) {
            return new ApplyReceipt(0, 0, position);
        }
        long changes = 0;
        try {
            if (!replicaRole) {
                ReplicatingSession.deferKeys(connection);
            }
            for (SourceTransaction transaction : transactions) {
                for (ChangeEvent event : transaction.events()) {
                    writer.write(event, transaction.gtid());
                }
                changes += transaction.events().size();
            }
            batch.flush();
            ledger.write(connection, changes);
            writer.writeLosses(connection);
            SourceTransaction last = transactions.get(transactions.size() - 1);
            positions.move(connection, last.end(), last.committedAt(), position.step());
            connection.commit();
            position = new AppliedPosition(last.end(), position.step() + 1, last.committedAt());
            return new ApplyReceipt(transactions.size(), changes, position);
        } catch (SQLException | RuntimeException e) {
            undo(e);
            throw e;
        }
    }

    private void undo(Exception cause) {
        try {
            ledger.clear();
            writer.forget();
            batch.clear();
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static boolean changesSchema(SourceTransaction transaction) {
        return transaction.events().stream().anyMatch(ChangeEvent.SchemaChanged.class::isInstance);
    }

    private static MigrationException stopAt(SourceTransaction transaction) {
        ChangeEvent.SchemaChanged change = transaction.events().stream()
                .filter(ChangeEvent.SchemaChanged.class::isInstance)
                .map(ChangeEvent.SchemaChanged.class::cast)
                .findFirst()
                .orElseThrow();
        return new MigrationException(
                FailureCode.STREAM_DDL,
                "At GTID " + transaction.gtid() + " the source changes the schema of " + change.table() + ": "
                        + change.ddl() + ". Everything before it is applied.",
                "Once the snapshot is finished, migrate stream follows a schema change or says what to do about it: run it."
                        + " Before that, schema changes are not followed: undo this one on the source and start the"
                        + " migration afresh (migrate cleanup, then drop the target schema).");
    }

    private static MigrationException noPosition(String migration) {
        return new MigrationException(
                FailureCode.WRONG_PHASE,
                "Migration " + migration + " has no position to stream from: its snapshot is not finished.",
                "Run migrate snapshot first.");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
