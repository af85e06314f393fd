package dev.landfall.verify;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table that have changed: those with these values, on either server.
 *
 * @param columns positions in the table's column list
 * @param values as the source's events have them; null where both servers may write them differently
 */
record ChangedValues(List<Integer> columns, List<@Nullable String> values) {
    ChangedValues {
        columns = List.copyOf(columns);
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }
}
