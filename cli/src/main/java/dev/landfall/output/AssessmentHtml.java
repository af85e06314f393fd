package dev.landfall.output;

import dev.landfall.check.CheckResult;
import dev.landfall.plan.Finding;
import dev.landfall.run.AssessmentReport;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
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
                        Map.entry("scan", AssessmentWords.scan(report)),
                        Map.entry("estimate", AssessmentWords.estimate(report)),
                        Map.entry("effort", AssessmentWords.effort(report)),
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
                                TableChart.of(report).stream()
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

    private static Map<String, Object> table(TableChart.Line line) {
        return Map.ofEntries(
                Map.entry("table", line.table().name().toString()),
                Map.entry("rows", Figures.count(line.table().approximateRows())),
                Map.entry("bytes", Figures.bytes(line.table().approximateBytes())),
                Map.entry("engine", line.table().engine()),
                Map.entry("size", percent(line.size())),
                Map.entry("blockers", percent(line.blockers())),
                Map.entry("warnings", percent(line.warnings())),
                Map.entry("warningsAt", percent(line.blockers())),
                Map.entry("infos", percent(line.infos())),
                Map.entry("infosAt", percent(line.blockers() + line.warnings())),
                Map.entry("findings", line.words()));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f", share * 100);
    }

    /** A section that is left out for an empty text. */
    private static List<String> optional(String text) {
        return text.isEmpty() ? List.of() : List.of(text);
    }
}
