package dev.landfall.evolution;

import dev.landfall.plan.MigrationPlan;
import java.util.List;

/** What to do about a schema change. */
public sealed interface Verdict {
    /** Provably the same on both servers. @param statements for the target; none where nothing of it changes */
    record Apply(MigrationPlan plan, List<String> statements) implements Verdict {
        public Apply {
            statements = List.copyOf(statements);
        }
    }

    /**
     * Somebody has to look first.
     *
     * @param reason why, a phrase
     * @param statements a proposal
     * @param complete whether the proposal, executed as it is, gives the target what the source has; otherwise it wants an
     *     edit
     */
    record Hold(String reason, MigrationPlan plan, List<String> statements, boolean complete) implements Verdict {
        public Hold {
            statements = List.copyOf(statements);
        }
    }

    /** The plan behind it is not known. @param reason why, a phrase */
    record Refuse(String reason) implements Verdict {}
}
