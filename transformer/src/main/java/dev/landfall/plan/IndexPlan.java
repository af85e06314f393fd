package dev.landfall.plan;

import java.util.List;

/** An index to build after the copy. @param comment the source's, empty for none */
public record IndexPlan(String name, boolean unique, Method method, List<Part> parts, String comment) {
    public IndexPlan {
        parts = List.copyOf(parts);
    }

    /** PostgreSQL's access method. */
    public enum Method {
        BTREE,
        GIN,
        GIST
    }

    /** @param sql a quoted column, or an expression in parentheses */
    public record Part(String sql, boolean descending) {}
}
