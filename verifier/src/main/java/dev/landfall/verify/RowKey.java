package dev.landfall.verify;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What tells a row apart.
 *
 * @param digest MD5 of the canonical key; of the whole row in a table without a key
 * @param values of the columns that the servers can look up; empty when there are none
 */
record RowKey(String digest, List<@Nullable String> values) {
    RowKey {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }
}
