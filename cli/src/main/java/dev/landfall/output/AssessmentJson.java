package dev.landfall.output;

import dev.landfall.catalog.SourceTable;
import dev.landfall.check.CheckResult;
import dev.landfall.failure.FailureCode;
import dev.landfall.plan.Finding;
import dev.landfall.run.AssessmentReport;
import java.util.List;

/** An assessment as JSON. */
final class AssessmentJson {
    private AssessmentJson() {}

    static JsonObject of(AssessmentReport report, String source, String target) {
        JsonObject json = new JsonObject();
        if (report.blocked()) {
            json.with("code", FailureCode.ASSESS_BLOCKERS.code());
        }
        return json.with("ready", !report.blocked())
                .with("source", source)
                .with("sourceVersion", report.catalog().server().version())
                .with("target", target)
                .with("rows", report.rows())
                .with("bytes", report.bytes())
                .with("scan", scan(report.scan()))
                .with("estimatedSeconds", report.estimate().toSeconds())
                .with("estimateBasis", report.estimateBasis())
                .with("effort", report.effort().level())
                .with("effortBasis", report.effort().why())
                .with(
                        "checks",
                        report.checks().stream().map(AssessmentJson::check).toList())
                .with("findings", findings(report.findings()))
                .with(
                        "tables",
                        AssessmentWords.bySize(report).stream()
                                .map(AssessmentJson::table)
                                .toList());
    }

    private static JsonObject scan(AssessmentReport.Scan scan) {
        return JsonObject.of("rows", scan.rows())
                .with("complete", scan.complete())
                .with("partialTables", scan.partial())
                .with("unanswered", scan.unanswered())
                .with("tookMillis", scan.took().toMillis());
    }

    static List<JsonObject> findings(List<Finding> findings) {
        return findings.stream()
                .map(finding -> JsonObject.of("code", finding.code())
                        .with("severity", finding.severity())
                        .with("where", finding.where())
                        .with("text", finding.text())
                        .with("advice", finding.advice()))
                .toList();
    }

    static JsonObject check(CheckResult check) {
        boolean passed = check.outcome() == CheckResult.Outcome.PASSED;
        return JsonObject.of("name", check.name())
                .with("outcome", check.outcome())
                .with("seen", check.seen())
                .with("advice", check.advice())
                .with("code", passed ? null : check.code().code());
    }

    private static JsonObject table(SourceTable table) {
        return JsonObject.of("table", table.name().toString())
                .with("engine", table.engine())
                .with("rows", table.approximateRows())
                .with("bytes", table.approximateBytes());
    }
}
