package dev.landfall.profile;

import java.util.Map;
import java.util.Optional;

/**
 * What was found in one table.
 *
 * @param rows how many were read
 * @param complete whether those were all: otherwise a trait that was not found may still be there
 * @param columns traits that were found, by column name; a column without any is absent
 */
public record TableProfile(long rows, boolean complete, Map<String, Map<Trait, TraitCount>> columns) {
    public TableProfile {
        columns = Map.copyOf(columns);
    }

    public Optional<TraitCount> find(String column, Trait trait) {
        return Optional.ofNullable(columns.getOrDefault(column, Map.of()).get(trait));
    }
}
