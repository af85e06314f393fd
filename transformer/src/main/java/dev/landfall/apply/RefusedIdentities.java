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
    private final Map<Entry, Integer> committed = new HashMap<>();
    private final Map<Entry, Integer> pending = new HashMap<>();

    private record Entry(String table, String identity) {}

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
        committed.forEach((entry, rows) -> pending.put(entry, -rows));
        PreparedStatement statement = batch.prepare(SqlFile.load("target/list_refused_rows.sql"));
        statement.setString(1, migration);
        statement.setString(2, Loss.REFUSED_ROW.key());
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                pending.merge(new Entry(row.getString(1), row.getString(2)), 1, Integer::sum);
            }
        }
    }

    /** Whether the policy holds for any table. */
    boolean any() {
        return !tables.isEmpty();
    }

    boolean has(TablePlan table, RowImage row) {
        if (!tables.contains(table.source().name().name())) {
            return false;
        }
        Entry entry = entry(table, row);
        return committed.getOrDefault(entry, 0) + pending.getOrDefault(entry, 0) > 0;
    }

    void add(TablePlan table, RowImage row) {
        pending.merge(entry(table, row), 1, Integer::sum);
    }

    void remove(TablePlan table, RowImage row) {
        pending.merge(entry(table, row), -1, Integer::sum);
    }

    void committed() {
        pending.forEach((entry, change) -> committed.merge(entry, change, Integer::sum));
        pending.clear();
        committed.values().removeIf(rows -> rows <= 0);
    }

    void rolledBack() {
        pending.clear();
    }

    private static Entry entry(TablePlan table, RowImage row) {
        return new Entry(table.source().name().name(), RejectedRow.identity(table, row));
    }
}
