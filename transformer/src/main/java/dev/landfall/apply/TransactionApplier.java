package dev.landfall.apply;

import dev.landfall.event.ChangeEvent;
import dev.landfall.event.EventCounts;
import dev.landfall.event.Gtid;
import dev.landfall.event.SourceTransaction;
import dev.landfall.failpoint.Failpoint;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.FreshStart;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Applies whole source transactions, in order, and moves the position in the same PostgreSQL transaction: whatever happens,
 * each is there exactly once, and no reader sees half of one. One thread; closes its connection.
 */
public final class TransactionApplier implements AutoCloseable {
    /** Classes of SQLSTATE: integrity constraint violation, data exception. */
    private static final String INTEGRITY = "23";

    private static final String DATA = "22";

    private static final int HEARD_EVERY = 5_000;

    private final Connection connection;
    private final PositionLedger positions;
    private final StatementBatch batch;
    private final MigrationPlan plan;
    private final EventLedger ledger;
    private final ChangeWriter writer;
    private final ChangeTracker tracker;
    private final boolean replicaRole;
    /** Null where changes have to be written one after another. */
    private final @Nullable FoldingWriter folding;

    private AppliedPosition position;
    private int unfolded;

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
        this.plan = plan;
        this.ledger = new EventLedger(migration);
        this.writer = new ChangeWriter(plan, migration, batch, copied, ledger);
        this.tracker = writer.tracker();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(SqlFile.load("target/keep_session.sql"));
            // The position commits with the rows: a crash of PostgreSQL loses both or neither, and the stream repeats
            // them.
            statement.execute("SET synchronous_commit = off");
        }
        connection.commit();
        this.replicaRole = ReplicatingSession.prepare(connection);
        if (!replicaRole) {
            tracker.giveUp();
            // A snapshot that still aligns its rows has no keys yet.
            if (copied.isEmpty()) {
                writer.mind(OwnKeys.on(plan, batch));
            }
        }
        // Without that role PostgreSQL's own keys would act on rows that are only out for a moment.
        this.folding = replicaRole && copied.isEmpty()
                ? new FoldingWriter(writer, new NetWriter(batch, connection), ledger)
                : null;
        this.position = positions.read(connection).orElseThrow(() -> noPosition(migration, plan));
        writer.refused().read();
        writer.refused().committed();
        connection.commit();
    }

    public AppliedPosition position() {
        return position;
    }

    /** How many batches could not be folded and were written change by change. */
    int unfolded() {
        return unfolded;
    }

    /** Whether triggers and foreign keys of the target are off for replicated rows; otherwise keys are only deferred. */
    public boolean replicaRole() {
        return replicaRole;
    }

    /**
     * Applies all of them, or those before the first schema change.
     *
     * @throws MigrationException {@code STREAM-001} at a schema change (everything before it is applied), {@code STREAM-002} when PostgreSQL's own foreign keys would
     *     make more of a change than the source did, {@code STREAM-004} when a row is not found, {@code TYPE-001} for a value that does not fit, {@code RUN-004} when fenced out, {@code
     *     RUN-005} when other changes came than were read; nothing of the batch is applied except before a schema change
     * @throws SQLException when PostgreSQL fails, for {@link Contention} again and again; nothing of the batch is applied unless the connection was lost during the
     *     commit itself, which a new applier finds out by reading the position
     */
    public ApplyReceipt apply(List<SourceTransaction> transactions) throws SQLException {
        return apply(transactions, changes -> {});
    }

    /** The same. @param heard now and then, with the number of changes that are on their way to the target */
    public ApplyReceipt apply(List<SourceTransaction> transactions, LongConsumer heard) throws SQLException {
        Optional<SourceTransaction> schemaChange =
                transactions.stream().filter(SourceTransaction::changesSchema).findFirst();
        List<SourceTransaction> applicable = schemaChange.isEmpty()
                ? transactions
                : transactions.subList(0, transactions.indexOf(schemaChange.get()));
        ApplyReceipt receipt = applyPatiently(applicable, heard);
        if (schemaChange.isPresent()) {
            throw stopAt(schemaChange.get(), plan);
        }
        return receipt;
    }

    /** What stands in the way of a batch by no fault of its own ends sooner or later; the batch is rolled back until then. */
    private ApplyReceipt applyPatiently(List<SourceTransaction> transactions, LongConsumer heard) throws SQLException {
        Contention contention = new Contention(System::nanoTime);
        while (true) {
            try {
                return applyAll(transactions, heard);
            } catch (SQLException e) {
                if (!contention.isWorthAnotherTry(e)) {
                    throw e;
                }
                System.getLogger(TransactionApplier.class.getName())
                        .log(System.Logger.Level.DEBUG, "a batch is written again", e);
            }
        }
    }

    /** Writes a batch's changes; the rest of its transaction is the caller's. */
    private interface Writing {
        void write(List<SourceTransaction> transactions) throws SQLException, FoldingException;
    }

    private ApplyReceipt applyAll(List<SourceTransaction> transactions, LongConsumer heard) throws SQLException {
        if (transactions.isEmpty()) {
            return new ApplyReceipt(0, 0, position);
        }
        if (folding != null) {
            try {
                return commit(transactions, all -> {
                    writeAll(all, folding::write, heard);
                    folding.flush();
                });
            } catch (FoldingException e) {
                oneByOne(e);
            } catch (SQLException e) {
                if (!concernsRows(e) && !(writer.refused().any() && RefusedRows.mayBeARow(e))) {
                    throw e;
                }
                oneByOne(e);
            } catch (MigrationException e) {
                if (e.code() != FailureCode.STREAM_DIVERGED) {
                    throw e;
                }
                oneByOne(e);
            }
        }
        try {
            return commit(transactions, all -> writeAll(all, writer::write, heard));
        } catch (FoldingException e) {
            throw new IllegalStateException(e);
        } catch (SQLException e) {
            // Without the role a row that leaves for a moment would take others with it, by PostgreSQL's own keys.
            if (!writer.refused().any() || !replicaRole || !RefusedRows.mayBeARow(e)) {
                throw e;
            }
            return applyCarefully(transactions, heard);
        }
    }

    /** What PostgreSQL refuses is set aside where a policy says so. */
    private ApplyReceipt applyCarefully(List<SourceTransaction> transactions, LongConsumer heard) throws SQLException {
        writer.careful(true);
        try {
            return commit(transactions, all -> writeAll(all, writer::write, heard));
        } catch (FoldingException e) {
            throw new IllegalStateException(e);
        } finally {
            writer.careful(false);
        }
    }

    /** Writes one change. */
    private interface EventWriting {
        void write(ChangeEvent event, Gtid gtid) throws SQLException, FoldingException;
    }

    private static void writeAll(List<SourceTransaction> transactions, EventWriting writing, LongConsumer heard)
            throws SQLException, FoldingException {
        long written = 0;
        for (SourceTransaction transaction : transactions) {
            for (ChangeEvent event : transaction.events()) {
                writing.write(event, transaction.gtid());
                if (++written % HEARD_EVERY == 0) {
                    heard.accept(written);
                }
            }
        }
    }

    private ApplyReceipt commit(List<SourceTransaction> transactions, Writing writing)
            throws SQLException, FoldingException {
        long changes = transactions.stream()
                .mapToLong(transaction -> transaction.events().size())
                .sum();
        try {
            if (!replicaRole) {
                ReplicatingSession.deferKeys(connection);
            }
            tracker.begin();
            writing.write(transactions);
            batch.flush();
            tracker.write(connection, transactions);
            ledger.write(connection, read(transactions));
            writer.writeLosses(connection);
            SourceTransaction last = transactions.get(transactions.size() - 1);
            positions.move(connection, last.end(), last.committedAt(), position.step());
            Failpoint.STREAM_BATCH_WRITTEN.reach();
            connection.commit();
            Failpoint.STREAM_BATCH_KEPT.reach();
            writer.refused().committed();
            if (folding != null) {
                folding.committed();
            }
            position = new AppliedPosition(last.end(), position.step() + 1, last.committedAt());
            return new ApplyReceipt(transactions.size(), changes, position);
        } catch (SQLException | RuntimeException | FoldingException e) {
            undo(e);
            throw e;
        }
    }

    private static EventCounts read(List<SourceTransaction> transactions) {
        EventCounts read = new EventCounts();
        for (SourceTransaction transaction : transactions) {
            read.add(transaction.events().counts());
        }
        return read;
    }

    private static boolean concernsRows(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith(INTEGRITY) || state.startsWith(DATA));
    }

    /** One after another they go through after all, or fail at the one that is to blame. */
    private void oneByOne(Exception e) {
        unfolded++;
        System.getLogger(TransactionApplier.class.getName())
                .log(System.Logger.Level.DEBUG, "a batch is written change by change", e);
    }

    private void undo(Exception cause) {
        try {
            ledger.clear();
            writer.forget();
            writer.refused().rolledBack();
            if (folding != null) {
                folding.forget();
            }
            batch.clear();
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /**
     * Ends the statement that is under way, if any, with SQLSTATE 57014: nothing of its batch is applied. Any thread may call.
     *
     * @throws SQLException when the server cannot be asked for it
     */
    public void cancel() throws SQLException {
        connection.unwrap(PGConnection.class).cancelQuery();
    }

    /** @param transaction a schema change in front of which everything stops */
    public static MigrationException stopAt(SourceTransaction transaction, MigrationPlan plan) {
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
                        + " Before that, schema changes are not followed, since rows were copied in front of it and behind it."
                        + " Undo this one on the source, where the target is not to have it, and start afresh: "
                        + FreshStart.of(plan) + ".");
    }

    private static MigrationException noPosition(String migration, MigrationPlan plan) {
        return new MigrationException(
                FailureCode.WRONG_PHASE,
                "Migration " + migration
                        + " has no position in landfall.position on the target, so nobody knows how much of"
                        + " the source is there.",
                "If the row has been deleted, put it back from a backup of the target; a position cannot be guessed. Else"
                        + " these tables have to be migrated afresh: " + FreshStart.ofRest(plan) + ".");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
