package dev.landfall.reverse;

import dev.landfall.failpoint.Failpoint;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.source.SourceDatabase;
import dev.landfall.window.SourceGuard;
import dev.landfall.window.Window;
import dev.landfall.window.WindowLedger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes PostgreSQL's transactions to MariaDB as their messages come in, and the position with them: several whole ones per
 * MariaDB transaction, never a part of one. One thread; closes its connection.
 */
final class ReverseApplier implements AutoCloseable {
    private final Connection connection;
    private final ReverseLedger ledger;
    private final RowBatch rows;
    private final Window window;
    private final Map<String, TablePlan> plans = new HashMap<>();
    private final Map<Integer, LogicalMessage.Relation> relations = new HashMap<>();
    private final Map<Integer, ReverseTable> tables = new HashMap<>();
    private final Map<String, Map<String, Long>> counts = new TreeMap<>();

    private ReversePosition position;
    private LogicalMessage.@Nullable Begin transaction;
    private boolean skipped;
    private long reached;
    private long beat;
    private long transactions;
    private long changes;

    /**
     * @param confirmed what the slot has been told to be applied
     * @param begun whether a position has been kept in this window
     * @throws MigrationException {@code REVERSE-003} when the position is gone but rows may have come back already
     */
    ReverseApplier(SourceDatabase source, MigrationPlan plan, Window window, long confirmed, boolean begun)
            throws SQLException {
        this.window = window;
        this.ledger = new ReverseLedger(window.migration(), window.token());
        plan.tables().forEach(table -> plans.put(table.display(), table));
        this.connection = source.connect();
        try {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                // What does not fit is an error, a zero is a zero, and what keys set off was set off on PostgreSQL.
                statement.execute(
                        "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO', foreign_key_checks = 0");
                // Whatever the server has for everybody: a large transaction takes its time, and rests in between.
                statement.execute("SET SESSION unique_checks = 1, sql_safe_updates = 0, max_statement_time = 0,"
                        + " idle_transaction_timeout = 0, idle_write_transaction_timeout = 0");
                statement.execute("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
                statement.execute(SourceGuard.PASS);
            }
            this.rows = new RowBatch(connection);
            this.position = begin(confirmed, begun);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
        this.reached = position.lsn();
        this.beat = position.beat();
    }

    private ReversePosition begin(long confirmed, boolean begun) throws SQLException {
        long from = window.requireOpen();
        ReversePosition known = ledger.read(connection).orElse(null);
        if (known == null && !begun && confirmed <= from) {
            ledger.begin(connection, from);
            return new ReversePosition(from, 0, 0, null);
        }
        if (known == null) {
            throw new MigrationException(
                    FailureCode.REVERSE_LOST,
                    "Migration " + window.migration()
                            + ": MariaDB no longer says how far it has followed PostgreSQL: there"
                            + " is no row of this window in landfall.reverse_position, or the user may not read it.",
                    "Put the database landfall, or SELECT on it, back and run migrate reverse again: the slot "
                            + window.slot() + " may have kept what follows. Without it nobody knows what has come back:"
                            + " compare both sides with migrate verify, or give the way back up with migrate cutover --final.");
        }
        if (known.lsn() < confirmed) {
            throw new MigrationException(
                    FailureCode.REVERSE_LOST,
                    "Migration " + window.migration() + ": MariaDB has applied PostgreSQL's log up to "
                            + ReversePosition.text(known.lsn())
                            + ", but the slot " + window.slot() + " has been told "
                            + ReversePosition.text(confirmed) + ": what is between them is gone.",
                    "Was MariaDB restored from a backup, or the slot used by another program? The way back is lost: compare"
                            + " both sides with migrate verify, or give it up with migrate cutover --final.");
        }
        return known;
    }

    /** How long ago the position was kept, by MariaDB's clock. */
    Duration positionAge() throws SQLException {
        Duration age = ledger.age(connection);
        connection.commit();
        return age;
    }

    /** MariaDB ends sessions that say nothing for long. Between two transactions that are committed. */
    void keepAlive() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DO 0");
        }
    }

    /** Whether no crash of MariaDB's machine undoes what is committed. */
    boolean isDurable() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@global.innodb_flush_log_at_trx_commit IN (1, 3)"
                        + " AND (@@global.log_bin = 0 OR @@global.sync_binlog = 1)")) {
            row.next();
            return row.getBoolean(1);
        } finally {
            connection.commit();
        }
    }

    ReversePosition position() {
        return position;
    }

    /** Between two transactions, so that everything written may be committed. */
    boolean isWhole() {
        return transaction == null;
    }

    /** Transactions since the last commit. */
    long transactions() {
        return transactions;
    }

    /** Changes since the last commit. */
    long changes() {
        return changes;
    }

    /** Whether a commit would keep anything. */
    boolean isDirty() {
        return reached > position.lsn();
    }

    void take(LogicalMessage message) throws SQLException {
        if (message instanceof LogicalMessage.Begin begin) {
            transaction = begin;
            skipped = begin.commit() < position.lsn();
        } else if (message instanceof LogicalMessage.Commit commit) {
            end(commit);
        } else if (message instanceof LogicalMessage.Relation relation) {
            relations.put(relation.id(), relation);
            tables.remove(relation.id());
        } else if (!skipped) {
            row(message);
        }
    }

    private void end(LogicalMessage.Commit commit) {
        Instant committedAt = Objects.requireNonNull(transaction).committedAt();
        transaction = null;
        if (!skipped) {
            reached = commit.end();
            transactions++;
            lastCommittedAt = committedAt;
        }
        skipped = false;
    }

    private @Nullable Instant lastCommittedAt;

    private void row(LogicalMessage message) throws SQLException {
        if (message instanceof LogicalMessage.Insert insert) {
            if (!isWindow(insert.relation())) {
                ReverseTable table = table(insert.relation());
                add(table, table.insert(insert.after()));
            }
        } else if (message instanceof LogicalMessage.Update update) {
            if (isWindow(update.relation())) {
                look(update);
            } else {
                ReverseTable table = table(update.relation());
                ReverseTable.@Nullable Change change = table.update(update);
                if (change != null) {
                    add(table, change);
                }
            }
        } else if (message instanceof LogicalMessage.Delete delete) {
            if (!isWindow(delete.relation())) {
                ReverseTable table = table(delete.relation());
                add(table, table.delete(delete));
            }
        } else if (message instanceof LogicalMessage.Truncate truncate) {
            for (int relation : truncate.relations()) {
                ReverseTable table = table(relation);
                add(table, table.truncate());
            }
        }
    }

    private void add(ReverseTable table, ReverseTable.Change change) throws SQLException {
        rows.add(table, change);
        changes++;
        counts.computeIfAbsent(table.name(), name -> new TreeMap<>()).merge(change.operation(), 1L, Long::sum);
    }

    private LogicalMessage.Relation relation(int id) {
        return Objects.requireNonNull(relations.get(id), "pgoutput sent a row of a table before the table");
    }

    private boolean isWindow(int relation) {
        return relation(relation).display().equals(WindowLedger.TABLE);
    }

    /** A mark of this window, or of another migration's. */
    private void look(LogicalMessage.Update update) {
        LogicalMessage.Relation relation = relation(update.relation());
        String token = update.after().text(relation.columns().indexOf("token"));
        String mark = update.after().text(relation.columns().indexOf("beat"));
        if (window.token().equals(token) && mark != null) {
            beat = Long.parseLong(mark);
        }
    }

    private ReverseTable table(int id) {
        ReverseTable known = tables.get(id);
        if (known != null) {
            return known;
        }
        LogicalMessage.Relation relation = relation(id);
        TablePlan plan = plans.get(relation.display());
        if (plan == null) {
            throw new MigrationException(
                    FailureCode.REVERSE_DDL,
                    "PostgreSQL sends rows of " + relation.display() + ", which is no table of migration "
                            + window.migration() + ".",
                    "Nothing of the transaction is applied. Was a table renamed? Undo it before more rows are written.");
        }
        ReverseTable table = ReverseTable.of(plan, relation);
        tables.put(id, table);
        return table;
    }

    /** Keeps everything up to the last whole transaction. @return where PostgreSQL need not keep its log any more */
    long commit() throws SQLException {
        rows.flush();
        ledger.count(connection, counts);
        ReversePosition next =
                ledger.move(connection, position, reached, beat, Objects.requireNonNull(lastCommittedAt));
        Failpoint.REVERSE_BATCH_WRITTEN.reach();
        connection.commit();
        Failpoint.REVERSE_BATCH_KEPT.reach();
        position = next;
        counts.clear();
        transactions = 0;
        changes = 0;
        return reached;
    }

    /** What is not committed is rolled back. */
    @Override
    public void close() throws SQLException {
        try (connection;
                rows) {
            rows.clear();
            connection.rollback();
        }
    }
}
