package dev.landfall.apply;

import dev.landfall.catalog.TableName;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** Counts what became of every change of a batch, and writes it in the batch's own transaction. One thread. */
final class EventLedger {
    private final String migration;
    private final Map<Account, long[]> counts = new TreeMap<>();

    EventLedger(String migration) {
        this.migration = migration;
    }

    private record Account(TableName table, String operation) implements Comparable<Account> {
        @Override
        public int compareTo(Account other) {
            int byTable = table.compareTo(other.table);
            return byTable != 0 ? byTable : operation.compareTo(other.operation);
        }
    }

    void count(TableName table, String operation, boolean applied) {
        long[] count = counts.computeIfAbsent(new Account(table, operation), key -> new long[2]);
        count[applied ? 0 : 1]++;
    }

    /** @param read how many changes the batch held: they must all be accounted for */
    void write(Connection connection, long read) throws SQLException {
        long accounted =
                counts.values().stream().mapToLong(count -> count[0] + count[1]).sum();
        if (accounted != read) {
            throw new IllegalStateException("read " + read + " changes, accounted for " + accounted);
        }
        if (counts.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(SqlFile.load("target/add_to_ledger.sql"))) {
            for (Map.Entry<Account, long[]> entry : counts.entrySet()) {
                long[] count = entry.getValue();
                statement.setString(1, migration);
                statement.setString(2, entry.getKey().table().name());
                statement.setString(3, entry.getKey().operation());
                statement.setLong(4, count[0] + count[1]);
                statement.setLong(5, count[0]);
                statement.setLong(6, count[1]);
                statement.addBatch();
            }
            statement.executeBatch();
        }
        counts.clear();
    }

    void clear() {
        counts.clear();
    }
}
