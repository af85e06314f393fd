package dev.landfall.run;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.rules.Loss;
import dev.landfall.rules.Policy;
import java.util.Map;
import java.util.Objects;

/** Whether a migration under way can go on by another plan, which differs in its policies only. */
final class PolicyChange {
    private final MigrationPlan old;
    private final MigrationPlan wanted;

    /** @param wanted made from the same catalog, so that tables and columns stand in the same places */
    PolicyChange(MigrationPlan old, MigrationPlan wanted) {
        this.old = old;
        this.wanted = wanted;
    }

    /** @throws MigrationException {@code RUN-002} with the first thing that stands in the way */
    void require(PolicyEffects effects) {
        for (int t = 0; t < old.tables().size(); t++) {
            TablePlan before = old.tables().get(t);
            TablePlan after = wanted.tables().get(t);
            for (int c = 0; c < before.columns().size(); c++) {
                requireSameType(before, before.columns().get(c), after.columns().get(c));
                requireFree(before, before.columns().get(c), after.columns().get(c), effects);
            }
            requireSameObjects(before, after);
        }
    }

    private static void requireSameType(TablePlan table, ColumnPlan before, ColumnPlan after) {
        if (!before.type().equals(after.type())) {
            throw refused(
                    table.source().name() + "." + before.source().name() + " is " + before.type()
                            + " in the migration under way; the configuration makes it " + after.type() + ".",
                    "Only policies can be changed now: ask for the type " + before.type() + " under mapping.columns.");
        }
    }

    /**
     * A policy that has changed values already stays: rows that were written by it would no longer be what the policies say,
     * and could neither be found by the stream nor be verified.
     */
    private static void requireFree(TablePlan table, ColumnPlan before, ColumnPlan after, PolicyEffects effects) {
        for (Map.Entry<Loss, Policy> policy : before.policies().entrySet()) {
            Policy now = policy.getValue();
            Policy next = after.policy(policy.getKey());
            boolean acted =
                    effects.acted(table.source().name().name(), before.source().name(), policy.getKey());
            boolean free = now.equals(next)
                    || !acted
                    || now.kind() == Policy.Kind.STOP
                    || now.kind() == Policy.Kind.REJECT && next.changesValues();
            if (!free) {
                throw refused(
                        table.source().name() + "." + before.source().name() + ": the policy "
                                + policy.getKey().key() + ": " + now
                                + " has dealt with values already; the configuration changes it to " + next + ".",
                        "Keep this policy in the configuration file; only reject can be exchanged for null, replace or a"
                                + " sentinel after it has acted.");
            }
        }
    }

    /** What is built over values that a policy changes is built otherwise, or not at all. */
    private static void requireSameObjects(TablePlan before, TablePlan after) {
        boolean same =
                before.checks().equals(after.checks()) && Objects.equals(before.partitioning(), after.partitioning());
        for (int c = 0; c < before.columns().size(); c++) {
            same &= Objects.equals(
                    before.columns().get(c).generatedSql(),
                    after.columns().get(c).generatedSql());
        }
        if (!same) {
            throw refused(
                    before.source().name()
                            + ": the policies that the configuration asks for need other generated columns,"
                            + " checks or partitions than the target has.",
                    "Choose a policy that does not change values of these columns, or start the migration afresh.");
        }
    }

    private static MigrationException refused(String text, String advice) {
        return new MigrationException(FailureCode.WRONG_PHASE, text, advice);
    }
}
