package dev.landfall.verify;

import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.rules.Policy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns what was written down about a table into conditions that both servers answer by an index; or gives up and takes the table. */
final class ChangedTable {
    /** Enough to forget the round trip, few enough for the optimizers. */
    private static final int KEYS_PER_STATEMENT = 500;

    private ChangedTable() {}

    /** @return empty when the whole table has to be compared */
    static Optional<List<ChangedKeys>> keys(TablePlan plan, List<ChangedValues> changes) {
        Map<List<Integer>, List<List<@Nullable String>>> byColumns = new LinkedHashMap<>();
        for (ChangedValues change : changes) {
            List<Integer> usable = usable(plan, change);
            if (usable.isEmpty()) {
                return Optional.empty();
            }
            byColumns
                    .computeIfAbsent(positions(change, usable), columns -> new ArrayList<>())
                    .add(usable.stream().map(change.values()::get).toList());
        }
        List<ChangedKeys> keys = new ArrayList<>();
        byColumns.forEach((columns, values) -> {
            List<KeyColumn> lookups = columns.stream()
                    .map(column -> lookup(plan, column).orElseThrow())
                    .toList();
            List<List<@Nullable String>> distinct = values.stream().distinct().toList();
            for (int from = 0; from < distinct.size(); from += KEYS_PER_STATEMENT) {
                keys.add(new ChangedKeys(
                        columns.containsAll(plan.rowKey()),
                        lookups,
                        distinct.subList(from, Math.min(distinct.size(), from + KEYS_PER_STATEMENT))));
            }
        });
        return Optional.of(keys);
    }

    private static List<Integer> positions(ChangedValues change, List<Integer> usable) {
        return usable.stream().map(change.columns()::get).toList();
    }

    /** Which of its columns both servers look up; without the first an index is of no use. */
    private static List<Integer> usable(TablePlan plan, ChangedValues change) {
        List<Integer> usable = new ArrayList<>();
        for (int i = 0; i < change.columns().size(); i++) {
            boolean found = change.values().get(i) != null
                    && lookup(plan, change.columns().get(i)).isPresent();
            if (found) {
                usable.add(i);
            } else if (i == 0) {
                return List.of();
            }
        }
        return usable;
    }

    private static Optional<KeyColumn> lookup(TablePlan plan, int column) {
        ColumnPlan decided = plan.columns().get(column);
        // A policy may have put another value in its place.
        return decided.policies().values().stream().anyMatch(Policy::changesValues)
                ? Optional.empty()
                : KeyColumns.of(decided);
    }
}
