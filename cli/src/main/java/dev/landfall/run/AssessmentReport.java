package dev.landfall.run;

import dev.landfall.catalog.SourceCatalog;
import dev.landfall.check.CheckResult;
import dev.landfall.plan.Finding;
import java.util.List;

/**
 * What will hurt, before anything is touched.
 *
 * @param findings of the plan, blockers first
 * @param estimatedSeconds rough time of a snapshot, from the size
 */
public record AssessmentReport(
        SourceCatalog catalog,
        List<CheckResult> checks,
        List<Finding> findings,
        long rows,
        long bytes,
        long estimatedSeconds) {
    public AssessmentReport {
        checks = List.copyOf(checks);
        findings = List.copyOf(findings);
    }

    public boolean blocked() {
        return findings.stream().anyMatch(Finding::blocks)
                || checks.stream().anyMatch(check -> check.outcome() == CheckResult.Outcome.FAILED);
    }
}
