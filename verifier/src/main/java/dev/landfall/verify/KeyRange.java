package dev.landfall.verify;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of a table by its chunk column; the numbers are written the same in both dialects.
 *
 * @param from the first value, null for all from below (a NULL included, which the target may hold by mistake)
 * @param until the first value that no longer belongs to it, null for all above
 */
record KeyRange(@Nullable BigInteger from, @Nullable BigInteger until) {
    static final KeyRange ALL = new KeyRange(null, null);

    /** @param column quoted for the dialect at hand */
    List<String> conditions(String column) {
        List<String> conditions = new ArrayList<>();
        if (from != null) {
            conditions.add(column + " >= " + from);
        }
        if (until != null) {
            conditions.add(
                    from == null
                            ? "(" + column + " < " + until + " OR " + column + " IS NULL)"
                            : column + " < " + until);
        }
        return conditions;
    }
}
