package dev.landfall.apply;

import dev.landfall.catalog.TableName;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Counts what became of every change of a batch, and writes it in the batch's own transaction. One thread. */
final class EventLedger {
    private final String migration;
    private final Map<Entry, long[]> counts = new TreeMap<>();

    EventLedger(String migration) {
        this.migration = migration;
    }

    private record Entry(TableName table, String operation) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTable = table.compareTo(other.table);
            return byTable != 0 ? byTable : operation.compareTo(other.operation);
        }
    }

    void count(TableName table, String operation, Account account) {
        long[] count = counts.computeIfAbsent(new Entry(table, operation), key -> new long[Account.values().length]);
        count[account.ordinal()]++;
    }

    /** @param read how many changes the batch held: they must all be accounted for */
    void write(Connection connection, long read) throws SQLException {
        long accounted = counts.values().stream().flatMapToLong(Arrays::stream).sum();
        if (accounted != read) {
            throw new IllegalStateException("read " + read + " changes, accounted for " + accounted);
        }
        if (counts.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(SqlFile.load("target/add_to_ledger.sql"))) {
            for (Map.Entry<Entry, long[]> entry : counts.entrySet()) {
                long[] count = entry.getValue();
                statement.setString(1, migration);
                statement.setString(2, entry.getKey().table().name());
                statement.setString(3, entry.getKey().operation());
                statement.setLong(4, Arrays.stream(count).sum());
                for (Account account : Account.values()) {
                    statement.setLong(5 + account.ordinal(), count[account.ordinal()]);
                }
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
