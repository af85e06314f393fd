package dev.landfall.profile;

import dev.landfall.catalog.TableName;
import java.util.Map;
import java.util.Optional;

/**
 * What was found in the tables of a database.
 *
 * @param tables by the table's name; a table that was not looked at is absent
 */
public record DataProfile(Map<String, TableProfile> tables) {
    /** Nothing was looked at. */
    public static final DataProfile NONE = new DataProfile(Map.of());

    public DataProfile {
        tables = Map.copyOf(tables);
    }

    public Optional<TableProfile> table(TableName name) {
        return Optional.ofNullable(tables.get(name.name()));
    }

    /** Whether every row of the table was looked at and none has the trait. */
    public boolean free(TableName table, String column, Trait trait) {
        return table(table)
                .filter(profile -> profile.saw(column))
                .map(profile -> profile.find(column, trait).isEmpty())
                .orElse(false);
    }

    public Optional<TraitCount> find(TableName table, String column, Trait trait) {
        return table(table).flatMap(profile -> profile.find(column, trait));
    }
}
