package dev.landfall.transform;

import dev.landfall.event.RowImage;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.rules.Policy;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of one table into target values, by the policies of its columns. Immutable, thread-safe. */
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
     * @param log hears of every value that a policy has changed, and of the one for which the row was set aside
     * @throws MigrationException {@code TYPE-001} when a value does not fit and its policy is to stop, with the row's key
     *     and the column
     */
    public Transformed transform(RowImage row, LossLog log) {
        return transform(row, written, log);
    }

    /**
     * @param columns the positions that are wanted; all others are null in the result
     * @throws MigrationException as above, for one of these columns
     */
    public Transformed transform(RowImage row, int[] columns, LossLog log) {
        @Nullable Object[] values = new @Nullable Object[converters.length];
        for (int column : columns) {
            Object value = row.get(column);
            if (value != null) {
                try {
                    values[column] = converters[column].convert(value);
                } catch (UnfitValueException e) {
                    ColumnPlan plan = table.columns().get(column);
                    Policy policy = policy(row, plan, e);
                    log.add(new LossLog.Case(plan.source().name(), e.loss(), policy), key(row));
                    if (policy.kind() == Policy.Kind.REJECT) {
                        return new Transformed.Rejected(plan.source().name(), e.loss(), e.reason());
                    }
                    values[column] = Replacements.of(plan, e.loss(), policy, value);
                }
            }
        }
        return new Transformed.Fit(new TargetRow(values));
    }

    private Policy policy(RowImage row, ColumnPlan plan, UnfitValueException unfit) {
        Policy policy = plan.policy(unfit.loss());
        if (policy.kind() != Policy.Kind.STOP) {
            return policy;
        }
        throw new MigrationException(
                FailureCode.VALUE_REFUSED,
                table.source().name() + "." + plan.source().name() + " [" + key(row) + "]: " + unfit.reason()
                        + "; expected a value that fits " + plan.type() + ".",
                "Correct the value on the source, or accept a loss: start the migration afresh with the policy "
                        + unfit.loss().key() + ": reject, null or replace for this column (docs/types.md).");
    }

    /** A value of one column; empty when a policy has to deal with it. @param value not null */
    public Optional<Object> fitted(int column, Object value) {
        try {
            return Optional.of(converters[column].convert(value));
        } catch (UnfitValueException e) {
            return Optional.empty();
        }
    }

    /** The row's key for people, as {@code id=5}. */
    public String key(RowImage row) {
        if (table.rowKey().isEmpty()) {
            return "no key";
        }
        return table.rowKey().stream()
                .map(i -> table.columns().get(i).source().name() + "=" + shown(row.get(i)))
                .collect(Collectors.joining(", "));
    }

    private static String shown(@Nullable Object value) {
        return value instanceof byte[] bytes ? "0x" + HexFormat.of().formatHex(bytes) : String.valueOf(value);
    }
}
