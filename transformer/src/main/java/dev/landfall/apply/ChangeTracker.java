package dev.landfall.apply;

import dev.landfall.event.SourceTransaction;
import dev.landfall.plan.TablePlan;
import dev.landfall.sql.SqlFile;
import dev.landfall.target.PgType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes down which rows a batch changes, in the batch's own transaction, for as long as a verification has asked for it
 * ({@code landfall.tracking}): what was proven equal before needs to be compared again only there. One thread.
 */
final class ChangeTracker {
    /** MariaDB may match their values in other ways than PostgreSQL. */
    private static final Set<PgType.Kind> TEXTS = EnumSet.of(PgType.Kind.VARCHAR, PgType.Kind.TEXT);

    private final String migration;
    private final Map<String, ReplicatedTable> tables;
    private final StatementBatch batch;
    private final Set<String> wholeChildren = new HashSet<>();
    private boolean complete = true;
    private boolean tracking;

    /** @param tables by the source's name */
    ChangeTracker(String migration, Map<String, ReplicatedTable> tables, StatementBatch batch) {
        this.migration = migration;
        this.tables = tables;
        this.batch = batch;
    }

    /**
     * PostgreSQL's own keys and triggers act on what the session writes, and nobody knows on which rows: nothing is written down, so
     * that no proof holds for longer than until the next batch.
     */
    void giveUp() {
        complete = false;
    }

    /**
     * Before a batch. Whoever asks for tracking does so before it holds the stream still between two batches; so the next
     * batch after its view sees it.
     */
    void begin() throws SQLException {
        wholeChildren.clear();
        if (!complete) {
            return;
        }
        PreparedStatement statement = batch.prepare(SqlFile.load("target/is_tracking.sql"));
        statement.setString(1, migration);
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            tracking = row.getBoolean(1);
        }
    }

    /**
     * Before foreign keys act on the children of a row: the children that are found now, and those that have the parent's old
     * or new values, whatever becomes of them.
     *
     * @param to the parent's new values; null when it was deleted
     */
    void cascading(Cascade cascade, List<@Nullable Object> from, @Nullable List<@Nullable Object> to)
            throws SQLException {
        if (!tracking) {
            return;
        }
        TablePlan child = cascade.child();
        if (child.rowKey().isEmpty()
                || cascade.childColumns().stream()
                        .anyMatch(i ->
                                TEXTS.contains(child.columns().get(i).type().kind()))) {
            if (wholeChildren.add(child.source().name().name())) {
                batch.add(
                        SqlFile.load("target/add_changed_rows.sql"),
                        parameters(child.source().name().name(), null, "{NULL}"),
                        null);
            }
            return;
        }
        children(child, cascade, from);
        parents(child, cascade, from);
        if (to != null && !to.contains(null)) {
            parents(child, cascade, to);
        }
    }

    private void children(TablePlan child, Cascade cascade, List<@Nullable Object> from) throws SQLException {
        String keys = child.rowKey().stream()
                .map(i -> ChangedRow.sql(child, i, TableStatements.column(child, i)))
                .collect(Collectors.joining(", "));
        String where = cascade.childColumns().stream()
                .map(i -> TableStatements.column(child, i) + " = " + TableStatements.value(child, i))
                .collect(Collectors.joining(" AND "));
        List<@Nullable Object> parameters = start(child, child.rowKey());
        parameters.addAll(from);
        batch.add(
                "INSERT INTO landfall.changed_row (migration, source_table, columns, row_values)"
                        + " SELECT ?, ?, CAST(? AS smallint[]), CAST(json_build_array(" + keys + ") AS text) FROM "
                        + TableStatements.name(child) + " WHERE " + where,
                parameters,
                null);
    }

    private void parents(TablePlan child, Cascade cascade, List<@Nullable Object> values) throws SQLException {
        String texts = cascade.childColumns().stream()
                .map(i -> ChangedRow.sql(child, i, TableStatements.value(child, i)))
                .collect(Collectors.joining(", "));
        List<@Nullable Object> parameters = start(child, cascade.childColumns());
        parameters.addAll(values);
        batch.add(
                "INSERT INTO landfall.changed_row (migration, source_table, columns, row_values)"
                        + " SELECT ?, ?, CAST(? AS smallint[]), CAST(json_build_array(" + texts + ") AS text)",
                parameters,
                null);
    }

    private List<@Nullable Object> start(TablePlan table, List<Integer> columns) {
        List<@Nullable Object> parameters = new ArrayList<>();
        parameters.add(migration);
        parameters.add(table.source().name().name());
        parameters.add(positions(columns));
        return parameters;
    }

    /** After a batch's last statement. */
    void write(Connection connection, List<SourceTransaction> transactions) throws SQLException {
        if (!tracking) {
            return;
        }
        long rows = 0;
        try (PreparedStatement statement = connection.prepareStatement(SqlFile.load("target/add_changed_rows.sql"))) {
            for (Map.Entry<String, TrackedChanges.Rows> table :
                    TrackedChanges.of(transactions, tables).entrySet()) {
                TrackedChanges.Rows changed = table.getValue();
                List<@Nullable Object> parameters = changed.whole()
                        ? parameters(table.getKey(), null, "{NULL}")
                        : parameters(table.getKey(), changed.columns(), array(connection, changed.values()));
                for (int i = 0; i < parameters.size(); i++) {
                    statement.setObject(i + 1, parameters.get(i));
                }
                rows += statement.executeUpdate();
            }
        }
        count(connection, rows);
    }

    private static Object array(Connection connection, Collection<String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray());
    }

    private List<@Nullable Object> parameters(String table, @Nullable List<Integer> columns, Object values) {
        List<@Nullable Object> parameters = new ArrayList<>();
        parameters.add(migration);
        parameters.add(table);
        parameters.add(columns == null ? null : positions(columns));
        parameters.add(values);
        return parameters;
    }

    /** As PostgreSQL writes an array. */
    private static String positions(List<Integer> columns) {
        return columns.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    private void count(Connection connection, long rows) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(SqlFile.load("target/count_tracked_batch.sql"))) {
            statement.setLong(1, rows);
            statement.setString(2, migration);
            try (ResultSet row = statement.executeQuery()) {
                if (row.next() && row.getBoolean(1)) {
                    end(connection);
                }
            }
        }
    }

    private void end(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SqlFile.load("target/end_tracking.sql"))) {
            statement.setString(1, migration);
            statement.executeUpdate();
        }
    }
}
