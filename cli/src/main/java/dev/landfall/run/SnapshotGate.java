package dev.landfall.run;

import dev.landfall.apply.AppliedPosition;
import dev.landfall.apply.TransactionApplier;
import dev.landfall.catalog.TableName;
import dev.landfall.event.SourceTransaction;
import dev.landfall.plan.MigrationPlan;
import java.util.Optional;

/**
 * While chunks are brought to one position: a schema change would concern rows that some chunks have from before it and some from
 * behind it, so none is followed. Those that change nothing are passed.
 */
final class SnapshotGate implements SchemaGate {
    @Override
    public boolean wants(TableName table, MigrationPlan plan) {
        return false;
    }

    @Override
    public boolean meansNothing(SourceTransaction change, MigrationPlan plan) {
        return SchemaStep.changesNothing(change, plan);
    }

    @Override
    public Optional<MigrationPlan> pass(SourceTransaction change, MigrationPlan plan, AppliedPosition from) {
        throw TransactionApplier.stopAt(change, plan);
    }
}
