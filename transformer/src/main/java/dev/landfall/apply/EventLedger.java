package dev.landfall.apply;

import dev.landfall.catalog.TableName;
import dev.landfall.event.EventCounts;
import dev.landfall.event.EventCounts.Operation;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Counts what became of every change of a batch, and writes it in the batch's own transaction, next to what the reader of the
 * binary log has counted: what has got lost, or come twice, on the way between the two stops the run. One thread.
 */
final class EventLedger {
    private static final int ACCOUNTS = Account.values().length;

    private final String migration;
    /** By operation, and by account within it. */
    private final Map<TableName, long[]> counts = new TreeMap<>();
    /** Changes of one table come in rows; {@code lastCounts} are its. */
    private @Nullable TableName last;

    private long[] lastCounts = {};

    EventLedger(String migration) {
        this.migration = migration;
    }

    void count(TableName table, Operation operation, Account account) {
        if (!table.equals(last)) {
            lastCounts = counts.computeIfAbsent(table, key -> new long[Operation.values().length * ACCOUNTS]);
            last = table;
        }
        lastCounts[operation.ordinal() * ACCOUNTS + account.ordinal()]++;
    }

    /**
     * @param read what the reader of the binary log has counted of the batch
     * @throws MigrationException {@code RUN-005} when it is not what is accounted for here
     */
    void write(Connection connection, EventCounts read) throws SQLException {
        requireBalance(read);
        if (counts.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(SqlFile.load("target/add_to_ledger.sql"))) {
            for (TableName table : counts.keySet()) {
                for (Operation operation : Operation.values()) {
                    long events = read.of(table, operation);
                    if (events > 0) {
                        add(statement, table, operation, events);
                    }
                }
            }
            statement.executeBatch();
        }
        clear();
    }

    private void add(PreparedStatement statement, TableName table, Operation operation, long events)
            throws SQLException {
        statement.setString(1, migration);
        statement.setString(2, table.name());
        statement.setString(3, operation.text());
        statement.setLong(4, events);
        for (Account account : Account.values()) {
            statement.setLong(5 + account.ordinal(), accounted(table, operation, account));
        }
        statement.addBatch();
    }

    void requireBalance(EventCounts read) {
        Set<TableName> tables = new TreeSet<>(read.tables());
        tables.addAll(counts.keySet());
        for (TableName table : tables) {
            for (Operation operation : Operation.values()) {
                requireBalance(table, operation, read.of(table, operation));
            }
        }
    }

    private void requireBalance(TableName table, Operation operation, long read) {
        long applied = accounted(table, operation, Account.APPLIED);
        long skipped = accounted(table, operation, Account.SKIPPED);
        long rejected = accounted(table, operation, Account.REJECTED);
        if (read != applied + skipped + rejected) {
            throw new MigrationException(
                    FailureCode.INTERNAL,
                    table + ": the binary log has " + read + " events \"" + operation.text()
                            + "\" in this batch, accounted for are " + (applied + skipped + rejected) + " (" + applied
                            + " applied, " + skipped + " skipped, " + rejected + " rejected).",
                    "Nothing of the batch is applied. Run the command again; if it stops at the same place, this is a fault"
                            + " in Landfall: report it.");
        }
    }

    private long accounted(TableName table, Operation operation, Account account) {
        long[] count = counts.get(table);
        return count == null ? 0 : count[operation.ordinal() * ACCOUNTS + account.ordinal()];
    }

    void clear() {
        counts.clear();
        last = null;
    }
}
