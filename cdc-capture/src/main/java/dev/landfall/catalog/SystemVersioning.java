package dev.landfall.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a system-versioned table's row images hold the row's period. Its two columns are not among the table's columns:
 * they describe the row's history, not the row.
 *
 * @param rowStart position in the row image, from 0; counts every column, the period's own included
 * @param rowEnd position in the row image
 * @param hidden whether MariaDB added both by itself, behind the declared columns
 * @param byTransaction whether they hold transaction numbers instead of times
 * @param period both columns, in the order of their positions
 */
public record SystemVersioning(
        int rowStart, int rowEnd, boolean hidden, boolean byTransaction, List<SourceColumn> period) {
    private static final String SUFFIX = "_history";

    public SystemVersioning {
        period = List.copyOf(period);
    }

    /**
     * The table's former rows as a table of their own, {@code ..._history}: all columns in the order of row images, nothing
     * that numbers or checks rows, and the key of each row with the end of its period. The server estimates current and
     * former rows together: both tables have that estimate.
     *
     * @param table the one that this describes
     */
    SourceTable historyOf(SourceTable table) {
        String end = period.get(rowEnd > rowStart ? 1 : 0).name();
        List<SourceColumn> columns = new ArrayList<>(
                table.columns().stream().map(SystemVersioning::withoutDefaults).toList());
        columns.add(Math.min(rowStart, rowEnd), period.get(0));
        columns.add(Math.max(rowStart, rowEnd), period.get(1));
        List<String> key = new ArrayList<>(table.primaryKey());
        if (!key.isEmpty()) {
            key.add(end);
        }
        return new SourceTable(
                new TableName(table.name().database(), table.name().name() + SUFFIX),
                table.engine(),
                columns,
                key,
                List.of(),
                List.of(),
                List.of(),
                null,
                new HistoryOf(table.name(), end),
                null,
                null,
                table.approximateRows(),
                table.approximateBytes(),
                table.comment());
    }

    private static SourceColumn withoutDefaults(SourceColumn column) {
        return new SourceColumn(
                column.name(),
                column.type(),
                column.declaration(),
                column.nullable(),
                new ColumnDefault.None(),
                false,
                column.generation(),
                column.charset(),
                column.collation(),
                false,
                column.compressed(),
                column.comment());
    }
}
