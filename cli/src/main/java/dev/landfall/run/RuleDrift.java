package dev.landfall.run;

import dev.landfall.config.MigrationConfig;
import dev.landfall.rules.MappingRules;

/** Whether the configuration asks for another mapping than the one that a migration goes by. */
final class RuleDrift {
    private RuleDrift() {}

    /** Says so where it does; the migration goes on as it has begun. */
    static void report(MigrationRecord record, MigrationConfig config, Progress progress) {
        MappingRules rules = config.rules();
        if (!rules.equals(MappingRules.DEFAULTS)
                && !rules.equals(record.plan().basis().rules())) {
            progress.note("The section mapping of the configuration is not the one that migration " + record.name()
                    + " has begun with, which counts. migrate replay takes its policies on, where that is possible.");
        }
    }
}
