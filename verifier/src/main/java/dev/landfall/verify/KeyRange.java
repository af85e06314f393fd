package dev.landfall.verify;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of a table by the column that cuts it, see {@link RangeColumn}; the ends are values as the source gives them as text, or numbers of {@link Blocks}.
 *
 * @param from the first value, null for all from below (a NULL included, which the target may hold by mistake)
 * @param until the first value that no longer belongs to it, null for all above
 */
record KeyRange(@Nullable String from, @Nullable String until) {
    static final KeyRange ALL = new KeyRange(null, null);

    /** In the dialect of a server. */
    List<String> conditions(KeyColumn column, Side side) {
        String name = column.name(side);
        List<String> conditions = new ArrayList<>();
        if (from != null) {
            conditions.add(name + " >= " + literal(column, side, from));
        }
        if (until != null) {
            String below = name + " < " + literal(column, side, until);
            conditions.add(from == null ? "(" + below + " OR " + name + " IS NULL)" : below);
        }
        return conditions;
    }

    /** Both servers hold it: {@link RangeColumn#edge} says which values may be an end. */
    static String literal(KeyColumn column, Side side, String value) {
        return column.literal(side, value)
                .orElseThrow(() -> new IllegalStateException(value + " is no value of " + column.name(side)));
    }
}
