package dev.landfall.plan;

import dev.landfall.mapping.NameMapper;
import java.util.HashSet;
import java.util.Set;

/**
 * Names that share a space on the target: relations of a schema, or constraints of a table. On the source they do not, so
 * two of them may come out alike; the second gets a number. Not thread-safe.
 */
final class TakenNames {
    private final Set<String> taken = new HashSet<>();

    /** @return the name, or the first free one made from it */
    String claim(String wanted) {
        String name = wanted;
        for (int number = 2; !taken.add(name); number++) {
            name = NameMapper.shorten(wanted + "_" + number);
        }
        return name;
    }
}
