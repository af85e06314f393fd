package dev.landfall.output;

import dev.landfall.catalog.SourceTable;
import dev.landfall.check.CheckResult;
import dev.landfall.failure.FailureCode;
import dev.landfall.plan.Finding;
import dev.landfall.run.AssessmentReport;
import java.util.Comparator;
import java.util.List;

/** An assessment in sentences; every form of the report uses the same. */
final class AssessmentWords {
    private AssessmentWords() {}

    static String headline(AssessmentReport report) {
        return report.blocked() ? "NOT READY (" + FailureCode.ASSESS_BLOCKERS.code() + ")" : "READY";
    }

    static String summary(AssessmentReport report) {
        long blockers = count(report, CheckResult.Outcome.FAILED) + count(report, Finding.Severity.BLOCKER);
        long warnings = count(report, CheckResult.Outcome.WARNED) + count(report, Finding.Severity.WARNING);
        return (blockers == 0 ? "no blockers" : Figures.count(blockers, "blocker")) + ", "
                + (warnings == 0 ? "no warnings" : Figures.count(warnings, "warning")) + ".";
    }

    static String size(AssessmentReport report) {
        return Figures.count(report.catalog().tables().size(), "table") + ", about "
                + Figures.count(report.rows(), "row") + ", " + Figures.bytes(report.bytes());
    }

    static String estimate(AssessmentReport report) {
        return "about " + Figures.duration(report.estimate()) + " (" + report.estimateBasis() + ")";
    }

    static String scan(AssessmentReport report) {
        AssessmentReport.Scan scan = report.scan();
        String read = Figures.count(scan.rows(), "row") + " looked at in " + Figures.duration(scan.took());
        if (scan.complete()) {
            return read + ": all of them";
        }
        String partial = scan.partial().isEmpty()
                ? ""
                : "; a sample only of " + String.join(", ", scan.partial())
                        + ", where a finding may be missing and counts are too low";
        return read + partial
                + (scan.unanswered() == 0
                        ? ""
                        : "; no time for " + Figures.count(scan.unanswered(), "question")
                                + " about foreign keys and spellings")
                + " (--max-scan-time gives more)";
    }

    static String effort(AssessmentReport report) {
        return JsonObject.text(report.effort().level()) + ": " + report.effort().why();
    }

    static List<SourceTable> bySize(AssessmentReport report) {
        return report.catalog().tables().stream()
                .sorted(Comparator.comparingLong(SourceTable::approximateBytes)
                        .reversed()
                        .thenComparing(SourceTable::name))
                .toList();
    }

    private static long count(AssessmentReport report, Finding.Severity severity) {
        return report.findings().stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    private static long count(AssessmentReport report, CheckResult.Outcome outcome) {
        return report.checks().stream()
                .filter(check -> check.outcome() == outcome)
                .count();
    }
}
