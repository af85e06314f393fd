package dev.landfall.run;

import dev.landfall.event.ChangeEvent.SchemaChanged;
import dev.landfall.event.Gtid;
import dev.landfall.evolution.Verdict;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
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

    /** @param split whether the target has tables of other migrations of the same source, which must not be dropped */
    MigrationException refused(String reason, boolean split) {
        String known = "What the table is behind it is not known for certain, so it cannot be followed. ";
        if (split) {
            return held(
                    reason,
                    "",
                    known
                            + "Other tables of the target schema belong to other groups, PostgreSQL may own them: drop nothing but"
                            + " the tables of this one. Undoing the change on the source does not take it out of the binary log: these"
                            + " tables have to be migrated afresh, under another --name, with --tables.");
        }
        return held(
                reason,
                "",
                "What the table is behind it is not known for certain, so it cannot be followed. Start the migration"
                        + " afresh (migrate cleanup, then drop the target schema), or leave the table out of it with"
                        + " --exclude-tables, and keep the schema still until the cutover.");
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
