package dev.landfall.plan;

import dev.landfall.catalog.ColumnDefault;
import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.SourceCatalog;
import dev.landfall.json.RecordJson;
import dev.landfall.profile.DataProfile;
import dev.landfall.rules.MappingRules;
import dev.landfall.target.TargetFeatures;
import java.util.List;

/**
 * Everything that a plan is made from: the same basis gives the same plan. Kept with the migration.
 *
 * @param catalog the source, reduced to the tables to migrate
 * @param profile what their data is like; what was not looked at is decided cautiously
 * @param schema PostgreSQL schema of all tables, in its final spelling
 */
public record PlanBasis(
        SourceCatalog catalog, DataProfile profile, MappingRules rules, TargetFeatures features, String schema) {
    private static final RecordJson<PlanBasis> JSON =
            new RecordJson<>(PlanBasis.class, List.of(MariaDbType.class, ColumnDefault.class));

    /** Without a look at the data, by the default rules, for any PostgreSQL. */
    public static PlanBasis of(SourceCatalog catalog, String schema) {
        return new PlanBasis(catalog, DataProfile.NONE, MappingRules.DEFAULTS, TargetFeatures.PLAIN, schema);
    }

    public String toJson() {
        return JSON.write(this);
    }

    /** @throws IllegalArgumentException when the text is not a basis of this version */
    public static PlanBasis fromJson(String json) {
        return JSON.read(json);
    }
}
