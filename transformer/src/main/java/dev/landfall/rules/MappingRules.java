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
 * @param lockForCopy patterns of tables that may be locked against writes while they are copied
 */
public record MappingRules(
        Map<Loss, Policy> policies,
        List<ColumnRule> columns,
        boolean keepCaseInsensitiveKeys,
        List<MaterializedView> materializedViews,
        List<String> history,
        List<String> lockForCopy) {
    public static final MappingRules DEFAULTS =
            new MappingRules(Map.of(), List.of(), true, List.of(), List.of(), List.of());

    public MappingRules {
        policies = Map.copyOf(policies);
        columns = List.copyOf(columns);
        materializedViews = List.copyOf(materializedViews);
        history = List.copyOf(history);
        lockForCopy = List.copyOf(lockForCopy);
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

    /** Whether a table may be locked against writes while it is copied, if it cannot be copied otherwise. */
    public boolean locksForCopy(String table) {
        return lockForCopy.stream().anyMatch(pattern -> NamePattern.matches(pattern, table));
    }

    /** Those of some patterns that match none of these tables. */
    public static List<String> unmatched(List<String> patterns, List<String> tables) {
        return patterns.stream()
                .filter(pattern -> tables.stream().noneMatch(table -> NamePattern.matches(pattern, table)))
                .toList();
    }

    /** Rules that match none of these columns, which are likely to be misspelled. */
    public List<ColumnRule> unmatched(List<String> tablesAndColumns) {
        return columns.stream()
                .filter(rule -> tablesAndColumns.stream().noneMatch(name -> NamePattern.matches(rule.columns(), name)))
                .toList();
    }
}
