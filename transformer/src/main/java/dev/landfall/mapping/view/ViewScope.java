package dev.landfall.mapping.view;

import dev.landfall.sql.Identifiers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What names mean in one SELECT: its tables by alias, then those of the SELECT around it. Filled while the FROM clause is
 * written. Not thread-safe.
 */
final class ViewScope {
    private final @Nullable ViewScope outer;
    private final Map<String, Relation> relations = new LinkedHashMap<>();
    /** Items of the SELECT that HAVING and ORDER BY may call by their alias. */
    private final Map<String, ViewValue> items = new LinkedHashMap<>();
    /** Whether a function over a group has been met: it makes one group of all rows. */
    private boolean aggregated;

    ViewScope(@Nullable ViewScope outer) {
        this.outer = outer;
    }

    private record Relation(String targetAlias, List<ViewColumn> columns) {}

    void add(String alias, String targetAlias, List<ViewColumn> columns) {
        boolean taken = relations.values().stream()
                .anyMatch(relation -> relation.targetAlias().equals(targetAlias));
        if (taken) {
            throw new UntranslatableViewException("Two of its tables are called " + targetAlias + " on PostgreSQL.");
        }
        relations.put(alias, new Relation(targetAlias, columns));
    }

    void addItem(String alias, ViewValue value) {
        items.put(alias, value);
    }

    @Nullable
    ViewValue item(String alias) {
        return items.get(alias);
    }

    /** @param position from 1; null when there is no such item */
    @Nullable
    ViewValue itemAt(int position) {
        List<ViewValue> values = List.copyOf(items.values());
        return position >= 1 && position <= values.size() ? values.get(position - 1) : null;
    }

    void setAggregated() {
        aggregated = true;
    }

    boolean aggregated() {
        return aggregated;
    }

    ViewValue column(ViewExpression.Column column) {
        for (ViewScope scope = this; scope != null; scope = scope.outer) {
            ViewValue value = scope.own(column);
            if (value != null) {
                return value;
            }
        }
        throw new UntranslatableViewException(
                "It reads " + String.join(".", column.path()) + ", which is not on the target.");
    }

    private @Nullable ViewValue own(ViewExpression.Column column) {
        String qualifier = column.qualifier();
        for (Map.Entry<String, Relation> entry : relations.entrySet()) {
            if (qualifier != null && !entry.getKey().equals(qualifier)) {
                continue;
            }
            Relation relation = entry.getValue();
            for (ViewColumn candidate : relation.columns()) {
                if (candidate.sourceName().equalsIgnoreCase(column.name())) {
                    return ViewValue.of(
                            Identifiers.postgres(relation.targetAlias()) + "."
                                    + Identifiers.postgres(candidate.targetName()),
                            candidate.type());
                }
            }
        }
        return null;
    }
}
