package dev.landfall.profile;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was found in one table.
 *
 * @param rows how many were read
 * @param complete whether those were all: otherwise a trait that was not found may still be there
 * @param columns traits that were found, by column name; a column without any is absent
 * @param unseen columns that were not there when it was read; null for none
 */
public record TableProfile(
        long rows,
        boolean complete,
        Map<String, Map<Trait, TraitCount>> columns,
        @Nullable Set<String> unseen) {
    public TableProfile {
        columns = Map.copyOf(columns);
        unseen = unseen == null ? null : Set.copyOf(unseen);
    }

    public TableProfile(long rows, boolean complete, Map<String, Map<Trait, TraitCount>> columns) {
        this(rows, complete, columns, null);
    }

    /** Whether every value of the column was looked at. */
    public boolean saw(String column) {
        return complete && (unseen == null || !unseen.contains(column));
    }

    public Optional<TraitCount> find(String column, Trait trait) {
        return Optional.ofNullable(columns.getOrDefault(column, Map.of()).get(trait));
    }
}
