package dev.landfall.apply;

import dev.landfall.plan.TablePlan;
import dev.landfall.transform.TargetRow;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * Writes many rows of one table at once: they are copied in, new ones straight into the table, others next to it and joined
 * by the key. What lies next to it is temporary and empty again after each transaction. One thread; works in the caller's
 * transaction.
 */
final class Staging {
    private static final int FLUSH_BYTES = 128 * 1024;
    /** Of a staged row. */
    private static final String ALIAS = "staged";

    private final StatementBatch statements;
    private final Connection connection;
    private final String table;
    private final CopyFormat rows;
    private final CopyFormat keys;
    private final String stagedRows;
    private final String stagedKeys;
    private final String update;
    private final String delete;
    private Stage rowsStage = Stage.MISSING;
    private Stage keysStage = Stage.MISSING;

    /** Of a temporary table, as this transaction sees it. */
    private enum Stage {
        MISSING,
        EMPTY,
        USED
    }

    /** @param number tells the tables of a session apart */
    Staging(TablePlan plan, int number, StatementBatch statements, Connection connection) {
        int[] written = plan.writtenColumns();
        int[] key = plan.rowKey().stream().mapToInt(Integer::intValue).toArray();
        this.statements = statements;
        this.connection = connection;
        this.table = TableStatements.name(plan);
        this.rows = new CopyFormat(plan, written);
        this.keys = new CopyFormat(plan, key);
        this.stagedRows = "pg_temp.landfall_rows_" + number;
        this.stagedKeys = "pg_temp.landfall_keys_" + number;
        IntFunction<String> same =
                i -> TableStatements.column(plan, i) + " = " + ALIAS + "." + TableStatements.column(plan, i);
        String found =
                Arrays.stream(key).mapToObj(i -> "target." + same.apply(i)).collect(Collectors.joining(" AND "));
        this.update = "UPDATE " + table + " AS target SET "
                + Arrays.stream(written).mapToObj(same).collect(Collectors.joining(", ")) + " FROM " + stagedRows
                + " AS "
                + ALIAS + " WHERE " + found;
        this.delete = "DELETE FROM " + table + " AS target USING " + stagedKeys + " AS " + ALIAS + " WHERE " + found;
    }

    /**
     * Makes a session ready. Joins look every staged row up by its key: nothing is known about how many there are, and a scan
     * of the whole table would never pay.
     *
     * @return whether the role may have temporary tables; nothing can be staged without
     */
    static boolean prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET enable_hashjoin = off");
            statement.execute("SET enable_mergejoin = off");
            statement.execute("SET jit = off");
            try (ResultSet row =
                    statement.executeQuery("SELECT has_database_privilege(current_database(), 'TEMPORARY')")) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** After a commit: what was used is empty. */
    void committed() {
        rowsStage = rowsStage == Stage.USED ? Stage.EMPTY : rowsStage;
        keysStage = keysStage == Stage.USED ? Stage.EMPTY : keysStage;
    }

    /** After a rollback: what was made in that transaction is gone. */
    void forget() {
        rowsStage = Stage.MISSING;
        keysStage = Stage.MISSING;
    }

    void insert(List<TargetRow> inserted) throws SQLException {
        copy(rows, table, inserted);
    }

    /** @throws FoldingException when a row is not there */
    void update(List<TargetRow> updated) throws SQLException, FoldingException {
        makeReady(stagedRows, rows, rowsStage);
        rowsStage = Stage.USED;
        copy(rows, stagedRows, updated);
        expect(updated.size(), update);
    }

    /** @throws FoldingException when a row is not there */
    void delete(List<TargetRow> deleted) throws SQLException, FoldingException {
        makeReady(stagedKeys, keys, keysStage);
        keysStage = Stage.USED;
        copy(keys, stagedKeys, deleted);
        expect(deleted.size(), delete);
    }

    private void expect(int count, String sql) throws SQLException, FoldingException {
        int found = statements.prepare(sql).executeUpdate();
        if (found != count) {
            throw new FoldingException(found + " of " + count + " rows found");
        }
    }

    private void makeReady(String staged, CopyFormat format, Stage stage) throws SQLException {
        switch (stage) {
            case MISSING -> create(staged, format);
            case EMPTY -> {}
            case USED -> {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("TRUNCATE " + staged);
                }
            }
        }
    }

    /** Has the table's column types, but none of its constraints. */
    private void create(String staged, CopyFormat format) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS " + staged);
            statement.execute("CREATE TEMPORARY TABLE " + staged.substring(staged.indexOf('.') + 1)
                    + " ON COMMIT DELETE ROWS AS SELECT " + format.names() + " FROM " + table + " WITH NO DATA");
        }
    }

    private void copy(CopyFormat format, String relation, List<TargetRow> copied) throws SQLException {
        CopyIn copy = new CopyManager(connection.unwrap(BaseConnection.class)).copyIn(format.into(relation));
        try {
            CopyBuffer buffer = new CopyBuffer(FLUSH_BYTES * 2);
            CopyFormat.begin(buffer);
            for (TargetRow row : copied) {
                format.row(row, buffer);
                if (buffer.size() >= FLUSH_BYTES) {
                    send(copy, buffer);
                }
            }
            CopyFormat.end(buffer);
            send(copy, buffer);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void send(CopyIn copy, CopyBuffer buffer) throws SQLException {
        buffer.writeTo(copy::writeToCopy);
        buffer.clear();
    }
}
