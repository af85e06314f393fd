package dev.landfall.run;

import dev.landfall.event.ChangeEvent.SchemaChanged;
import dev.landfall.event.Gtid;
import dev.landfall.evolution.Verdict;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.MigrationPlan;
import java.util.List;
import java.util.stream.Collectors;

/** Says why a schema change is not followed, and what to do about it. */
record HeldChange(Gtid gtid, SchemaChanged event) {
    MigrationException waits(Verdict.Hold hold) {
        return hold.complete() ? held(hold.reason(), proposal(hold.statements()), acceptOrEdit()) : needsEdit(hold);
    }

    /** The proposal lacks what only the source knows. */
    MigrationException needsEdit(Verdict.Hold hold) {
        return held(
                hold.reason(),
                proposal(hold.statements()) + "\nThis is a beginning: it wants an edit.",
                "Put the statements that make the target what the source is into a file: " + edit() + ".");
    }

    /** @param statements that the target does not take */
    MigrationException refusedByTarget(List<String> statements, String message) {
        return held(
                "the target does not take it (" + message.strip() + ")",
                proposal(statements),
                "Put what stands in the way aside and run migrate stream again, or put statements of your own into a"
                        + " file: " + edit() + ".");
    }

    /** @param differences between the target and the plan behind the change */
    MigrationException doesNotFit(List<String> differences) {
        return held(
                "the statements do not make the target what the plan needs (" + String.join("; ", differences) + ")",
                "",
                "Correct the statements: " + edit() + ". Nothing of them was kept.");
    }

    /** @param plan right in front of the change */
    MigrationException refused(String reason, MigrationPlan plan, MigrationRecord record) {
        String known =
                "What the table is behind it is not known for certain, so it cannot be followed, and undoing it on the"
                        + " source does not take it out of the binary log. ";
        return held(
                reason,
                "",
                record.isSplit()
                        ? known + "These tables have to be migrated afresh: " + record.freshStart(plan) + "."
                        : known
                                + "Start the migration afresh, without the table (--exclude-tables) or with the schema kept"
                                + " still until the cutover: " + record.freshStart(plan) + ".");
    }

    MigrationException rowsAside(String table) {
        return held(
                "rows of " + table + " are set aside, which hold the columns before it",
                "",
                "Correct these rows on the source or give them a policy, run migrate replay, then migrate stream again.");
    }

    private MigrationException held(String reason, String proposal, String advice) {
        return new MigrationException(
                FailureCode.STREAM_DDL,
                "At GTID " + gtid + " the source changes its schema: " + event.ddl()
                        + ". Everything before it is applied; it is held, because " + reason + "." + proposal,
                advice);
    }

    private static String proposal(List<String> statements) {
        return statements.isEmpty()
                ? "\nOn the target there is nothing to do for it."
                : statements.stream()
                        .map(statement -> "\n  " + statement + ";")
                        .collect(Collectors.joining("", "\nProposed for the target:", ""));
    }

    private String acceptOrEdit() {
        return "To go on with the proposal: migrate stream --accept-ddl " + gtid
                + ". To go on with statements of your own: " + edit() + ".";
    }

    private String edit() {
        return "migrate stream --accept-ddl " + gtid + " --ddl-file FILE";
    }
}
