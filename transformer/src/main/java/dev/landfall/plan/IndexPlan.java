package dev.landfall.plan;

import java.util.List;

/** An index to build after the copy. */
public record IndexPlan(String name, boolean unique, List<Part> parts) {
    public IndexPlan {
        parts = List.copyOf(parts);
    }

    /** @param sql a quoted column, or an expression in parentheses */
    public record Part(String sql, boolean descending) {}
}
