package dev.landfall.verify;

import dev.landfall.event.GtidSet;
import dev.landfall.plan.TablePlan;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a repair does to a table, in the control schema. A row that goes is kept as deleted; one that comes back is a rewrite,
 * or nothing at all. Immutable; works in the caller's transaction.
 */
final class RepairTrail {
    private final String migration;
    private final TablePlan table;
    private final GtidSet position;

    RepairTrail(String migration, TablePlan table, GtidSet position) {
        this.migration = migration;
        this.table = table;
        this.position = position;
    }

    String migration() {
        return migration;
    }

    /** @param row as JSON */
    record Entry(String key, String row) {}

    /** @return the numbers under which they are kept, in the same order */
    List<Long> deleted(Connection target, List<Entry> rows) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        if (rows.isEmpty()) {
            return numbers;
        }
        try (PreparedStatement statement =
                target.prepareStatement(SqlFile.load("target/keep_repair.sql"), new String[] {"id"})) {
            for (Entry row : rows) {
                add(statement, row.key(), "delete", row.row(), null);
            }
            statement.executeBatch();
            try (ResultSet keys = statement.getGeneratedKeys()) {
                while (keys.next()) {
                    numbers.add(keys.getLong(1));
                }
            }
        }
        return numbers;
    }

    void inserted(Connection target, List<Entry> rows) throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/keep_repair.sql"))) {
            for (Entry row : rows) {
                add(statement, row.key(), "insert", null, row.row());
            }
            statement.executeBatch();
        }
    }

    /** @param rows as they came back, by the number under which they are kept */
    void rewritten(Connection target, Map<Long, String> rows) throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/complete_repair.sql"))) {
            for (Map.Entry<Long, String> row : rows.entrySet()) {
                statement.setString(1, row.getValue());
                statement.setLong(2, row.getKey());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Of rows that came back as they were. */
    void forget(Connection target, Collection<Long> numbers) throws SQLException {
        try (PreparedStatement statement = target.prepareStatement("DELETE FROM landfall.repair WHERE id = ?")) {
            for (Long number : numbers) {
                statement.setLong(1, number);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void add(
            PreparedStatement statement, String key, String action, @Nullable String before, @Nullable String after)
            throws SQLException {
        statement.setString(1, migration);
        statement.setString(2, table.source().name().name());
        statement.setString(3, key);
        statement.setString(4, action);
        statement.setString(5, before);
        statement.setString(6, after);
        statement.setString(7, position.toString());
        statement.addBatch();
    }
}
