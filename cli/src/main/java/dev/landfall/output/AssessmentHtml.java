package dev.landfall.output;

import dev.landfall.catalog.SourceTable;
import dev.landfall.check.CheckResult;
import dev.landfall.plan.Finding;
import dev.landfall.run.AssessmentReport;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** An assessment as an HTML page. */
final class AssessmentHtml {
    private AssessmentHtml() {}

    static String of(AssessmentReport report, String source, String target) {
        return HtmlTemplate.fill(
                "assessment",
                Map.ofEntries(
                        Map.entry("tone", report.blocked() ? "different" : "equal"),
                        Map.entry("headline", AssessmentWords.headline(report)),
                        Map.entry("summary", AssessmentWords.summary(report)),
                        Map.entry("source", source),
                        Map.entry("sourceVersion", report.catalog().server().version()),
                        Map.entry("target", target),
                        Map.entry("size", AssessmentWords.size(report)),
                        Map.entry("estimate", AssessmentWords.estimate(report)),
                        Map.entry(
                                "madeAt",
                                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()),
                        Map.entry(
                                "checks",
                                report.checks().stream()
                                        .map(AssessmentHtml::check)
                                        .toList()),
                        Map.entry(
                                "findings",
                                report.findings().stream()
                                        .map(AssessmentHtml::finding)
                                        .toList()),
                        Map.entry(
                                "tables",
                                AssessmentWords.bySize(report).stream()
                                        .map(AssessmentHtml::table)
                                        .toList())));
    }

    private static Map<String, Object> check(CheckResult check) {
        String tone = switch (check.outcome()) {
            case PASSED -> "equal";
            case WARNED -> "unsettled";
            case FAILED -> "different";
        };
        boolean failed = check.outcome() == CheckResult.Outcome.FAILED;
        return Map.of(
                "tone",
                tone,
                "outcome",
                check.outcome() == CheckResult.Outcome.PASSED ? "ok" : failed ? "failed" : "warning",
                "name",
                check.name(),
                "seen",
                check.seen(),
                "code",
                failed ? check.code().code() : "",
                "advice",
                optional(check.advice()));
    }

    private static Map<String, Object> finding(Finding finding) {
        String tone = switch (finding.severity()) {
            case BLOCKER -> "different";
            case WARNING -> "unsettled";
            case INFO -> "neutral";
        };
        return Map.of(
                "tone", tone,
                "severity", JsonObject.text(finding.severity()),
                "code", finding.code(),
                "where", finding.where(),
                "text", finding.text(),
                "advice", optional(finding.advice()));
    }

    private static Map<String, Object> table(SourceTable table) {
        return Map.of(
                "table", table.name().toString(),
                "rows", Figures.count(table.approximateRows()),
                "bytes", Figures.bytes(table.approximateBytes()),
                "engine", table.engine());
    }

    /** A section that is left out for an empty text. */
    private static List<String> optional(String text) {
        return text.isEmpty() ? List.of() : List.of(text);
    }
}
