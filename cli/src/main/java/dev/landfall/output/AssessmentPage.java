package dev.landfall.output;

import dev.landfall.catalog.SourceTable;
import dev.landfall.check.CheckResult;
import dev.landfall.plan.Finding;
import dev.landfall.run.AssessmentReport;

/** What will hurt. */
public final class AssessmentPage implements ResultPage {
    /** Enough to see where the time goes; the files and the JSON have all. */
    private static final int TABLES_SHOWN = 10;

    private final AssessmentReport report;
    private final String source;
    private final String target;

    /** @param source and target as {@code display()} of their configurations, without passwords */
    public AssessmentPage(AssessmentReport report, String source, String target) {
        this.report = report;
        this.source = source;
        this.target = target;
    }

    @Override
    public void print(TextPage page) {
        Ink ink = page.ink();
        String headline = AssessmentWords.headline(report);
        page.line((report.blocked() ? ink.bad(headline) : ink.good(headline)) + ": " + AssessmentWords.summary(report));
        page.blank();
        page.line(
                "source    " + source + " (MariaDB " + report.catalog().server().version() + ")");
        page.line("target    " + target);
        page.line("size      " + AssessmentWords.size(report));
        page.labelled("scan      ", AssessmentWords.scan(report));
        page.labelled("snapshot  ", AssessmentWords.estimate(report));
        page.labelled("effort    ", AssessmentWords.effort(report));
        page.heading("Checks");
        report.checks().forEach(check -> check(page, check));
        if (!report.findings().isEmpty()) {
            page.heading("Findings");
            report.findings().forEach(finding -> finding(page, finding));
        }
        if (!report.catalog().tables().isEmpty()) {
            page.heading("Largest tables");
            page.table(largest());
        }
    }

    @Override
    public JsonObject json() {
        return AssessmentJson.of(report, source, target);
    }

    String html() {
        return AssessmentHtml.of(report, source, target);
    }

    private static void check(TextPage page, CheckResult check) {
        Ink ink = page.ink();
        String outcome = switch (check.outcome()) {
            case PASSED -> ink.good("ok    ");
            case WARNED -> ink.doubtful("warn  ");
            case FAILED -> ink.bad("FAILED");
        };
        String code = check.outcome() == CheckResult.Outcome.FAILED
                ? " (" + check.code().code() + ")"
                : "";
        page.line("  " + outcome + "  " + check.name() + ": " + check.seen() + code);
        if (!check.advice().isEmpty()) {
            page.labelled("          next: ", check.advice());
        }
    }

    private static void finding(TextPage page, Finding finding) {
        Ink ink = page.ink();
        String severity = switch (finding.severity()) {
            case BLOCKER -> ink.bad("BLOCKER");
            case WARNING -> ink.doubtful("warning");
            case INFO -> ink.faint("info   ");
        };
        page.line("  " + severity + "  " + finding.code() + " " + ink.strong(finding.where()));
        page.labelled("           ", finding.text());
        if (!finding.advice().isEmpty()) {
            page.labelled("           next: ", finding.advice());
        }
    }

    private TextTable largest() {
        TextTable table =
                new TextTable().left("table").right("rows").right("bytes").left("engine");
        for (SourceTable each :
                AssessmentWords.bySize(report).stream().limit(TABLES_SHOWN).toList()) {
            table.row(
                    each.name().toString(),
                    "~" + Figures.count(each.approximateRows()),
                    Figures.bytes(each.approximateBytes()),
                    each.engine());
        }
        return table;
    }
}
