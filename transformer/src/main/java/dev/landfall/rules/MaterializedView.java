package dev.landfall.rules;

import java.util.List;

/**
 * A view that is asked for as a materialized one.
 *
 * @param view pattern of its name
 * @param uniqueKey columns of its unique index, with which it can be refreshed while it is read; empty for none
 */
public record MaterializedView(String view, List<String> uniqueKey) {
    public MaterializedView {
        uniqueKey = List.copyOf(uniqueKey);
    }
}
