package dev.landfall.apply;

import dev.landfall.event.RowImage;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.rules.Loss;
import dev.landfall.sql.SqlFile;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which rows are set aside because PostgreSQL refuses them. Nothing in a row tells that, so whoever changes or deletes it has to
 * remember; there are few of them. One thread.
 */
final class RefusedIdentities {
    private final String migration;
    private final StatementBatch batch;
    private final Set<String> tables = new HashSet<>();
    /** By table and identity: how many rows, and how many more or less than that. */
    private final Map<String, Map<String, Integer>> committed = new HashMap<>();

    private final Map<String, Map<String, Integer>> pending = new HashMap<>();

    RefusedIdentities(MigrationPlan plan, String migration, StatementBatch batch) {
        this.migration = migration;
        this.batch = batch;
        plan.tables().stream()
                .filter(TablePlan::setsRefusedRowsAside)
                .forEach(table -> tables.add(table.source().name().name()));
    }

    /** Takes them from the target, where the batch may have changed them in other ways than by {@link #add} and {@link #remove}. */
    void read() throws SQLException {
        if (!any()) {
            return;
        }
        batch.flush();
        pending.clear();
        committed.forEach((table, rows) -> rows.forEach((identity, count) -> merge(pending, table, identity, -count)));
        PreparedStatement statement = batch.prepare(SqlFile.load("target/list_refused_rows.sql"));
        statement.setString(1, migration);
        statement.setString(2, Loss.REFUSED_ROW.key());
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                merge(pending, row.getString(1), row.getString(2), 1);
            }
        }
    }

    /** Whether the policy holds for any table. */
    boolean any() {
        return !tables.isEmpty();
    }

    boolean has(TablePlan table, RowImage row) {
        String name = name(table);
        if (!tables.contains(name)) {
            return false;
        }
        Map<String, Integer> before = committed.getOrDefault(name, Map.of());
        Map<String, Integer> since = pending.getOrDefault(name, Map.of());
        // Without a key the identity is made of all values, which a large row should not have to bring into memory for
        // nothing.
        if (before.isEmpty() && since.isEmpty()) {
            return false;
        }
        String identity = RejectedRow.identity(table, row);
        return before.getOrDefault(identity, 0) + since.getOrDefault(identity, 0) > 0;
    }

    void add(TablePlan table, RowImage row) {
        merge(pending, name(table), RejectedRow.identity(table, row), 1);
    }

    void remove(TablePlan table, RowImage row) {
        merge(pending, name(table), RejectedRow.identity(table, row), -1);
    }

    void committed() {
        pending.forEach((table, rows) -> rows.forEach((identity, change) -> merge(committed, table, identity, change)));
        pending.clear();
        committed.values().forEach(rows -> rows.values().removeIf(count -> count <= 0));
        committed.values().removeIf(Map::isEmpty);
    }

    void rolledBack() {
        pending.clear();
    }

    private static void merge(Map<String, Map<String, Integer>> rows, String table, String identity, int change) {
        rows.computeIfAbsent(table, first -> new HashMap<>()).merge(identity, change, Integer::sum);
    }

    private static String name(TablePlan table) {
        return table.source().name().name();
    }
}
