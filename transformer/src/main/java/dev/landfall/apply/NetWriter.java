package dev.landfall.apply;

import dev.landfall.transform.TargetRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Writes what the changes of tables come to. One thread; works in the caller's transaction. */
final class NetWriter {
    /** From about here on the round trips of copying cost less than a statement per row. */
    private static final int MANY = 100;

    private final StatementBatch statements;
    private final Connection connection;
    private final int many;
    /** By identity: a table's hash would be that of its whole plan. */
    private final Map<ReplicatedTable, Staging> stagings = new IdentityHashMap<>();

    NetWriter(StatementBatch statements, Connection connection) throws SQLException {
        this.statements = statements;
        this.connection = connection;
        this.many = Staging.prepare(connection) ? MANY : Integer.MAX_VALUE;
        connection.commit();
    }

    /**
     * Deletes come first, so that whatever else is written finds its values free.
     *
     * @throws FoldingException when a row is not where it should be
     * @throws dev.landfall.failure.MigrationException {@code STREAM-004} for the same, now or with a later statement
     */
    void write(ReplicatedTable table, NetChanges changes) throws SQLException, FoldingException {
        delete(table, changes.deletes());
        update(table, changes.updates());
        insert(table, changes.inserts());
    }

    /** After a commit. */
    void committed() {
        stagings.values().forEach(Staging::committed);
    }

    /** After a rollback. */
    void forget() {
        stagings.values().forEach(Staging::forget);
    }

    private void delete(ReplicatedTable table, List<TargetRow> rows) throws SQLException, FoldingException {
        if (rows.size() >= many) {
            staging(table).delete(rows);
            return;
        }
        TableStatements own = table.statements();
        for (TargetRow row : rows) {
            statements.add(own.delete(row), own.deleteParameters(row), () -> own.describe("delete", row));
        }
    }

    private void update(ReplicatedTable table, List<TargetRow> rows) throws SQLException, FoldingException {
        if (rows.size() >= many) {
            staging(table).update(rows);
            return;
        }
        TableStatements own = table.statements();
        for (TargetRow row : rows) {
            statements.add(own.update(row, row), own.updateParameters(row, row), () -> own.describe("update", row));
        }
    }

    private void insert(ReplicatedTable table, List<TargetRow> rows) throws SQLException {
        if (rows.size() >= many) {
            staging(table).insert(rows);
            return;
        }
        TableStatements own = table.statements();
        for (TargetRow row : rows) {
            statements.add(own.insert(row), own.insertParameters(row), null);
        }
    }

    /** What is pending is written before it. */
    private Staging staging(ReplicatedTable table) throws SQLException {
        statements.flush();
        Staging staging = stagings.get(table);
        if (staging == null) {
            staging = new Staging(table.plan(), stagings.size(), statements, connection);
            stagings.put(table, staging);
        }
        return staging;
    }
}
