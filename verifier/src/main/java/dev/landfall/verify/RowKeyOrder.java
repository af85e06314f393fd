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

    /** What has no place on the scale comes first. Of numbers with the same whole part the texts tell; anything else with a place has one text. */
    private static Comparator<String> on(KeyScale scale) {
        Comparator<KeySpan.Key> byPlace = Comparator.nullsFirst(Comparator.naturalOrder());
        return (one, other) -> {
            KeySpan.Key place = place(scale, one);
            int order = byPlace.compare(place, place(scale, other));
            return order != 0 || place != null && scale != KeyScale.NUMBER ? order : BY_TEXT.compare(one, other);
        };
    }

    private static KeySpan.@Nullable Key place(KeyScale scale, @Nullable String value) {
        return Optional.ofNullable(value).flatMap(scale::place).orElse(null);
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
