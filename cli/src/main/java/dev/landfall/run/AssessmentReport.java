package dev.landfall.run;

import dev.landfall.catalog.SourceCatalog;
import dev.landfall.check.CheckResult;
import dev.landfall.plan.Finding;
import java.time.Duration;
import java.util.List;

/**
 * What will hurt, before anything is touched.
 *
 * @param findings of schema and data, blockers first
 * @param estimate rough time of a snapshot
 * @param estimateBasis what the estimate assumes, for people
 */
public record AssessmentReport(
        SourceCatalog catalog,
        List<CheckResult> checks,
        List<Finding> findings,
        long rows,
        long bytes,
        Scan scan,
        Duration estimate,
        String estimateBasis,
        Effort effort) {
    public AssessmentReport {
        checks = List.copyOf(checks);
        findings = List.copyOf(findings);
    }

    /**
     * How much of the data was looked at.
     *
     * @param rows that were read
     * @param partial tables of which only a part was read, or none
     * @param unanswered questions about foreign keys and spellings for which there was no time
     */
    public record Scan(long rows, List<String> partial, int unanswered, Duration took) {
        public Scan {
            partial = List.copyOf(partial);
        }

        public boolean complete() {
            return partial.isEmpty() && unanswered == 0;
        }
    }

    /** @param why what the level comes from, for people */
    public record Effort(Level level, String why) {
        /** How much work people have besides running commands. */
        public enum Level {
            LOW,
            MEDIUM,
            HIGH
        }
    }

    public boolean blocked() {
        return findings.stream().anyMatch(Finding::blocks)
                || checks.stream().anyMatch(check -> check.outcome() == CheckResult.Outcome.FAILED);
    }
}
