package dev.landfall.apply;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.event.LargeValue;
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
    /** Columns whose text may be a large value. */
    private final int[] largeTexts;

    private final String insert;
    private final String update;
    private final String delete;

    TableStatements(TablePlan table) {
        this.table = table;
        this.written = table.writtenColumns();
        this.largeTexts = Arrays.stream(written)
                .filter(i -> table.columns().get(i).source().type() instanceof MariaDbType.TextType)
                .toArray();
        TargetRow usual = TargetRow.ofNulls(table.columns().size());
        this.insert = insertOf(usual);
        this.update = updateOf(usual, usual);
        this.delete = deleteOf(usual);
    }

    String insert(TargetRow after) {
        return hasLargeText(after) ? insertOf(after) : insert;
    }

    String update(TargetRow before, TargetRow after) {
        return hasLargeText(before) || hasLargeText(after) || hasZero(before) ? updateOf(before, after) : update;
    }

    String delete(TargetRow before) {
        return hasLargeText(before) || hasZero(before) ? deleteOf(before) : delete;
    }

    /** Whether a row is looked for of which there may be another one with a zero of the other sign. */
    private boolean hasZero(TargetRow before) {
        return table.rowKey().isEmpty() && Arrays.stream(written).anyMatch(i -> isZero(before.get(i)));
    }

    private static boolean isZero(@Nullable Object value) {
        return value instanceof Double number && number == 0 || value instanceof Float single && single == 0;
    }

    private boolean hasLargeText(TargetRow row) {
        for (int column : largeTexts) {
            if (isLargeText(row, column)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLargeText(TargetRow row, int column) {
        return row.get(column) instanceof LargeValue large && large.isText();
    }

    private String insertOf(TargetRow after) {
        return "INSERT INTO " + name(table) + " (" + join(written, i -> column(table, i), ", ") + ") VALUES ("
                + join(written, i -> value(i, after), ", ") + ")";
    }

    private String updateOf(TargetRow before, TargetRow after) {
        return "UPDATE " + name(table) + " SET " + join(written, i -> column(table, i) + " = " + value(i, after), ", ")
                + " WHERE " + found(before);
    }

    private String deleteOf(TargetRow before) {
        return "DELETE FROM " + name(table) + " WHERE " + found(before);
    }

    private String value(int column, TargetRow row) {
        return isLargeText(row, column) ? "convert_from(CAST(? AS bytea), 'UTF8')" : value(table, column);
    }

    private String found(TargetRow before) {
        return table.rowKey().isEmpty() ? anyOneRow(before) : byKey();
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
    private String anyOneRow(TargetRow before) {
        // A place is a place within one partition.
        boolean parts = table.partitioning() != null;
        return (parts ? "(tableoid, ctid) = (SELECT tableoid, ctid FROM " : "ctid = (SELECT ctid FROM ") + name(table)
                + " WHERE " + join(written, i -> sameValue(i, before), " AND ") + sameZerosFirst(before) + " LIMIT 1)";
    }

    /**
     * To {@code =} a -0 is a 0. There may be no row with the very zero: MariaDB 10.11 has a -0 in its binary log of a FLOAT
     * that was too small, and sends a 0 to the snapshot.
     */
    private String sameZerosFirst(TargetRow before) {
        return Arrays.stream(written)
                .filter(i -> isZero(before.get(i)))
                .mapToObj(i -> "CAST(" + column(table, i) + " AS text) = '"
                        + (String.valueOf(before.get(i)).startsWith("-") ? "-0" : "0") + "' DESC")
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), order -> order.isEmpty() ? "" : " ORDER BY " + order));
    }

    private String sameValue(int column, TargetRow before) {
        if (isLargeText(before, column)) {
            return "convert_to(" + column(table, column) + ", 'UTF8') IS NOT DISTINCT FROM CAST(? AS bytea)";
        }
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
