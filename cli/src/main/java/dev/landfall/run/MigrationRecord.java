package dev.landfall.run;

import dev.landfall.catalog.TableName;
import dev.landfall.config.TableGroup;
import dev.landfall.plan.FreshStart;
import dev.landfall.plan.MigrationPlan;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A migration as the control schema keeps it.
 *
 * @param plan made from the catalog of the snapshot's start and the schema changes since: what all commands go by
 * @param selection the tables that were asked for: one that is created later may belong to it
 * @param cleanVerificationAt when the last clean verification ended, null without one
 * @param planDigest changes with the plan
 * @param fence source settings to put back, as JSON; null while no fence stands
 * @param parts how it belongs together with others
 */
public record MigrationRecord(
        String name,
        Phase phase,
        MigrationPlan plan,
        String planDigest,
        TableSelection selection,
        @Nullable Instant cleanVerificationAt,
        @Nullable String fence,
        Parts parts) {
    /**
     * @param whole the migration that its tables were taken out of; null for one that began by itself
     * @param gone names of the tables that were taken out of this one
     */
    public record Parts(@Nullable String whole, List<String> gone) {
        static final Parts NONE = new Parts(null, List.of());

        public Parts {
            gone = List.copyOf(gone);
        }
    }

    /** Whether other tables of the source belong to a migration of the same origin, and may take writes when these do not. */
    public boolean isSplit() {
        return parts.whole() != null || !parts.gone().isEmpty();
    }

    /**
     * What begins its tables once more, as advice: a clause.
     *
     * @param now what the tables are, which may be behind this record's plan
     */
    String freshStart(MigrationPlan now) {
        String whole = parts.whole();
        if (whole != null) {
            return FreshStart.ofGroup(now, TableGroup.shortName(whole, name));
        }
        return parts.gone().isEmpty() ? FreshStart.of(now) : FreshStart.ofRest(now);
    }

    /** Whether a table of the source belongs to it by its name, whether it exists or not. */
    boolean wants(TableName table) {
        return selection.selects(table) && !parts.gone().contains(table.name());
    }
}
