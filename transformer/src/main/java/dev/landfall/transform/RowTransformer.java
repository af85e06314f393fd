package dev.landfall.transform;

import dev.landfall.event.RowImage;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.TablePlan;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of one table into target values. Immutable, thread-safe. */
public final class RowTransformer {
    private final TablePlan table;
    private final int[] written;
    private final ValueConverter[] converters;

    public RowTransformer(TablePlan table) {
        this.table = table;
        this.written = table.writtenColumns();
        this.converters = table.columns().stream().map(ValueConverters::of).toArray(ValueConverter[]::new);
    }

    /**
     * @throws MigrationException {@code TYPE-001} when a value has no exact counterpart, with the row's key and the column
     */
    public TargetRow transform(RowImage row) {
        return transform(row, written);
    }

    /**
     * @param columns the positions that are wanted; all others are null in the result
     * @throws MigrationException as above, for one of these columns
     */
    public TargetRow transform(RowImage row, int[] columns) {
        @Nullable Object[] values = new @Nullable Object[converters.length];
        for (int column : columns) {
            Object value = row.get(column);
            if (value != null) {
                values[column] = convert(row, column, value);
            }
        }
        return new TargetRow(values);
    }

    private Object convert(RowImage row, int column, Object value) {
        try {
            return converters[column].convert(value);
        } catch (UnfitValueException e) {
            ColumnPlan plan = table.columns().get(column);
            throw new MigrationException(
                    FailureCode.VALUE_REFUSED,
                    table.source().name() + "." + plan.source().name() + " [" + key(row) + "]: " + e.getMessage()
                            + "; expected a value that fits " + plan.type() + ".",
                    "Correct the value on the source, or leave the table out with --exclude-tables; then run the command"
                            + " again.");
        }
    }

    private String key(RowImage row) {
        if (table.rowKey().isEmpty()) {
            return "no key";
        }
        return table.rowKey().stream()
                .map(i -> table.columns().get(i).source().name() + "=" + row.get(i))
                .collect(Collectors.joining(", "));
    }
}
