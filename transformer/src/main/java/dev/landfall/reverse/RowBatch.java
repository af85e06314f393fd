package dev.landfall.reverse;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sends changes in their order, neighbours with the same statement together, and sees to it that each finds its row. One thread;
 * the connection stays the caller's.
 */
final class RowBatch implements AutoCloseable {
    private static final int MAX_ROWS = 500;
    /** Characters: far below {@code max_allowed_packet}. */
    private static final long MAX_SIZE = 1 << 20;

    private static final int MAX_STATEMENTS = 200;
    /** Classes of SQLSTATE: data exception, integrity constraint violation. */
    private static final List<String> OF_ROWS = List.of("22", "23");

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(16, 0.75f, true);
    private final List<ReverseTable.Change> waiting = new ArrayList<>();
    private @Nullable PreparedStatement statement;
    private @Nullable ReverseTable table;
    private long size;

    RowBatch(Connection connection) {
        this.connection = connection;
    }

    void add(ReverseTable of, ReverseTable.Change change) throws SQLException {
        boolean same = !waiting.isEmpty() && waiting.get(0).sql().equals(change.sql());
        if (!same || waiting.size() >= MAX_ROWS || size >= MAX_SIZE) {
            flush();
        }
        PreparedStatement prepared = prepared(change.sql());
        statement = prepared;
        table = of;
        int index = 0;
        for (ReverseTable.Value value : change.values()) {
            index++;
            String text = value.text();
            if (text == null && !value.mayBeNull()) {
                UnholdableValueException none = new UnholdableValueException("NULL in a column that is NOT NULL there");
                throw refused(of, change, false, "column " + value.column().name() + ": " + none.getMessage(), none);
            }
            if (text == null) {
                prepared.setNull(index, Types.NULL);
            } else {
                size += text.length();
                bind(of, change, value, prepared, index, text);
            }
        }
        prepared.addBatch();
        waiting.add(change);
    }

    private void bind(
            ReverseTable of,
            ReverseTable.Change change,
            ReverseTable.Value value,
            PreparedStatement prepared,
            int index,
            String text)
            throws SQLException {
        try {
            value.binding().set(prepared, index, text);
        } catch (UnholdableValueException | NumberFormatException e) {
            throw refused(of, change, false, "column " + value.column().name() + ": " + e.getMessage(), e);
        }
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known != null) {
            return known;
        }
        if (statements.size() >= MAX_STATEMENTS) {
            Map.Entry<String, PreparedStatement> eldest =
                    statements.entrySet().iterator().next();
            eldest.getValue().close();
            statements.remove(eldest.getKey());
        }
        PreparedStatement prepared = connection.prepareStatement(sql);
        statements.put(sql, prepared);
        return prepared;
    }

    /** @throws MigrationException {@code REVERSE-001} when a row is not found, {@code REVERSE-002} when one is refused */
    void flush() throws SQLException {
        if (waiting.isEmpty() || statement == null || table == null) {
            return;
        }
        List<ReverseTable.Change> sent = List.copyOf(waiting);
        waiting.clear();
        size = 0;
        int[] counts;
        try {
            counts = statement.executeBatch();
        } catch (SQLException e) {
            throw explained(table, sent, e);
        }
        for (int i = 0; i < counts.length; i++) {
            if (sent.get(i).exactlyOne() && counts[i] != 1) {
                throw new MigrationException(
                        FailureCode.REVERSE_DIVERGED,
                        "The " + sent.get(i).operation() + " of a row of "
                                + table.plan().display() + " finds " + counts[i]
                                + " rows of " + table.plan().source().name() + " on MariaDB; expected 1"
                                + keyOf(table, sent.get(i)) + ".",
                        "Nothing of its transaction is applied. Somebody else has written on MariaDB: put the row back as it"
                                + " was and run migrate reverse again, or give up the way back with migrate cutover --final.");
            }
        }
    }

    private static SQLException explained(ReverseTable table, List<ReverseTable.Change> sent, SQLException e) {
        SQLException cause =
                e instanceof BatchUpdateException && e.getCause() instanceof SQLException inner ? inner : e;
        String state = String.valueOf(cause.getSQLState());
        if (OF_ROWS.stream().anyMatch(state::startsWith)) {
            throw refused(table, sent.get(0), sent.size() > 1, String.valueOf(cause.getMessage()), cause);
        }
        return cause;
    }

    private static MigrationException refused(
            ReverseTable table, ReverseTable.Change change, boolean oneOfMany, String reason, Exception cause) {
        return new MigrationException(
                FailureCode.REVERSE_REFUSED,
                "The " + change.operation() + " of a row of " + table.plan().display()
                        + " cannot be repeated on MariaDB (" + reason + ")" + (oneOfMany ? "" : keyOf(table, change))
                        + ".",
                "Nothing of its transaction is applied. Make room for it on MariaDB (a wider column, another value of the row"
                        + " in its way) and run migrate reverse again, or give up the way back with migrate cutover --final.",
                cause);
    }

    /** Values stay out of messages, but for those of the key. */
    private static String keyOf(ReverseTable table, ReverseTable.Change change) {
        String values = table.key().stream()
                .map(position -> table.columns().get(position))
                .flatMap(column -> change.values().stream()
                        .filter(value -> value.column().equals(column))
                        .limit(1))
                .map(value -> value.column().name() + "=" + value.text())
                .collect(Collectors.joining(", "));
        return values.isEmpty() ? "" : " [" + values + "]";
    }

    /** Forgets what has not been sent. */
    void clear() throws SQLException {
        if (statement != null) {
            statement.clearBatch();
        }
        waiting.clear();
        size = 0;
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement each : statements.values()) {
            each.close();
        }
    }
}
