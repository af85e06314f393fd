package dev.landfall.run;

import dev.landfall.plan.MigrationPlan;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A migration as the control schema keeps it.
 *
 * @param plan made from the catalog of the snapshot's start and the schema changes since: what all commands go by
 * @param selection the tables that were asked for: one that is created later may belong to it
 * @param cleanVerificationAt when the last clean verification ended, null without one
 * @param planDigest changes with the plan
 * @param fence source settings to put back, as JSON; null while no fence stands
 */
public record MigrationRecord(
        String name,
        Phase phase,
        MigrationPlan plan,
        String planDigest,
        TableSelection selection,
        @Nullable Instant cleanVerificationAt,
        @Nullable String fence) {}
