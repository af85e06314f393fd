package dev.landfall.run;

import dev.landfall.apply.AppliedPosition;
import dev.landfall.catalog.TableName;
import dev.landfall.event.SourceTransaction;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.MigrationPlan;
import java.sql.SQLException;
import java.util.Optional;

/** What a stream does where its source changes the schema. */
interface SchemaGate {
    /** Whether a table belongs to the migration as soon as it is created. */
    boolean wants(TableName table, MigrationPlan plan);

    /** Whether the plan is the same behind it, and the target is not touched. */
    boolean meansNothing(SourceTransaction change, MigrationPlan plan);

    /**
     * @param change a transaction with a schema change
     * @param from where the target is: right in front of it
     * @return the plan behind it; empty when a stop was asked for
     * @throws MigrationException {@code STREAM-001} when somebody has to look first, or it cannot be followed
     */
    Optional<MigrationPlan> pass(SourceTransaction change, MigrationPlan plan, AppliedPosition from)
            throws SQLException, InterruptedException;
}
