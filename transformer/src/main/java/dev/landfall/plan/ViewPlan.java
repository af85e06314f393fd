package dev.landfall.plan;

import dev.landfall.catalog.SourceView;
import java.util.List;

/**
 * A view that is carried over.
 *
 * @param columns target names in order
 * @param select PostgreSQL SELECT
 * @param uniqueKey target columns of a materialized view's unique index; empty for none
 */
public record ViewPlan(
        SourceView source,
        String name,
        List<String> columns,
        String select,
        boolean materialized,
        List<String> uniqueKey) {
    public ViewPlan {
        columns = List.copyOf(columns);
        uniqueKey = List.copyOf(uniqueKey);
    }
}
