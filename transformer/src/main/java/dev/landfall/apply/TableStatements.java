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
    /** Columns that have a -0 besides 0, where a row is found by its values. */
    private final int[] signedZeros;

    private final String insert;
    private final String update;
    private final String delete;

    TableStatements(TablePlan table) {
        this.table = table;
        this.written = table.writtenColumns();
        this.largeTexts = Arrays.stream(written)
                .filter(i -> table.columns().get(i).source().type() instanceof MariaDbType.TextType)
                .toArray();
        this.signedZeros = Arrays.stream(written)
                .filter(i -> table.rowKey().isEmpty() && hasSignedZero(table, i))
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
        return hasLargeText(before) || hasLargeText(after) ? updateOf(before, after) : update;
    }

    String delete(TargetRow before) {
        return hasLargeText(before) ? deleteOf(before) : delete;
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
        if (!table.rowKey().isEmpty()) {
            return parameters(keyColumns(), before);
        }
        List<@Nullable Object> parameters = parameters(signedZeros, before);
        parameters.addAll(parameters(written, before));
        return parameters;
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
        String place = parts ? "tableoid, ctid" : "ctid";
        String found = signedZeros.length == 0
                ? "SELECT " + place + same(before) + " LIMIT 1"
                : "WITH found AS MATERIALIZED (SELECT " + place + ", " + join(signedZeros, this::sameZero, " AND ")
                        + " AS very" + same(before) + ") (SELECT " + place
                        + " FROM found WHERE very LIMIT 1) UNION ALL (SELECT "
                        + place + " FROM found LIMIT 1) LIMIT 1";
        return (parts ? "(" + place + ")" : place) + " = (" + found + ")";
    }

    private String same(TargetRow before) {
        return " FROM " + name(table) + " WHERE " + join(written, i -> sameValue(i, before), " AND ");
    }

    /**
     * To {@code =} a -0 is a 0. There may be no row with the very zero: MariaDB 10.11 has a -0 in its binary log of a FLOAT
     * that was too small, and sends a 0 to the snapshot. PostgreSQL reads the rows once and only as far as the very row;
     * to be ordered they would all be read each time. The text is the same whatever the zeros are: it stays prepared.
     */
    private String sameZero(int column) {
        String bytes = table.columns().get(column).type().kind() == PgType.Kind.REAL ? "float4send(" : "float8send(";
        return bytes + column(table, column) + ") IS NOT DISTINCT FROM " + bytes + value(table, column) + ")";
    }

    private static boolean hasSignedZero(TablePlan table, int column) {
        PgType.Kind kind = table.columns().get(column).type().kind();
        return kind == PgType.Kind.REAL || kind == PgType.Kind.DOUBLE;
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
