package dev.landfall.apply;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ByteStreamWriter;

/**
 * Statements in strict order, sent together as long as their text stays the same. Statements stay prepared on the
 * connection. One thread; the connection's owner closes it.
 */
final class StatementBatch {
    /** Enough to hide the round trip; more only holds memory. */
    private static final int MAX_PENDING = 500;

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private final List<@Nullable Description> expectations = new ArrayList<>();
    private @Nullable String pendingSql;

    StatementBatch(Connection connection) {
        this.connection = connection;
    }

    /** Describes a change for people: operation, table and key. Asked only when the change did not find its row. */
    interface Description {
        String text();
    }

    /** @param oneRow describes the change if it must touch exactly one row; null when any number is right */
    void add(String sql, List<@Nullable Object> parameters, @Nullable Description oneRow) throws SQLException {
        if (pendingSql != null && (!pendingSql.equals(sql) || expectations.size() >= MAX_PENDING)) {
            flush();
        }
        if (parameters.stream().anyMatch(ByteStreamWriter.class::isInstance)) {
            flush();
            alone(sql, parameters, oneRow);
            return;
        }
        PreparedStatement statement = prepare(sql);
        set(statement, parameters);
        statement.addBatch();
        pendingSql = sql;
        expectations.add(oneRow);
    }

    /**
     * A large value is sent in a statement of its own: of a batch that fails, pgjdbc puts a statement with its parameters into the
     * exception, and reads the value into memory several times over for that.
     */
    private void alone(String sql, List<@Nullable Object> parameters, @Nullable Description oneRow)
            throws SQLException {
        PreparedStatement statement = prepare(sql);
        set(statement, parameters);
        int count;
        try {
            count = statement.executeUpdate();
        } catch (SQLException e) {
            throwUnread(e);
            throw e;
        } finally {
            // The statement would hold the row's values until its next one.
            statement.clearParameters();
        }
        requireOneRow(oneRow, count);
    }

    /** Where the value cannot be read, pgjdbc says that PostgreSQL cannot be reached. */
    private static void throwUnread(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MigrationException unread) {
                throw unread;
            }
        }
    }

    private static void set(PreparedStatement statement, List<@Nullable Object> parameters) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            statement.setObject(i + 1, parameters.get(i));
        }
    }

    void flush() throws SQLException {
        if (pendingSql == null) {
            return;
        }
        PreparedStatement statement = prepare(pendingSql);
        List<@Nullable Description> expected = new ArrayList<>(expectations);
        pendingSql = null;
        expectations.clear();
        int[] counts;
        try {
            counts = statement.executeBatch();
        } catch (BatchUpdateException e) {
            throw e.getNextException() == null ? e : e.getNextException();
        }
        for (int i = 0; i < counts.length; i++) {
            requireOneRow(expected.get(i), counts[i]);
        }
    }

    private static void requireOneRow(@Nullable Description change, int count) {
        if (change != null && count != 1) {
            throw diverged(change.text(), count);
        }
    }

    /** Adds statements. */
    interface Adding {
        void run() throws SQLException;
    }

    /**
     * Tries some statements by themselves; what came before is written first.
     *
     * @return why PostgreSQL refuses the row, and then nothing of it stays; empty when it takes it
     */
    Optional<String> attempt(Adding adding) throws SQLException {
        flush();
        Savepoint before = connection.setSavepoint();
        try {
            adding.run();
            flush();
            connection.releaseSavepoint(before);
            return Optional.empty();
        } catch (SQLException e) {
            if (!RefusedRows.mayBeARow(e)) {
                throw e;
            }
            connection.rollback(before);
            connection.releaseSavepoint(before);
            return Optional.of(RefusedRows.reason(e));
        }
    }

    /** A statement of the connection, prepared once; flush first when it must see the pending changes. */
    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        return statement;
    }

    /** Forgets what is pending, after a rollback. */
    void clear() throws SQLException {
        if (pendingSql != null) {
            prepare(pendingSql).clearBatch();
        }
        pendingSql = null;
        expectations.clear();
    }

    private static MigrationException diverged(String change, int count) {
        return new MigrationException(
                FailureCode.STREAM_DIVERGED,
                change + ": " + count
                        + " rows found on the target, expected 1. The target was changed by somebody else, or"
                        + " the source changed rows that are not in its binary log (sql_log_bin=0).",
                "Nothing of this transaction was applied. Run migrate verify to see which rows differ, correct them on the"
                        + " target, then run the stream again.");
    }
}
