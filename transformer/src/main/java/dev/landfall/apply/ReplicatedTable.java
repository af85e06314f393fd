package dev.landfall.apply;

import dev.landfall.plan.TablePlan;
import dev.landfall.transform.LossLog;
import dev.landfall.transform.RowTransformer;

/**
 * What the writers of a stream have of one table.
 *
 * @param referenced positions of the columns that the foreign keys of other tables act by; see {@link CascadeExpander}
 * @param losses values that policies have changed in this batch, each change once
 * @param passing the same for images that are looked at only to find a row; nobody reads it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ReplicatedTable(
        TablePlan plan,
        TableStatements statements,
        RowTransformer transformer,
        int[] referenced,
        LossLog losses,
        LossLog passing) {}
