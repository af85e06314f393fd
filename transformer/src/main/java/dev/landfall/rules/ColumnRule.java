package dev.landfall.rules;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for some columns.
 *
 * @param columns pattern of {@code table.column} with {@code *} and {@code ?}, in the source's spelling; case does not count
 * @param type null leaves the type as it is decided
 */
public record ColumnRule(String columns, @Nullable TypeChoice type, Map<Loss, Policy> policies) {
    public ColumnRule {
        policies = Map.copyOf(policies);
    }

    boolean matches(String table, String column) {
        return NamePattern.matches(columns, table + "." + column);
    }
}
