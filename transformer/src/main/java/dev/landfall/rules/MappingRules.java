package dev.landfall.rules;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that the user decides about the mapping. Of several rules that match a column, the last one counts.
 *
 * @param policies for all columns; a loss without one is {@link Policy#STOP}
 * @param keepCaseInsensitiveKeys whether a unique key that ignores case on the source does so on the target
 * @param history patterns of the system-versioned tables whose former rows are migrated too
 */
public record MappingRules(
        Map<Loss, Policy> policies,
        List<ColumnRule> columns,
        boolean keepCaseInsensitiveKeys,
        List<MaterializedView> materializedViews,
        List<String> history) {
    public static final MappingRules DEFAULTS = new MappingRules(Map.of(), List.of(), true, List.of(), List.of());

    public MappingRules {
        policies = Map.copyOf(policies);
        columns = List.copyOf(columns);
        materializedViews = List.copyOf(materializedViews);
        history = List.copyOf(history);
    }

    public Optional<TypeChoice> type(String table, String column) {
        Optional<TypeChoice> last = Optional.empty();
        for (ColumnRule rule : columns) {
            if (rule.type() != null && rule.matches(table, column)) {
                last = Optional.of(rule.type());
            }
        }
        return last;
    }

    /** Of every loss that somebody has decided about. */
    public Map<Loss, Policy> policies(String table, String column) {
        Map<Loss, Policy> all = new EnumMap<>(Loss.class);
        all.putAll(policies);
        columns.stream().filter(rule -> rule.matches(table, column)).forEach(rule -> all.putAll(rule.policies()));
        return all;
    }

    /** Empty for one that stays an ordinary view. */
    public Optional<MaterializedView> materialized(String view) {
        return materializedViews.stream()
                .filter(asked -> NamePattern.matches(asked.view(), view))
                .reduce((earlier, later) -> later);
    }

    /** Whether a table's former rows are migrated too, if it keeps any. */
    public boolean keepsHistory(String table) {
        return history.stream().anyMatch(pattern -> NamePattern.matches(pattern, table));
    }

    /** Patterns for histories that match none of these tables. */
    public List<String> unmatchedHistory(List<String> versioned) {
        return history.stream()
                .filter(pattern -> versioned.stream().noneMatch(table -> NamePattern.matches(pattern, table)))
                .toList();
    }

    /** Rules that match none of these columns, which are likely to be misspelled. */
    public List<ColumnRule> unmatched(List<String> tablesAndColumns) {
        return columns.stream()
                .filter(rule -> tablesAndColumns.stream().noneMatch(name -> NamePattern.matches(rule.columns(), name)))
                .toList();
    }
}
