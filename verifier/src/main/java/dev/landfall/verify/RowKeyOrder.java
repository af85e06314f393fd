package dev.landfall.verify;

import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.TablePlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The order in which a table's differing rows are listed, by whatever ranges, buckets or strips they were found: that of the key as people
 * count, column by column; by the digest where nothing else tells them apart. Immutable.
 */
final class RowKeyOrder implements Comparator<RowKey> {
    private static final Comparator<String> BY_TEXT = Comparator.nullsFirst(Comparator.naturalOrder());

    /** Of a key's values, see {@link RowKey#values}. */
    private final List<Comparator<String>> values;

    private RowKeyOrder(List<Comparator<String>> values) {
        this.values = List.copyOf(values);
    }

    static RowKeyOrder of(TablePlan plan) {
        List<Comparator<String>> values = new ArrayList<>();
        for (int key : plan.rowKey()) {
            ColumnPlan column = plan.columns().get(key);
            if (KeyColumns.of(column).or(() -> CalendarColumn.of(column)).isPresent()) {
                values.add(KeyScale.of(column).map(RowKeyOrder::on).orElse(BY_TEXT));
            }
        }
        return new RowKeyOrder(values);
    }

    /** What has no place on the scale comes first. */
    private static Comparator<String> on(KeyScale scale) {
        return Comparator.comparing(
                        (@Nullable String value) ->
                                Optional.ofNullable(value).flatMap(scale::place).orElse(null),
                        Comparator.nullsFirst(Comparator.<KeySpan.Key>naturalOrder()))
                .thenComparing(BY_TEXT);
    }

    @Override
    public int compare(RowKey one, RowKey other) {
        int columns = Math.min(
                values.size(), Math.min(one.values().size(), other.values().size()));
        for (int column = 0; column < columns; column++) {
            int order = values.get(column)
                    .compare(one.values().get(column), other.values().get(column));
            if (order != 0) {
                return order;
            }
        }
        return one.digest().compareTo(other.digest());
    }
}
