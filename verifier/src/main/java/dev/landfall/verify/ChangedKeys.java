package dev.landfall.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a table, by the values of columns that an index begins with. More rows than one may have them: a prefix of a key,
 * or a reference to a parent.
 *
 * @param unique whether no more than one row has them
 * @param columns the same for all
 * @param values of these columns, row by row
 */
record ChangedKeys(boolean unique, List<KeyColumn> columns, List<List<@Nullable String>> values) {
    ChangedKeys {
        columns = List.copyOf(columns);
        values = List.copyOf(values);
    }

    /** In the dialect of a server. A list is planned in much less time than as many alternatives. */
    String condition(Side side) {
        if (columns.size() == 1) {
            KeyColumn column = columns.get(0);
            return values.stream()
                    .map(row -> column.literal(side, String.valueOf(row.get(0))))
                    .flatMap(Optional::stream)
                    .collect(Collectors.collectingAndThen(
                            Collectors.joining(", "),
                            list -> list.isEmpty() ? "FALSE" : column.name(side) + " IN (" + list + ")"));
        }
        return values.stream().map(row -> equal(side, row)).collect(Collectors.joining(" OR ", "(", ")"));
    }

    private String equal(Side side, List<@Nullable String> row) {
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            KeyColumn column = columns.get(i);
            conditions.add(side == Side.SOURCE ? column.sourceEquals(row.get(i)) : column.targetEquals(row.get(i)));
        }
        return conditions.stream().collect(Collectors.joining(" AND ", "(", ")"));
    }
}
