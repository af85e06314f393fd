package dev.landfall.apply;

import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.sql.Identifiers;
import dev.landfall.target.PgType;
import dev.landfall.transform.TargetRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** INSERT, UPDATE and DELETE of one table, and their parameters. Immutable. */
final class TableStatements {
    private final TablePlan table;
    private final int[] written;
    private final String insert;
    private final String update;
    private final String delete;

    TableStatements(TablePlan table) {
        this.table = table;
        this.written = table.writtenColumns();
        String name = name(table);
        String columns = join(written, i -> column(table, i), ", ");
        this.insert =
                "INSERT INTO " + name + " (" + columns + ") VALUES (" + join(written, i -> value(table, i), ", ") + ")";
        String row = table.rowKey().isEmpty() ? anyOneRow() : byKey();
        this.update = "UPDATE " + name + " SET " + join(written, i -> column(table, i) + " = " + value(table, i), ", ")
                + " WHERE " + row;
        this.delete = "DELETE FROM " + name + " WHERE " + row;
    }

    String insert() {
        return insert;
    }

    String update() {
        return update;
    }

    String delete() {
        return delete;
    }

    List<@Nullable Object> insertParameters(TargetRow after) {
        return parameters(written, after);
    }

    List<@Nullable Object> updateParameters(TargetRow before, TargetRow after) {
        List<@Nullable Object> parameters = parameters(written, after);
        parameters.addAll(deleteParameters(before));
        return parameters;
    }

    List<@Nullable Object> deleteParameters(TargetRow before) {
        return parameters(table.rowKey().isEmpty() ? written : keyColumns(), before);
    }

    /** Operation, table and key for people. */
    String describe(String operation, TargetRow row) {
        String key = table.rowKey().isEmpty()
                ? "a row without key"
                : table.rowKey().stream()
                        .map(i -> table.columns().get(i).name() + "=" + row.get(i))
                        .collect(Collectors.joining(", "));
        return operation + " of " + table.display() + " [" + key + "]";
    }

    static String name(TablePlan table) {
        return Identifiers.postgres(table.schema()) + "." + Identifiers.postgres(table.name());
    }

    static String column(TablePlan table, int column) {
        return Identifiers.postgres(table.columns().get(column).name());
    }

    /** A parameter with the column's type, so that comparisons use the column's own operators and indexes. */
    static String value(TablePlan table, int column) {
        PgType type = table.columns().get(column).type();
        return switch (type.kind()) {
            // A cast to varchar(n) or numeric(p,s) would cut or round; the assignment refuses instead.
            case VARCHAR, TEXT -> "CAST(? AS text)";
            case NUMERIC -> "CAST(? AS numeric)";
            case TIMESTAMP -> "CAST(? AS timestamp)";
            case TIMESTAMPTZ -> "CAST(? AS timestamptz)";
            case INTERVAL -> "CAST(? AS interval)";
            default -> "CAST(? AS " + type.sql() + ")";
        };
    }

    static @Nullable Object parameter(TablePlan table, int column, @Nullable Object value) {
        return value == null ? null : PgParameter.of(table.columns().get(column).type(), value);
    }

    private String byKey() {
        return join(keyColumns(), i -> column(table, i) + " = " + value(table, i), " AND ");
    }

    /** One of the rows with exactly these values: without a key, equal rows are the same to everybody. */
    private String anyOneRow() {
        // A place is a place within one partition.
        boolean parts = table.partitioning() != null;
        return (parts ? "(tableoid, ctid) = (SELECT tableoid, ctid FROM " : "ctid = (SELECT ctid FROM ") + name(table)
                + " WHERE " + join(written, this::sameValue, " AND ") + " LIMIT 1)";
    }

    private String sameValue(int column) {
        ColumnPlan plan = table.columns().get(column);
        return plan.type().comparable()
                ? column(table, column) + " IS NOT DISTINCT FROM " + value(table, column)
                : "CAST(" + column(table, column) + " AS text) IS NOT DISTINCT FROM CAST(? AS text)";
    }

    private int[] keyColumns() {
        return table.rowKey().stream().mapToInt(Integer::intValue).toArray();
    }

    private List<@Nullable Object> parameters(int[] columns, TargetRow row) {
        List<@Nullable Object> parameters = new ArrayList<>(columns.length * 2);
        for (int column : columns) {
            parameters.add(parameter(table, column, row.get(column)));
        }
        return parameters;
    }

    private interface PerColumn {
        String text(int column);
    }

    private static String join(int[] columns, PerColumn text, String separator) {
        IntStream stream = Arrays.stream(columns);
        return stream.mapToObj(text::text).collect(Collectors.joining(separator));
    }
}
